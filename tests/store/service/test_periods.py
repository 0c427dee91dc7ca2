"""The clinic puts Dermyo into service, and withdraws that."""

from datetime import date

import pytest
from sqlalchemy import select

from exam.domain.words.regulatory_status import Service
from exam.store.service.periods import Periods, Versions
from exam.store.service.readings import Readings
from exam.store.settings import Settings
from exam.store.stored import AnswerRefused
from exam.store.tables import trail

KNEES = Service("Maria Rossi, medical director", date(2026, 12, 3), "adults with leg pain, knee clinic")
VERSIONS, TODAY = Versions("0.2.0", "5f0c"), date(2026, 12, 4)


@pytest.fixture
def periods(engine):
    return Periods(engine)


def acts(engine):
    with engine.connect() as connection:
        return [row.act for row in connection.execute(select(trail).order_by(trail.c.number))]


def test_a_clinic_is_in_service_from_the_act_until_it_is_withdrawn(engine, periods, me, colleague):
    settings = Settings(engine)
    assert settings.clinic().service is None
    periods.begin(KNEES, VERSIONS, TODAY, me)
    assert settings.clinic().service == KNEES
    settings.save_clinic(settings.clinic())
    assert settings.clinic().service == KNEES
    periods.withdraw("The head of the clinic left.", colleague)
    assert settings.clinic().service is None
    (one,) = periods.every()
    assert (one.service, one.versions, one.recorded_by) == (KNEES, VERSIONS, "Andreas Vesalius")
    assert (one.withdrawn_by, one.reason) == ("Gabriele Falloppio", "The head of the clinic left.")
    assert one.recorded_at < one.withdrawn_at
    assert acts(engine)[-1] == "withdrawn from service"
    assert "put into service" in acts(engine)


def test_the_newest_comes_first(periods, me):
    periods.begin(KNEES, VERSIONS, TODAY, me)
    periods.withdraw("A new version.", me)
    periods.begin(KNEES, Versions("0.3.0", "5f0d"), TODAY, me)
    assert [one.versions.program for one in periods.every()] == ["0.3.0", "0.2.0"]


def test_sent_twice_it_is_one(periods, me):
    for _ in range(2):
        periods.begin(KNEES, VERSIONS, TODAY, me, form_id="f" * 32)
    assert len(periods.every()) == 1


def test_a_second_one_is_refused_while_one_lasts(periods, me):
    periods.begin(KNEES, VERSIONS, TODAY, me)
    with pytest.raises(AnswerRefused, match="in service already"):
        periods.begin(KNEES, VERSIONS, TODAY, me)


@pytest.mark.parametrize(("fault", "where"), [
    (Service(" \u200b", date(2026, 12, 3), "knees"), "responsible"),
    (Service("x" * 101, date(2026, 12, 3), "knees"), "responsible"),
    (Service("Maria Rossi", date(2026, 12, 3), ""), "purpose"),
    (Service("Maria Rossi", date(2026, 12, 3), "x" * 121), "purpose"),
    (Service("Maria Rossi", date(2026, 12, 5), "knees"), "since"),
])  # fmt: skip
def test_what_is_missing_too_long_or_to_come_is_refused(periods, me, fault, where):
    with pytest.raises(AnswerRefused) as refused:
        periods.begin(fault, VERSIONS, TODAY, me)
    assert [fault.path for fault in refused.value.faults] == [where]
    assert periods.every() == []


def test_it_is_not_withdrawn_without_a_reason(engine, periods, me):
    periods.begin(KNEES, VERSIONS, TODAY, me)
    with pytest.raises(AnswerRefused, match="Give a reason"):
        periods.withdraw("  ", me)
    assert Settings(engine).clinic().service == KNEES


def test_withdrawing_what_is_not_in_service_does_nothing(engine, periods, me):
    before = acts(engine)
    periods.withdraw("Nothing.", me)
    assert acts(engine) == before


def test_each_account_reads_the_statement_once(engine, accounts, me, colleague):
    readings = Readings(engine)
    assert readings.read_at(me) is None
    assert not accounts.find(id=me).has_read
    readings.note(me)
    at = readings.read_at(me)
    readings.note(me)
    assert readings.read_at(me) == at
    assert accounts.find(id=me).has_read
    assert not accounts.find(id=colleague).has_read
    assert acts(engine).count("intended use read") == 1
