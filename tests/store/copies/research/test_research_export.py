"""Examinations with an outcome leave for research: without a text, a name or a date, and only with a permission."""

import json
import zipfile
from datetime import date

import pytest
from sqlalchemy import select, update

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.domain.research import case
from exam.store.copies.backup import CopyRefused
from exam.store.copies.research.writing import export_research
from exam.store.outcomes.entries import Outcomes
from exam.store.service.research import Decision, ResearchPermissions
from exam.store.tables import signatures, trail

MARKER = "Zebedee"
EXAMINED = "1987-06-05T23:30:00+01:00"
APPROVED = Decision(f"{MARKER} director", "head", date(2026, 11, 1), f"approval {MARKER}")
L5 = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": "1987-06-20"}
TEXTS = [
    Answer("examined_at", EXAMINED),
    Answer("comments.complaint", f"{MARKER} came from Uppsala"),
    Answer("presentation.old_deficit.right", f"{MARKER} had polio"),
    Answer("impression.text", f"as {MARKER} said"),
    Answer("plan.text", f"{MARKER} returns"),
    Answer("presentation.symptom_side", "left"),
    Answer("findings.reflexes.achilles.left", 1),
]


@pytest.fixture
def permissions(engine):
    return ResearchPermissions(engine)


@pytest.fixture
def sign(exams, me):
    """Begins and signs an examination in which every text has the marker; returns its id."""

    def sign(number, account_id=me):
        exam_id = exams.create(f"{MARKER}-{number}", account_id)
        exams.append(exam_id, account_id, [*TEXTS, Answer("patient.age", 30 + number)])
        exams.sign(exam_id, account_id, Examiner(MARKER, MARKER, MARKER))
        return exam_id

    return sign


@pytest.fixture
def known(engine, me, sign):
    """Signs an examination and enters what it turned out to be; returns its id."""

    def known(number, account_id=me, **outcome):
        exam_id = sign(number, account_id)
        Outcomes(engine).enter(exam_id, account_id, L5 | outcome)
        return exam_id

    return known


@pytest.fixture
def ten(known):
    """Nine of the left L5 root, one of something else."""
    ids = [known(number) for number in range(9)]
    return [*ids, known(9, cause="other", side="right", other=f"what {MARKER} had", known_on="1987-07-31")]


@pytest.fixture
def store(engine, exams, me):
    """The database, its examinations, and their examiner."""
    return engine, exams, me


@pytest.fixture
def allowed(ten, permissions, me):
    """Ten examinations that may be exported."""
    permissions.give(APPROVED, date(2026, 11, 2), me)
    return ten


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def cases_in(folder):
    return [json.loads(file.read_text()) for file in sorted((folder / "cases").glob("*.json"))]


def test_a_folder_holds_a_case_for_each_and_nothing_of_whom_it_is(engine, allowed, out):
    written = export_research(engine, out)
    assert (written.examinations, written.unreadable) == (10, 0)
    files = sorted(path.relative_to(out).as_posix() for path in (out).rglob("*.*"))
    names = [f"R-{number:04}" for number in range(1, 11)]
    assert files == ["README.txt", *(f"cases/{name}.json" for name in names), "contents.json"]
    said = "".join((out / file).read_text() for file in files)
    assert [word for word in (MARKER, "1987", "2026", "Vesalius", *allowed) if word in said] == []
    cases = cases_in(out)
    assert [case["record"]["patient"]["reference"] for case in cases] == names
    assert sorted(case["record"]["patient"]["age"] for case in cases) == list(range(30, 40))
    assert {case["record"]["findings"]["reflexes"]["achilles"]["left"] for case in cases} == {1}
    other = next(case for case in cases if case["expected"]["cause"] == "other")
    assert (other["record"]["patient"]["age"], other["expected"]["side"]) == (39, "right")
    assert [case["outcome"] for case in cases].count({"known_by": "mri", "weeks_after": 2}) == 9
    assert other["outcome"] == {"known_by": "mri", "weeks_after": 8}
    assert (out).stat().st_mode & 0o777 == 0o700
    assert (out / "cases/R-0001.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_a_zip_holds_the_same_and_no_time(engine, allowed, tmp_path):
    export_research(engine, tmp_path / "out.ZIP")
    with zipfile.ZipFile(tmp_path / "out.ZIP") as archive:
        assert len(archive.namelist()) == 12
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        contents = json.loads(archive.read("contents.json"))
    assert (contents["examinations"], contents["signed_examinations"]) == (10, 10)
    assert (tmp_path / "out.ZIP").stat().st_mode & 0o777 == 0o600


def test_one_that_says_no_day_or_one_that_has_not_come_stops_no_export(engine, exams, me, permissions, out):
    for number, examined in enumerate([None, "2199-01-01T00:00:00+00:00", *[EXAMINED] * 8]):
        exam_id = exams.create(f"{MARKER}-{number}", me)
        exams.append(exam_id, me, [Answer("examined_at", examined)])
        exams.sign(exam_id, me, Examiner(MARKER))
        Outcomes(engine).enter(exam_id, me, L5)
    permissions.give(APPROVED, date(2026, 11, 2), me)
    export_research(engine, out)
    weeks = [case["outcome"]["weeks_after"] for case in cases_in(out)]
    assert (weeks.count(None), weeks.count(2)) == (2, 8)


def test_the_order_says_nothing_of_the_dates(engine, allowed, out, monkeypatch):
    monkeypatch.setattr("exam.store.copies.research.writing.SystemRandom.shuffle", lambda _self, rows: rows.reverse())
    export_research(engine, out)
    first, *_, last = cases_in(out)
    assert {first["record"]["patient"]["age"], last["record"]["patient"]["age"]} == {30, 39}
    monkeypatch.undo()
    ages = set()
    for number in range(8):
        export_research(engine, out.with_name(f"again-{number}"))
        ages.add(tuple(case["record"]["patient"]["age"] for case in cases_in(out.with_name(f"again-{number}"))))
    assert len(ages) > 1


def test_the_trail_says_what_left_before_it_is_there(engine, allowed, out, monkeypatch):

    def fail(*_given):
        raise OSError("the disk is full")

    monkeypatch.setattr("pathlib.Path.rename", fail)
    with pytest.raises(OSError, match="the disk is full"):
        export_research(engine, out)
    with engine.connect() as connection:
        last = connection.execute(select(trail).order_by(trail.c.number.desc()).limit(1)).one()
    assert (last.act, len(last.digest)) == ("exported for research", 64)
    assert not out.exists()
    assert list(out.parent.glob(".dermyo*")) == []


def refusal(engine, target):
    with pytest.raises(CopyRefused) as refused:
        export_research(engine, target)
    assert target.name == "there" or not target.exists()
    return str(refused.value)


def test_without_a_permission_it_is_refused_and_says_what_to_do(engine, ten, permissions, me, out):
    for _ in range(2):
        assert refusal(engine, out) == (
            "no decision of the clinic allows exports for research: "
            "an administrator records it under Account, Export for research"
        )
        permissions.give(APPROVED, date(2026, 11, 2), me)
        permissions.withdraw("The study ended.", me)
    with engine.connect() as connection:
        assert "exported for research" not in connection.scalars(select(trail.c.act)).all()


def test_a_permission_that_is_withdrawn_meanwhile_is_none(engine, allowed, permissions, out, monkeypatch):
    shuffle = "exam.store.copies.research.writing.SystemRandom.shuffle"
    monkeypatch.setattr(shuffle, lambda *_given: permissions.withdraw("The study ended.", 1))
    assert refusal(engine, out).startswith("no decision of the clinic allows")


def test_fewer_than_ten_are_refused(engine, allowed, me, out):
    Outcomes(engine).take_back(allowed[0], me)
    assert refusal(engine, out) == "9 examinations have an outcome; fewer than 10 are not exported"
    Outcomes(engine).give_up(allowed[0], me)
    assert refusal(engine, out) == "9 examinations have an outcome; fewer than 10 are not exported"


def test_what_is_there_stays(engine, tmp_path):
    (tmp_path / "there").mkdir()
    assert refusal(engine, tmp_path / "there").endswith("there is there already")


@pytest.mark.usefixtures("allowed")
def test_what_does_not_count_is_not_in_it(store, known, sign, student, out):
    engine, exams, me = store
    exams.void(known(20), me, "the wrong patient")
    corrected = known(21)
    exams.sign(exams.correct(corrected, me), me, Examiner(MARKER))
    sign(22, student)
    Outcomes(engine).give_up(sign(23), me)
    exams.create(f"{MARKER}-24", me)
    written = export_research(engine, out)
    ages = sorted(case["record"]["patient"]["age"] for case in cases_in(out))
    # The corrected version has the outcome of the one that it replaced.
    assert (written.examinations, ages) == (11, [*range(30, 40), 51])
    contents = json.loads((out / "contents.json").read_text())
    assert contents["signed_examinations"] == 12


@pytest.mark.tampers
def test_a_record_that_is_not_the_signed_one_is_refused(engine, allowed, out):
    with engine.begin() as connection:
        here = signatures.c.exam_id == allowed[3]
        record = connection.scalar(select(signatures.c.record).where(here))
        assert '"left":1' in record
        connection.execute(update(signatures).where(here).values(record=record.replace('"left":1', '"left":2')))
    assert "is not the one that was signed" in refusal(engine, out)


def test_what_the_format_no_longer_has_is_counted(engine, allowed, known, out, monkeypatch):
    known(71)
    write = case.write_record

    def older(record):
        gone = {"presentation": {"features": {"worse_in_moonlight": True}}} if record.patient.age == 101 else {}
        return write(record) | gone

    monkeypatch.setattr(case, "write_record", older)
    written = export_research(engine, out)
    assert (written.examinations, written.unreadable) == (10, 1)
    assert "a record that this version cannot read: 1" in (out / "README.txt").read_text()
    assert [case["id"] for case in cases_in(out)] == [f"R-{number:04}" for number in range(1, 11)]
