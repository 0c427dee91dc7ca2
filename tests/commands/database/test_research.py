"""`dermyo export --research`, as whoever runs Dermyo uses it."""

import json
from datetime import date

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.exams import Exams
from exam.store.outcomes.entries import Outcomes
from exam.store.service.research import Decision, ResearchPermissions
from exam.store.trail.access import Trail, TrailWanted

L5 = {"cause": "root.L5", "side": "left", "known_by": "surgery", "known_on": "2026-11-20"}
FOUND = {
    "examined_at": "2026-11-02T09:30:00+01:00",
    "patient.age": 44,
    "presentation.symptom_side": "left",
    "findings.strength.great_toe_extension.left": "4",
    "findings.strength.hip_abduction.left": "4",
    "findings.strength.great_toe_extension.right": "5",
    "findings.reflexes.achilles.right": 2,
    "findings.reflexes.achilles.left": 2,
    "findings.light_touch.L5.left": 1,
    "comments.complaint": "Zebedee came from Uppsala",
}


@pytest.fixture
def known(engine):
    """Ten signed examinations that turned out to be of the left L5 root."""
    exams, outcomes = Exams(engine), Outcomes(engine)
    for number in range(10):
        exam_id = exams.create(f"Zebedee-{number}", 1)
        exams.append(exam_id, 1, [Answer(*one) for one in FOUND.items()])
        exams.sign(exam_id, 1, Examiner("Andreas Vesalius"))
        outcomes.enter(exam_id, 1, L5)


@pytest.fixture
def allow(engine):
    def allow():
        decision = Decision("Maria Rossi", "director", date(2026, 11, 1), "approval 2026-114")
        ResearchPermissions(engine).give(decision, date(2026, 11, 2), 1)

    return allow


def test_what_is_exported_is_measured_by_evaluate(engine, known, allow, run, tmp_path):
    allow()
    status, out, err = run("export", "--research", tmp_path / "out")
    assert (status, err) == (0, [])
    assert out == [
        f"{tmp_path / 'out'}: 10 examinations",
        "The only one with their sex, decade of age and outcome: 0.",
        "These are patient data: without names they are not anonymous. Read README.txt in it.",
    ]
    entry = next(iter(Trail(engine).entries(TrailWanted())))
    assert (entry.act, entry.actor) == ("exported for research", "command line")
    status, out, err = run("evaluate", tmp_path / "out")
    assert (status, err) == (0, [])
    said = " ".join("\n".join(out).split())
    assert "all 10 10 100 % 100 %" in said
    assert "False emergencies: 0 of 0. Whether it was an emergency was not recorded: 10." in said
    status, out, _ = run("evaluate", tmp_path / "out", "--json")
    assert (status, json.loads("".join(out))["groups"]["L5"]["top1"]) == (0, 1.0)


def test_without_a_permission_nothing_is_written(known, run, tmp_path):
    status, out, err = run("export", tmp_path / "out.zip", "--research")
    assert (status, out) == (1, [])
    assert "dermyo: no decision of the clinic allows exports for research" in err[0]
    assert "an administrator records it under Account, Export for research" in err[0]
    assert not (tmp_path / "out.zip").exists()


def test_what_cannot_be_read_is_said(known, allow, run, tmp_path, monkeypatch):
    allow()
    monkeypatch.setattr("exam.store.copies.research.writing._cases", lambda found: ([CASE] * len(found), 3))
    status, out, _ = run("export", tmp_path / "out.zip", "--research")
    assert (status, out[1]) == (0, "Not written: 3, whose record this version no longer reads.")


CASE = {"id": "R-0001", "record": {"patient": {}}, "expected": {"cause": "root.L5", "side": "left"}}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("--research {0}/no/such/folder", 2, "No such file or directory"),
        ("--research {0}/no/such/folder/file.zip", 2, "No such file or directory"),
        ("--research {0}", 1, "is there already"),
        ("--research {0}/out --reference R", 2, "not allowed with argument"),
        ("--research {0}/out --database sqlite:////no/such/file", 1, "there is no database"),
    ],
)
@pytest.mark.usefixtures("known")
def test_what_cannot_be_done_is_said(allow, run, tmp_path, words, status, said):
    allow()
    refused, out, err = run("export", *words.format(tmp_path).split())
    assert (refused, out) == (status, [])
    assert said in "\n".join(err)
