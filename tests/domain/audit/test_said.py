"""What a signed note said, read from its frozen text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from exam.domain.audit.counting import audit
from exam.domain.audit.known import Known
from exam.domain.audit.reading import audit_json, read_audit
from exam.domain.audit.said import NotRead, OwnImpression, SaidAlert, read_said
from exam.domain.evaluation.textbook_chart import look_up
from tests.domain.audit.examined import frozen
from tests.domain.records import answers, record_of

FIRST = Path(__file__).parents[1] / "note/signing/frozen-1.json"
L5 = {
    "presentation.symptom_side": "left",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.great_toe_extension.right": "5",
    "findings.strength.hip_abduction.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
    "findings.reflexes.achilles.right": 2,
    "findings.tension.straight_leg_raise.left": "positive",
}


def said(answers=(), /, *, change=None, **more):
    whole = json.loads(frozen(record_of(dict(answers) | more)))
    if change:
        change(whole)
    return read_said(json.dumps(whole))


def test_it_is_read_from_the_text_and_not_worked_out_again():
    def change(whole):
        first = whole["assessment"]["candidates"][0]
        first |= {"cause": "nerve.femoral", "side": "right", "probability": 0.614}
        whole["assessment"] |= {
            "knowledge": "old",
            "statement": "fits_non_root",
            "urgency": "urgent",
            "root_groups": [],
        }
        whole["assessment"]["likeliest_root"] = [
            {"root": "L4", "side": "right", "probability": 0.2},
            {"root": "L5", "side": "left", "probability": 0.3},
        ]

    found = said(L5, change=change)
    assert found.ranked[0] == ("nerve.femoral", "right")
    assert len(found.ranked) == 2
    assert (found.knowledge, found.statement, found.urgency) == ("old", "fits_non_root", "urgent")
    assert found.likeliest_root == ("L5", "left")
    assert (found.stated.cause, found.stated.percent, found.stated.word) == ("nerve.femoral", 61, "possible")
    assert not found.stated.is_group


def test_a_root_is_stated_alone_or_with_others_as_it_was_shown():
    def change(whole):
        first = whole["assessment"]["candidates"][0]
        assert (first["cause"], first["side"]) == ("root.L5", "left")
        whole["assessment"]["candidates"] = [first, first | {"cause": "root.L5+S1", "probability": 0.1}]
        group = {"root": "L5", "side": "left", "probability": 0.75, "members": [], "also": [], "named": True}
        whole["assessment"]["root_groups"] = [group | {"side": "right"}, group]

    stated = said(L5, change=change).stated
    assert (stated.cause, stated.side, stated.is_group, stated.percent) == ("root.L5", "left", True, 75)
    assert stated.word == "likely"


@pytest.mark.parametrize(
    ("statement", "causes", "members", "is_group"),
    [
        ("fits_one", [("root.L5", 0.6), ("root.L5+S1", 0.1)], ["L5 alone, possible; L5 and S1, not excluded"], True),
        ("fits_one", [("root.L5", 0.6), ("root.L5+S1", 0.1)], [""], False),
        ("fits_one", [("root.L5", 0.6), ("root.L5+S1", 0.1)], [], False),
        ("fits_one", [("root.L4+L5", 0.6), ("root.L5", 0.2)], ["L4 and L5, possible; L5 alone, not excluded"], False),
        ("cannot_separate", [("root.L4+L5", 0.4), ("root.L5", 0.3)], ["L4 and L5, possible"], True),
        ("cannot_separate", [("root.S1", 0.4), ("root.L5", 0.3)], ["", "L5 alone, not excluded"], False),
        ("cannot_separate", [("root.S1", 0.4), ("root.L5", 0.3)], ["S1 alone, possible"], False),
    ],
)
def test_a_root_is_alone_or_with_others_only_where_the_note_lists_it_so(statement, causes, members, is_group):
    def change(whole):
        first = whole["assessment"]["candidates"][0]
        ranked = [first | {"cause": cause, "probability": probability} for cause, probability in causes]
        group = {"root": "L5", "side": "left", "probability": 0.8, "members": [], "also": [], "named": False}
        whole["assessment"] |= {"statement": statement, "candidates": ranked, "root_groups": [group]}
        whole["note"]["program"]["causes"] = [{"members": words} for words in members]

    stated = said(L5, change=change).stated
    assert stated.is_group == is_group
    assert stated.percent == (80 if is_group else round(100 * causes[0][1]))


@pytest.mark.parametrize(
    ("statement", "held_back", "is_named", "members", "named"),
    [
        ("fits_one", None, True, "", "root.L5"),
        ("fits_one", "alert", True, "", "root.L4+L5"),
        ("fits_one", None, False, "L4 and L5, possible", "root.L4+L5"),
        ("cannot_separate", None, False, "L4 and L5, possible", "root.L5"),
        ("cannot_separate", "alert", False, "L4 and L5, possible", "root.L4+L5"),
        ("cannot_separate", None, False, "", "root.L4+L5"),
    ],
)
def test_what_the_conclusion_names_is_what_a_clinician_could_agree_with(statement, held_back, is_named, members, named):
    def change(whole):
        first = whole["assessment"]["candidates"][0] | {"cause": "root.L4+L5"}
        ranked = [first]
        whole["note"]["program"]["causes"] = [{"members": members}]
        group = {"root": "L5", "side": "left", "probability": 0.8, "members": [], "also": [], "named": is_named}
        whole["assessment"] |= {"statement": statement, "held_back": held_back, "candidates": ranked}
        whole["assessment"] |= {"root_groups": [group | {"side": "right", "named": False}, group]}

    assert said(L5, change=change).named == (named, "left")


@pytest.mark.parametrize(
    ("probability", "held_back", "word"),
    [
        (0.75, None, "likely"),
        (0.749, None, "possible"),
        (0.35, None, "possible"),
        (0.349, None, "not_excluded"),
        (0.95, "alert", "possible"),
        (0.2, "alert", "not_excluded"),
    ],
)
def test_the_word_is_the_one_for_the_figure(probability, held_back, word):
    def change(whole):
        whole["assessment"]["candidates"][0] |= {"probability": probability}
        whole["assessment"] |= {"root_groups": [], "held_back": held_back}

    assert said(L5, change=change).stated.word == word


def test_no_lesion_is_at_most_possible():
    def change(whole):
        none = {"cause": "no_neurological_lesion", "side": "none", "probability": 0.9}
        whole["assessment"]["candidates"][0] |= none

    assert said(L5, change=change).stated.word == "possible"


def test_nothing_was_stated_where_too_little_was_examined_or_no_cause_ranked():
    found = said()
    assert (found.statement, found.stated, found.ranking_withheld) == ("not_enough_examined", None, False)
    assert (found.named, found.has_ranking) == (None, False)
    child = said(L5, change=lambda whole: whole["assessment"].update(ranking_withheld="under_16", candidates=[]))
    assert (child.stated, child.ranking_withheld, child.ranked) == (None, True, ())
    empty = said(L5, change=lambda whole: whole["assessment"].update(candidates=[], likeliest_root=[]))
    assert (empty.named, empty.stated, empty.likeliest_root) == (None, None, None)
    assert (child.has_ranking, empty.has_ranking) == (False, True)


def test_alerts_have_their_answers_and_what_was_left_out_its_test_once():
    review = {"answer": "known_and_old", "by": "A", "at": "2026-11-28T09:00:00+00:00"}
    found = said({"red_flags.saddle_numbness": True, "red_flags.fever": True, "alert_reviews.cauda_equina": review})
    assert SaidAlert("cauda_equina", "known_and_old") in found.alerts
    assert found.alerts[-1].answer is None
    assert found.left_out.count("reflexes.achilles") == 1
    assert "light_touch.L5" in found.left_out
    assert "reflexes.achilles" not in said(L5).left_out


@pytest.mark.parametrize(("before", "when"), [(True, "before"), (False, "after"), (None, "unknown")])
def test_an_impression_says_whether_it_came_before_the_ranking(before, when):
    given = {"impression.cause": "root.L5", "impression.side": "left", "impression.entered_before_ranking": before}
    assert said({key: value for key, value in given.items() if value is not None}).impression == OwnImpression(
        "root.L5", "left", when
    )


def test_an_impression_without_a_cause_is_none_and_one_without_a_side_has_none():
    assert said({"impression.text": "L5?"}).impression is None
    assert said({"impression.cause": "polyneuropathy"}).impression == OwnImpression("polyneuropathy", "none", "unknown")


def test_the_chart_names_what_the_findings_of_the_record_point_to():
    assert said(L5).charted[0] == ("root.L5", "left")
    assert said().charted == (("no_neurological_lesion", "none"),)


def test_the_chart_leaves_out_a_test_that_the_reference_no_longer_has():
    def change(whole):
        whole["record"]["findings"]["stride"] = {"dragging": {"left": "positive"}}

    assert said(L5, change=change).charted[0] == ("root.L5", "left")


def test_what_could_not_be_tested_or_was_stated_to_be_normal_is_not_on_the_chart():
    def change(whole):
        findings = whole["record"]["findings"]
        findings["stated_otherwise_normal"] = True
        findings["strength"]["knee_extension"] = {"right": {"not_tested": "pain"}}
        findings["strength"]["great_toe_extension"]["left"] = {"grade": "3", "limited_by": "pain"}

    assert said(L5, change=change).charted[0] == ("root.L5", "left")


def test_a_demonstration_says_so():
    assert not said(L5).is_training
    assert said(L5, change=lambda whole: whole["record"].update(training="runner")).is_training


def test_a_note_that_the_first_release_signed_is_read():
    found = read_said(FIRST.read_text(encoding="utf-8"))
    assert found.ranked == (("root.L5", "left"), ("root.L4+L5", "left"))
    assert (found.statement, found.stated.percent, found.stated.word) == ("cannot_separate", 87, "possible")
    assert [alert.id for alert in found.alerts][:2] == ["spinal_infection", "progressive_deficit"]
    assert (found.charted[0], found.impression.when) == (("root.L5", "left"), "unknown")


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole.update(format="dermyo-signed-note/2"),
        lambda whole: whole["assessment"].pop("statement"),
        lambda whole: whole["assessment"].update(urgency="soon"),
        lambda whole: whole["record"].update(findings={"reflexes": 3}),
        lambda whole: whole["record"].update(findings={"reflexes": {"achilles": {"left": {"grade": "1"}}}}),
        lambda whole: whole["record"].update(findings={"reflexes": {"achilles": {"left": 9}}}),
    ],
    ids=[
        "another format",
        "no statement",
        "an unknown urgency",
        "findings that are none",
        "a finding that is none",
        "an unknown grade",
    ],
)
def test_what_cannot_be_read_is_refused(change):
    with pytest.raises(NotRead):
        said(L5, change=change)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[]", "null"])
def test_what_is_no_frozen_note_is_refused(text):
    with pytest.raises(NotRead):
        read_said(text)


@given(answers)
@settings(max_examples=25)
def test_whatever_is_signed_is_read_and_counted(given):
    record = record_of(given)
    found = read_said(frozen(record))
    assert found.charted == look_up(record)[:2]
    counted = audit(1, [(found, Known("root.L5", "left", "mri"))])
    assert counted.examinations.could_be_read == 1
    assert read_audit(audit_json(counted)) == counted
