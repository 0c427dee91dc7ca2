"""The clinic allows exports for research, and withdraws that."""

from datetime import date

import pytest
from sqlalchemy import select

from exam.store.service.research import Decision, ResearchPermissions, permission_in_force
from exam.store.stored import AnswerRefused
from exam.store.tables import trail

APPROVED = Decision("Maria Rossi", "medical director", date(2026, 12, 3), "ethics committee, approval 2026-114")
TODAY = date(2026, 12, 4)


@pytest.fixture
def permissions(engine):
    return ResearchPermissions(engine)


def acts(engine):
    with engine.connect() as connection:
        return [row.act for row in connection.execute(select(trail).order_by(trail.c.number))]


def in_force(engine):
    with engine.connect() as connection:
        return permission_in_force(connection)


def test_it_is_allowed_from_the_act_until_it_is_withdrawn(engine, permissions, me, colleague):
    assert in_force(engine) is None
    permissions.give(APPROVED, TODAY, me)
    assert in_force(engine) == APPROVED
    permissions.withdraw("The study ended.", colleague)
    assert in_force(engine) is None
    (one,) = permissions.every()
    assert (one.decision, one.recorded_by) == (APPROVED, "Andreas Vesalius")
    assert (one.withdrawn_by, one.reason) == ("Gabriele Falloppio", "The study ended.")
    assert one.recorded_at < one.withdrawn_at
    assert acts(engine)[-1] == "permission for research withdrawn"
    assert "permission for research given" in acts(engine)


def test_the_newest_comes_first(permissions, me):
    permissions.give(APPROVED, TODAY, me)
    permissions.withdraw("Another study.", me)
    permissions.give(Decision("A. Paré", "surgeon", TODAY, "consent of each patient"), TODAY, me)
    assert [one.decision.decided_by for one in permissions.every()] == ["A. Paré", "Maria Rossi"]


def test_sent_twice_it_is_one(permissions, me):
    for _ in range(2):
        permissions.give(APPROVED, TODAY, me, form_id="f" * 32)
    assert len(permissions.every()) == 1


def test_a_second_one_is_refused_while_one_is_in_force(permissions, me):
    permissions.give(APPROVED, TODAY, me)
    with pytest.raises(AnswerRefused, match="allowed already"):
        permissions.give(APPROVED, TODAY, me)


@pytest.mark.parametrize(("fault", "where"), [
    (Decision(" \u200b", "director", TODAY, "approval 1"), ["decided_by"]),
    (Decision("x" * 101, "director", TODAY, "approval 1"), ["decided_by"]),
    (Decision("Maria Rossi", "", TODAY, "approval 1"), ["role"]),
    (Decision("Maria Rossi", "director", TODAY, "x" * 501), ["ground"]),
    (Decision("Maria Rossi", "director", date(2026, 12, 5), ""), ["ground", "decided_on"]),
])  # fmt: skip
def test_what_is_missing_too_long_or_to_come_is_refused(permissions, me, fault, where):
    with pytest.raises(AnswerRefused) as refused:
        permissions.give(fault, TODAY, me)
    assert [fault.path for fault in refused.value.faults] == where
    assert permissions.every() == []


def test_it_is_not_withdrawn_without_a_reason(engine, permissions, me):
    permissions.give(APPROVED, TODAY, me)
    with pytest.raises(AnswerRefused, match="Give a reason"):
        permissions.withdraw("  ", me)
    assert in_force(engine) == APPROVED


def test_withdrawing_what_nobody_allowed_does_nothing(engine, permissions, me):
    before = acts(engine)
    permissions.withdraw("Nothing.", me)
    assert acts(engine) == before
