"""A grade limited by pain counts as the grade, and every result of it says that pain limited it."""

import json
from dataclasses import replace

from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.reasoning.conclusions import RatherThan, Reason, Rival, SameItem, UnexplainedFinding
from exam.domain.reasoning.limited import with_limits
from exam.domain.reasoning.localise.localise import localise
from tests.domain.records import record_of

ANKLE = "findings.strength.ankle_dorsiflexion.left"
TOE = "findings.strength.great_toe_extension.left"
STRONG = {path.replace(".left", ".right"): "5" for path in (ANKLE, TOE)}
PAIN = {"presentation.symptom_side": "left", "presentation.pain_sites.left": ["lateral_leg"]}
WEAK = {ANKLE: "3", TOE: "4", "findings.light_touch.L5.left": 1, **STRONG, **PAIN}


def limited(*paths):
    return record_of(WEAK | {path: {"grade": WEAK[path], "limited_by": "pain"} for path in paths})


def short(path):
    return path.removeprefix("findings.").removesuffix(".left")


def weak_ankle():
    """A reason of the ankle, with the toe on both sides beside it."""
    reason = Reason(short(ANKLE), "left", "3", "supports", 3.0, "judgement", (), RatherThan("root.S1", "left"))
    return replace(reason, also=(SameItem(short(TOE), "left", "4"), SameItem(short(TOE), "right", "5")))


def localised(record):
    """A localisation in which each result of the record is named everywhere."""
    found = localise(record)
    return replace(
        found,
        candidates=(replace(found.candidates[0], reasons=(weak_ankle(),)), *found.candidates[1:]),
        rivals=(Rival("root.S1", "left", (weak_ankle(),)),),
        unexplained=(UnexplainedFinding(short(TOE), "left", "4"), UnexplainedFinding(short(ANKLE), "left", "3")),
    )


def test_alerts_take_the_grade_as_it_is():
    plain, marked = assess(record_of(WEAK)), assess(limited(ANKLE, TOE))
    assert "severe_weakness" in [alert.id for alert in marked.alerts]
    assert marked.alerts == plain.alerts


def test_reasons_rivals_and_unexplained_findings_say_that_pain_limited_a_grade():
    record = limited(TOE)
    marked = with_limits(localised(record), record)
    for reason in (*marked.candidates[0].reasons, *marked.rivals[0].distinguished_by):
        assert [reason.limited_by, *(one.limited_by for one in reason.also)] == [None, "pain", None]
    assert [one.limited_by for one in marked.unexplained] == ["pain", None]
    ankle = with_limits(localised(limited(ANKLE)), limited(ANKLE)).candidates[0].reasons[0]
    assert [ankle.limited_by, *(one.limited_by for one in ankle.also)] == ["pain", None, None]


def test_the_json_names_it_beside_the_value_and_only_there():
    record = limited(TOE)
    found = with_limits(localised(record), record)
    first, *others = found.candidates
    conclusions = replace(assess(record), leading=first, candidates=(first, *others), unexplained=found.unexplained)
    written = write_assessment(conclusions)
    for candidate in (written["leading"], written["candidates"][0]):
        (reason,) = candidate["reasons"]
        assert "limited_by" not in reason
        assert [one.get("limited_by", "absent") for one in reason["also"]] == ["pain", "absent"]
    assert written["unexplained"] == (
        {"finding": "strength.great_toe_extension", "side": "left", "value": "4", "limited_by": "pain"},
        {"finding": "strength.ankle_dorsiflexion", "side": "left", "value": "3"},
    )
    assert "limited_by" not in json.dumps(write_assessment(assess(record_of(WEAK))))


def test_without_a_limit_nothing_changes():
    record = record_of(WEAK)
    localisation = localise(record)
    assert with_limits(localisation, record) is localisation


def test_the_note_prints_it_in_findings_alerts_and_reasons():
    record = limited(ANKLE)
    text = note_text(write_note(record, assess(record)))
    assert "Triggered by: left ankle dorsiflexion 3 (limited by pain)." in text
    assert "\n- Ankle dorsiflexion: Right 5; Left 3 (limited by pain)\n" in text
    assert "\n- Great toe extension: Right 5; Left 4\n" in text
