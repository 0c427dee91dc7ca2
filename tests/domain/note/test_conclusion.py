"""The impression and the plan on the note: the clinician's words, and when the impression was entered."""

import pytest

from exam.domain.note.text import note_text
from tests.domain.note.notes import note


@pytest.mark.parametrize(
    ("before", "words"),
    [(True, "before the program's ranking was shown"), (False, "after the program's ranking was shown")],
)
def test_the_impression_is_the_clinicians_and_says_when_it_was_entered(before, words):
    said = note(
        impression={"text": "L5, likely disc", "cause": "root.L5", "side": "left", "entered_before_ranking": before}
    ).impression
    assert dict(said) == {"Cause": "Left L5 root", "Impression": "L5, likely disc", "Entered": words}


def test_an_impression_may_be_a_cause_alone_or_missing():
    assert dict(note(impression={"cause": "polyneuropathy"}).impression) == {"Cause": "Polyneuropathy"}
    assert note(impression={"side": "left", "entered_before_ranking": True}).impression == ()


@pytest.mark.parametrize(
    ("diagnoses", "line"),
    [
        (["herniated_disc"], ("Diagnosis", "Herniated lumbar disc")),
        (
            ["spinal_stenosis", "osteoarthritis"],
            ("Diagnoses", "Lumbar spinal stenosis; Osteoarthritis of the knee or hip"),
        ),
    ],
)
def test_diagnoses_are_named_beside_the_cause_or_alone(diagnoses, line):
    assert note(impression={"diagnoses": diagnoses}).impression == (line,)
    beside = note(impression={"diagnoses": diagnoses, "cause": "root.L5", "side": "left"}).impression
    assert beside == (("Cause", "Left L5 root"), line)


@pytest.mark.parametrize(
    ("plan", "lines"),
    [
        ({}, {}),
        ({"text": "MRI"}, {"Plan": "MRI"}),
        ({"safety_net_given": True}, {"Safety-net advice given": "yes"}),
        (
            {"safety_net_given": True, "safety_net_text": "Come back if your foot drops."},
            {"Safety-net advice given": "yes: Come back if your foot drops."},
        ),
        ({"safety_net_given": False}, {"Safety-net advice given": "no"}),
        ({"review_in_weeks": 6}, {"Review": "in 6 weeks"}),
        ({"review_in_weeks": 1}, {"Review": "in 1 week"}),
    ],
)
def test_the_plan_has_what_was_entered_and_nothing_else(plan, lines):
    assert dict(note(plan=plan).plan) == lines


def test_the_plan_follows_the_impression():
    text = note_text(note(impression={"cause": "root.L5", "side": "left"}, plan={"text": "MRI", "review_in_weeks": 2}))
    lines = text.splitlines()
    places = [lines.index(line) for line in ("Impression: Left L5 root.", "Plan: MRI. Review in 2 weeks.")]
    assert places == sorted(places)
    assert "PLAN AND SAFETY NET" not in text
