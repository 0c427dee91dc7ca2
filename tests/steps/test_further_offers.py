"""Which tests outside the core the complaint and the findings open, and that an untouched record opens none."""

import pytest

from exam.steps.further import called_for
from tests.domain.records import record_of

TERRITORIES = ("lateral_thigh", "medial_leg", "lateral_leg", "first_web_space", "sole", "lateral_foot")


def offered(answers):
    return {test.id for test in called_for(record_of(answers))}


@pytest.mark.parametrize(
    ("path", "value", "tests"),
    [
        ("presentation.paraesthesia_sites.left", ["lateral_thigh"], {"territory.lateral_thigh"}),
        ("findings.strength.knee_extension.left", "4", {"territory.medial_leg", "other.fasciculations"}),
        (
            "findings.strength.ankle_dorsiflexion.left",
            "2",
            {"territory.lateral_leg", "territory.first_web_space", "gait.foot_drop", "other.foot_wasting"},
        ),
        ("findings.light_touch.S1.right", 1, {"territory.sole", "territory.lateral_foot"}),
        ("findings.pinprick.L5.right", 0, {"territory.lateral_leg", "territory.first_web_space"}),
        ("findings.strength.hip_abduction.right", "4-", {"gait.trendelenburg", "other.gluteal_wasting"}),
        ("findings.reflexes.patellar.left", 3, {"gait.spastic", "gait.wide_based"}),
        ("findings.long_tract.romberg", "present", {"gait.wide_based", "other.proprioception_great_toe"}),
        (
            "presentation.features.calf_pain_on_walking_relieved_by_standing",
            True,
            {"other.pedal_pulses", "other.limb_cold", "other.calf_swelling"},
        ),
        ("presentation.pain_sites.right", ["hip"], {"local.fadir", "local.trochanteric_tenderness"}),
        ("presentation.pain_sites.right", ["buttock"], {"local.sacroiliac_provocation"}),
        ("red_flags.saddle_numbness", True, {"saddle.bulbocavernosus_reflex"}),
    ],
)
def test_a_finding_opens_the_tests_that_it_suggests(path, value, tests):
    assert tests <= offered({path: value})


def test_nothing_is_opened_by_nothing_or_by_normal_findings():
    assert offered({}) == set()
    normal = {"findings.strength.knee_extension.left": "5", "findings.light_touch.L5.left": 2}
    assert offered(normal) == set()


@pytest.mark.parametrize("area", TERRITORIES)
def test_back_pain_alone_opens_no_skin_of_a_nerve(area):
    assert f"territory.{area}" not in offered({"presentation.features.back_pain": True})
