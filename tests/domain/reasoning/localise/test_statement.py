"""The statement for a ranking."""

import pytest

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.reasoning.localise.observe import observe
from exam.domain.reasoning.localise.statement import examined, statement
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import record_of

TWO = {"findings.reflexes.achilles.left": 2, "findings.strength.hip_flexion.left": "5"}
CLEAR, UNCLEAR = (0.6, 0.3), (0.599, 0.1)


def observations(found):
    return observe(record_of(found), base_tables())


def ranked(first, second, cause):
    roots = ("L5",) if cause.startswith("root.") else ()
    return [
        Candidate(cause, roots, "left", first, None, ()),
        Candidate("root.S1", ("S1",), "left", second, None, ()),
    ]


@pytest.mark.parametrize(
    ("probabilities", "cause", "said"),
    [
        (CLEAR, "root.L5", "fits_one"),
        (CLEAR, "nerve.femoral", "fits_non_root"),
        (CLEAR, "cauda_equina", "fits_non_root"),
        (CLEAR, "no_neurological_lesion", "no_lesion_found"),
        (UNCLEAR, "root.L5", "cannot_separate"),
        (UNCLEAR, "no_neurological_lesion", "cannot_separate"),
        ((0.6, 0.301), "root.L5", "cannot_separate"),
    ],
)
def test_one_cause_fits_when_it_is_likely_and_the_next_is_not_half_as_likely(probabilities, cause, said):
    assert statement(ranked(*probabilities, cause), observations(TWO)) == said


def test_with_too_little_examined_no_statement_is_made():
    one = dict(list(TWO.items())[:1])
    assert statement(ranked(0.99, 0.01, "root.L5"), observations(one)) == "not_enough_examined"


@pytest.mark.parametrize(
    ("found", "count"),
    [
        ({}, 0),
        (TWO, 2),
        # two modalities of one thing are one; the other leg is another
        ({"findings.light_touch.L5.left": 1, "findings.pinprick.L5.left": 0}, 1),
        ({"findings.light_touch.L5.left": 2, "findings.light_touch.L5.right": 2}, 2),
        (
            {
                "findings.strength.ankle_plantarflexion.left": "5",
                "findings.function.single_leg_heel_raise.left": "weak",
            },
            1,
        ),
        # what the patient reports is not examined, and knee and hip do not count
        (
            {
                "presentation.symptom_side": "left",
                "presentation.pain_sites.left": ["heel"],
                "red_flags.saddle_numbness": True,
            },
            0,
        ),
        ({"findings.local.knee_effusion.left": "present"}, 0),
        ({"findings.saddle.anal_tone": "normal", "findings.tension.slump.left": "negative"}, 2),
        ({"findings.reflexes.achilles.left": {"not_tested": "pain"}}, 0),
    ],
)
def test_how_much_was_examined(found, count):
    assert examined(observations(found)) == count
