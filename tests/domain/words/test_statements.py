"""The sentences of the assessment, word for word."""

from dataclasses import replace

import pytest

from exam.domain.reasoning.conclusions import RaisedAlert, UnexplainedFinding
from exam.domain.words.statements import (
    alerts_by_urgency,
    fits_words,
    statement_sentence,
    unexplained_sentence,
)
from exam.domain.words.strip import headline
from tests.domain.assessments import assessment, candidate, grouped

L5, S1 = candidate("root.L5", "left"), candidate("root.S1", "left", 0.3)
FIBULAR = candidate("nerve.common_fibular", "left", 0.3)
BOTH = candidate("polyneuropathy", "both")
NONE = candidate("no_neurological_lesion", "none")
OTHER = candidate("other_lesion", "left")


@pytest.mark.parametrize(
    ("found", "sentence", "line"),
    [
        (
            assessment("fits_one", L5, FIBULAR),
            "The findings fit left L5 radiculopathy (root lesion) best.",
            "Left L5 fits best; left common fibular nerve second",
        ),
        (assessment("fits_one", L5), "The findings fit left L5 radiculopathy (root lesion) best.", "Left L5 fits best"),
        (
            assessment("cannot_separate", L5, S1),
            "The findings cannot distinguish L5 from S1 on the left.",
            "Cannot yet distinguish L5 from S1 on the left",
        ),
        (
            assessment("cannot_separate", L5, FIBULAR),
            "The findings cannot distinguish the left L5 root from the left common fibular nerve.",
            "Cannot yet distinguish left L5 from left common fibular nerve",
        ),
        *(
            (
                assessment("cannot_separate", *order),
                "The findings cannot distinguish a left L5 root lesion from no lesion.",
                "Cannot yet distinguish left L5 from no lesion",
            )
            for order in ((L5, NONE), (NONE, L5))
        ),
        (
            assessment("fits_non_root", BOTH, L5),
            "The findings fit a polyneuropathy in both legs best, rather than a root lesion.",
            "Polyneuropathy fits best; left L5 second",
        ),
        (
            assessment("no_lesion_found", NONE, L5),
            "Nothing points to one root. An irritated root without a deficit is not excluded.",
            "Nothing points to one root",
        ),
        (
            assessment("fits_none", OTHER, L5),
            "The findings fit no single lesion that Dermyo knows.",
            "Fits no single lesion known to Dermyo",
        ),
        (
            assessment("not_enough_examined", L5, S1),
            "Not enough has been examined to localise a lesion.",
            "Not enough examined yet",
        ),
        (
            assessment("fits_one"),
            "Not enough has been examined to localise a lesion.",
            "Not enough examined yet",
        ),
    ],
)
def test_the_conclusion_in_one_sentence_and_on_the_strip(found, sentence, line):
    assert statement_sentence(found) == sentence
    assert headline(found) == line


UPPER = [candidate("upper_motor_neuron", side) for side in ("both", "left")]


@pytest.mark.parametrize(
    ("pair", "apart", "line", "as_a_reason"),
    [
        (
            UPPER,
            "an upper motor neuron lesion with signs in the left leg from one with signs in both legs",
            "Upper motor neuron lesion: left leg or both undecided",
            "an upper motor neuron lesion, left leg or both, not yet distinguished",
        ),
        (
            (L5, candidate("root.L5", "both")),
            "a left L5 root lesion from one in both legs",
            "L5: left leg or both undecided",
            "the L5 root, left leg or both, not yet distinguished",
        ),
        (
            (L5, candidate("root.L5", "right")),
            "a left L5 root lesion from one in the right leg",
            "L5: right leg or left leg undecided",
            "the L5 root, right leg or left leg, not yet distinguished",
        ),
    ],
)
def test_one_cause_in_one_leg_or_both_is_named_once(pair, apart, line, as_a_reason):
    found = assessment("cannot_separate", *pair)
    assert statement_sentence(found) == f"The findings cannot distinguish {apart}."
    assert headline(found) == line
    assert fits_words(found) == as_a_reason


NOT_EXCLUDED = "An irritated root without a deficit is not excluded."
FEW_OF_BOTH = candidate("root.L5+S1", "left", 0.3)
THREE = candidate("root.L4+L5+S1", "left", 0.04)


@pytest.mark.parametrize(
    ("found", "sentence", "line"),
    [
        (
            grouped("fits_one", L5, FEW_OF_BOTH, THREE),
            "The findings fit left L5 radiculopathy (root lesion) best, perhaps with S1.",
            "Left L5 fits best, perhaps with S1",
        ),
        (
            grouped("fits_one", L5, candidate("root.L5+S1", "left", 0.1), FIBULAR),
            "The findings fit left L5 radiculopathy (root lesion) best.",
            "Left L5 fits best; left common fibular nerve second",
        ),
        (
            grouped("cannot_separate", candidate("root.L5", "left", 0.4), FEW_OF_BOTH, S1),
            "The findings fit left L5 radiculopathy (root lesion) best, perhaps with S1.",
            "Left L5 fits best, perhaps with S1",
        ),
        (
            grouped(
                "cannot_separate", candidate("root.L5+S1", "left", 0.4), candidate("root.S1", "left", 0.3), root="S1"
            ),
            "The findings fit left S1 radiculopathy (root lesion) best, perhaps with L5.",
            "Left S1 fits best, perhaps with L5",
        ),
        (
            grouped("cannot_separate", candidate("root.L5", "left", 0.3), candidate("root.L5+S1", "left", 0.26), S1),
            "The findings cannot distinguish L5 from S1 on the left.",
            "Cannot yet distinguish L5 from S1 on the left",
        ),
        (
            grouped("fits_one", candidate("root.L5+S1", "left", 0.7), candidate("root.L5", "left", 0.2)),
            "The findings fit left L5 and S1 radiculopathy (root lesions) best.",
            "Left L5 and S1 fit best; left L5 second",
        ),
        (
            assessment("fits_one", candidate("root.S1", "both", 0.7)),
            "The findings fit S1 radiculopathy in both legs (root lesions) best.",
            "Both S1 roots fit best",
        ),
    ],
)
def test_the_likeliest_root_is_named_first_with_those_perhaps_affected(found, sentence, line):
    assert statement_sentence(found) == sentence
    assert headline(found) == line


def test_a_root_without_a_deficit_is_radicular_pain():
    none = replace(assessment("fits_one", L5), deficits=())
    assert statement_sentence(none) == "The findings fit a picture of left L5 radicular pain best (no deficit found)."
    assert headline(none) == "Left L5 radicular pain fits best"
    unfinished = replace(none, not_examined=("reflexes.achilles.left",), deficits=("right",))
    so_far = "The findings fit a picture of left L5 radicular pain best (no deficit found so far)."
    assert statement_sentence(unfinished) == so_far
    pair = replace(grouped("fits_one", L5, FEW_OF_BOTH), deficits=())
    perhaps = "The findings fit a picture of left L5 radicular pain best, perhaps with S1 (no deficit found)."
    assert statement_sentence(pair) == perhaps


@pytest.mark.parametrize(
    ("found", "sentence", "line"),
    [
        (
            assessment("no_lesion_found", NONE, L5),
            f"Nothing points to one root. Picture of lumbar stenosis. {NOT_EXCLUDED}",
            "Nothing points to one root; picture of lumbar stenosis",
        ),
        (
            replace(assessment("no_lesion_found", NONE, L5), urgency="urgent"),
            f"See the urgent alert first. Nothing points to one root. Picture of lumbar stenosis. {NOT_EXCLUDED}",
            "See the urgent alert; picture of lumbar stenosis",
        ),
        (
            assessment("cannot_separate", NONE, L5),
            "The findings cannot distinguish a left L5 root lesion from no lesion. Picture of lumbar stenosis.",
            "Picture of lumbar stenosis; left L5 not excluded",
        ),
        (
            assessment("not_enough_examined", L5),
            "Not enough has been examined to localise a lesion. Picture of lumbar stenosis.",
            "Not enough examined yet; picture of lumbar stenosis",
        ),
    ],
)
def test_where_nothing_localises_the_picture_is_named(found, sentence, line):
    found = replace(found, picture="spinal_stenosis")
    assert statement_sentence(found) == sentence
    assert headline(found) == line


def test_an_urgent_alert_comes_before_nothing_points_to_one_root():
    found = replace(assessment("no_lesion_found", NONE), urgency="urgent")
    assert headline(found) == "See the urgent alert; nothing points to one root"


def test_where_the_findings_point_as_a_reason():
    assert fits_words(assessment("fits_one", L5)) == "left L5 fits best"
    s1 = candidate("root.S1", "left", 0.3)
    assert fits_words(assessment("cannot_separate", L5, s1)) == "L5 or S1 on the left not yet distinguished"
    assert fits_words(assessment("fits_none", OTHER, L5)) == "no single lesion fits"


def test_no_ranking_reads_as_an_all_clear_beside_an_emergency():
    no_lesion = replace(
        assessment("no_lesion_found", candidate("no_neurological_lesion", "none", 0.8)), urgency="emergency"
    )
    assert statement_sentence(no_lesion).startswith("Act on the emergency alert first. Nothing points to one root.")
    assert headline(no_lesion) == "Act on the emergency first"
    unnamed = replace(assessment("fits_none", OTHER, L5), urgency="emergency")
    assert statement_sentence(unnamed).endswith("This does not change the emergency alert.")
    ranked = replace(assessment("fits_one", L5), urgency="emergency")
    assert statement_sentence(ranked).endswith("This does not change the emergency alert.")
    assert headline(ranked) == "Left L5 fits best"


def test_what_the_leading_cause_hardly_explains_is_named():
    knee = UnexplainedFinding("strength.knee_extension", "left", "4")
    reflex = UnexplainedFinding("reflexes.patellar", "right", 1)
    level = UnexplainedFinding("long_tract.trunk_sensory_level", "none", "present")
    one = replace(assessment("fits_one", L5, FIBULAR), unexplained=(knee,))
    lead = "Also found, but not well explained by"
    assert unexplained_sentence(one) == f"{lead} a left L5 root lesion: left knee extension 4."
    two = replace(assessment("cannot_separate", L5, S1), unexplained=(reflex, level))
    found = "right patellar reflex 1 reduced and trunk sensory level present"
    assert unexplained_sentence(two) == f"{lead} a left L5 root lesion or a left S1 root lesion: {found}."
    assert unexplained_sentence(assessment("fits_one", L5)) == ""
    touch, pin = (UnexplainedFinding(f"{kind}.L3", "left", 1) for kind in ("light_touch", "pinprick"))
    twice = replace(one, unexplained=(touch, pin, reflex))
    found = "left L3 light touch and pinprick 1 altered; right patellar reflex 1 reduced"
    assert unexplained_sentence(twice) == f"{lead} a left L5 root lesion: {found}."


def test_where_no_single_lesion_fits_the_nearest_is_named_with_what_it_does_not_explain():
    knee = UnexplainedFinding("strength.knee_extension", "left", "4")
    found = replace(assessment("fits_none", OTHER, NONE, L5, S1), unexplained=(knee,))
    sentence = "The nearest would be a left L5 root lesion, which does not explain well: left knee extension 4."
    assert unexplained_sentence(found) == sentence


@pytest.mark.parametrize(
    ("why", "said", "line"),
    [
        (
            "alert",
            "A left L5 root lesion ranks first, but an alert points to something else.",
            "Left L5 ranks first; see the alert",
        ),
        (
            "findings",
            "A left L5 root lesion ranks first, but too few abnormal findings show it.",
            "Left L5 ranks first; too few findings show it",
        ),
    ],
)
def test_a_root_that_ranks_first_by_far_but_is_not_said_to_fit(why, said, line):
    """It is neither undistinguished from the next cause, nor called fitting."""
    ranked = assessment("cannot_separate", candidate("root.L5", "left", 0.8), candidate("root.S1", "left", 0.1))
    found = replace(ranked, held_back=why, unexplained=(UnexplainedFinding("reflexes.achilles", "left", 1),))
    assert statement_sentence(found) == said
    assert headline(found) == line
    assert fits_words(found) == "left L5 ranks first"
    assert unexplained_sentence(found).startswith("Also found, but not well explained by a left L5 root lesion: ")


def test_of_each_urgency_the_alert_with_the_first_action_comes_first():
    raised = {"both_legs": "urgent", "fever": "urgent", "cauda_equina": "emergency", "spinal_infection": "emergency"}
    alerts = tuple(RaisedAlert(id, urgency, (), ()) for id, urgency in raised.items())
    found = replace(assessment("fits_one", L5), alerts=alerts, action="spinal_infection")
    assert [[alert.id for alert in level] for level in alerts_by_urgency(found)] == [
        ["spinal_infection", "cauda_equina"],
        ["both_legs", "fever"],
    ]
    assert alerts_by_urgency(replace(found, alerts=())) == ()
