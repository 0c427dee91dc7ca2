"""Input for several commands."""

from tests.domain.records import written

LEFT_L5 = written(
    presentation={"symptom_side": "left"},
    findings={
        "strength": {"great_toe_extension": {"right": "5", "left": "4"}, "hip_abduction": {"left": "4"}},
        "reflexes": {"achilles": {"right": 2, "left": 2}},
        "light_touch": {"L5": {"left": 1}},
    },
)
UNREADABLE = written(findings={"strength": {"knee_extension": {"left": "7"}}})
GRADE_7 = 'findings.strength.knee_extension.left: "7" is not an MRC grade'
