"""The textbook chart: the root that most abnormal findings point to."""

import pytest

from exam.domain.evaluation.textbook_chart import look_up
from tests.domain.records import record_of

TOE = "findings.strength.great_toe_extension"
ACHILLES = "findings.reflexes.achilles"
NONE = ("no_neurological_lesion", "none")


@pytest.mark.parametrize(
    ("found", "ranked"),
    [
        ({}, [NONE]),
        ({f"{TOE}.left": "5", f"{ACHILLES}.right": 2}, [NONE]),
        # one point to each main root of each abnormal finding
        ({f"{TOE}.left": "4+"}, [("root.L5", "left")]),
        ({f"{ACHILLES}.right": 1}, [("root.S1", "right")]),
        ({"findings.light_touch.L4.left": 0}, [("root.L4", "left")]),
        (
            {f"{TOE}.left": "4", f"{ACHILLES}.left": 0, "findings.pinprick.S1.left": 1},
            [("root.S1", "left"), ("root.L5", "left")],
        ),
        # ties go to the commoner root, then to the right
        ({"findings.strength.knee_extension.left": "3"}, [("root.L4", "left"), ("root.L3", "left")]),
        ({"findings.tension.straight_leg_raise.left": "positive"}, [("root.L5", "left"), ("root.S1", "left")]),
        ({f"{TOE}.left": "4", f"{TOE}.right": "4"}, [("root.L5", "right"), ("root.L5", "left")]),
        # nothing from a test that is not in the chart
        ({f"{ACHILLES}.right": 3}, [NONE]),
        ({f"{TOE}.left": {"not_tested": "pain"}}, [NONE]),
        ({"findings.tension.straight_leg_raise_degrees.left": 20}, [NONE]),
        ({"findings.light_touch.S2.left": 0}, [NONE]),
        ({"findings.saddle.anal_tone": "absent", "findings.other.calf_wasting.left": "present"}, [NONE]),
    ],
)
def test_the_chart_names_the_root_of_most_abnormal_findings(found, ranked):
    assert list(look_up(record_of(found))) == ranked
