"""Every cause, condition and emergency has words for a patient, in every language."""

import pytest

from exam.domain.sheets.emergencies import phrase_words, reasons, sources_of_warnings, warnings
from exam.domain.sheets.plain_causes import plain_cause, plain_condition
from exam.languages.catalogue import catalogue
from reference import load_reference

ENGLISH, GERMAN = catalogue("en"), catalogue("de")


def test_every_cause_and_condition_has_words():
    causes = load_reference().causes.values()
    assert [row.id for row in causes if bool(row.plain) == bool(row.roots)] == []


def test_a_cause_is_named_by_a_patients_clinician_alone_where_the_reference_says_so():
    assert [row.id for row in load_reference().causes.values() if row.left_to_clinicians] == ["motor_neuron_disease"]


@pytest.mark.parametrize(
    ("cause", "side", "words"),
    [
        ("root.L5", "left", "a problem of a nerve where it leaves the lower spine (L5), on the left"),
        ("root.L5+S1", "both", "a problem of nerves where they leave the lower spine (L5 and S1), on both sides"),
        ("root.S1", "none", "a problem of a nerve where it leaves the lower spine (S1)"),
        ("nerve.femoral", "right", "a problem of the nerve in the front of the thigh, on the right"),
        ("cauda_equina", "both", "a problem of the nerves at the lower end of the spine"),
        ("no_neurological_lesion", "left", "pain without damage to a nerve that these tests can show"),
    ],
)
def test_a_cause_in_plain_words(cause, side, words):
    assert plain_cause(cause, side, ENGLISH) == words


def test_the_same_in_another_language():
    assert plain_cause("root.L5+S1", "left", GERMAN).endswith("(L5 und S1), links")
    assert plain_condition("fracture", GERMAN) == "ein gebrochener Knochen an Knie, Hüfte oder Rücken"


def test_a_reason_is_given_once():
    given = reasons(("cauda_equina", "cauda_equina_suspected", "stroke"), ENGLISH)
    assert given == (
        "The nerves at the lower end of your spine may be under pressure.",
        "These can be the signs of a stroke.",
    )


def test_the_warnings_are_those_of_the_alerts_with_their_sources():
    said = " ".join(warnings(ENGLISH))
    assert all(word in said for word in ("pass urine", "bowels", "numb between", "Both legs", "weaker", "fever"))
    assert sources_of_warnings().startswith("NICE 2019 (NG127); GIRFT 2023; ")
    assert sources_of_warnings().count(";") == 5


def test_a_ready_phrase_sends_to_the_same_place_as_the_sheet():
    phrases = {row.id: phrase_words(row.phrase) for row in load_reference().readings.values() if row.phrase}
    weak, fever = phrases["care_numbness_or_weakness"], phrases["care_fever_or_weight_loss"]
    emergency = "Go to an emergency department at once if you notice this: "
    assert weak == f"{emergency}A leg or foot gets weak, or weaker than today, or you can no longer walk."
    assert fever.startswith(f"{emergency}You get a fever")
    assert fever.endswith(" Come back if you lose weight without trying.")
    assert weak.removeprefix(emergency) in warnings(ENGLISH)
    assert phrases["care_persistence"] == "Come back if it is no better after six weeks."
