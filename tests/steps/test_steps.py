"""Each step reads its own fields and no others, counts what is to be done, and summarises what was found."""

from pathlib import Path

import msgspec
import pytest

from exam.domain.record.answers import Answer
from exam.steps import findings, questions, sequence
from exam.steps.assessment import offered_causes
from exam.steps.complaint import second_leg_asked, sites_of
from exam.steps.findings import offered_values
from exam.steps.sequence import after, asking, step_named, steps
from exam.steps.step import NotAsked, Progress
from reference import ReferenceFaulty, load_reference

FIRST = ("complaint", "red_flags", "back_or_knee", "reflexes", "sensation")
LAST = ("strength", "tension", "further", "assessment", "note")


def test_a_step_of_its_own_without_a_file_is_refused_by_its_row(monkeypatch):
    reference = load_reference()
    walking = msgspec.structs.replace(reference.steps["complaint"], id="walking")
    lacking = msgspec.structs.replace(reference, steps={**reference.steps, "walking": walking})
    monkeypatch.setattr(sequence, "load_reference", lambda: lacking)
    with pytest.raises(ReferenceFaulty) as refused:
        steps.__wrapped__()
    assert [(fault.file, fault.row) for fault in refused.value.faults] == [("steps.toml", "walking")]


def test_the_steps_are_those_of_the_record_in_its_order():
    assert tuple(step.id for step in steps()) == (*FIRST, *LAST)


def test_every_step_with_a_file_of_its_own_has_a_row():
    folder = Path(sequence.__file__).parent
    own = {file.stem for file in folder.glob("*.py") if "\ndef step(" in file.read_text("utf-8")}
    assert own == {step.id for step in steps() if step.row.kind == "own"}


def test_every_test_and_question_is_asked_in_exactly_one_step():
    asked = [path for step in steps() for path in step.fields()]
    assert len(asked) == len(set(asked))
    reference = load_reference()
    assert set(reference.questions) <= set(asked)
    assert {f"findings.{t}" for t in reference.tests} <= {p.removesuffix(".right").removesuffix(".left") for p in asked}


def test_a_tap_becomes_an_answer(record):
    form = {"csrf_token": "x", "seen_revision": "3", "findings.strength.knee_extension.left": "4-"}
    assert step_named("strength").read(form, record()) == (Answer("findings.strength.knee_extension.left", "4-"),)


def test_a_field_of_another_step_is_refused_by_its_path(record):
    with pytest.raises(NotAsked) as refused:
        step_named("strength").read({"red_flags.fever": "true"}, record())
    assert str(refused.value.faults[0]) == "red_flags.fever: is not asked in this step"


def test_a_site_is_added_to_those_the_record_holds(record):
    before = record({"presentation.pain_sites.left": ["hip"]})
    form = {"presentation.pain_sites.left": "+knee"}
    assert step_named("complaint").read(form, before) == (Answer("presentation.pain_sites.left", ["hip", "knee"]),)


@pytest.mark.parametrize(
    ("slug", "answers", "progress"),
    [
        ("reflexes", {}, Progress(0, 4)),
        ("reflexes", {"findings.reflexes.medial_hamstring.left": 2}, Progress(0, 4)),
        ("strength", {"findings.strength.knee_extension.left": {"not_tested": "pain"}}, Progress(1, 8)),
        ("complaint", {"patient.age": 54, "presentation.pain_sites.right": ["knee"]}, Progress(2, 6)),
        ("complaint", {"presentation.symptom_side": "both"}, Progress(1, 7)),
        ("complaint", {"presentation.symptom_side": "both", "presentation.second_leg_weeks": 2}, Progress(2, 7)),
        ("red-flags", {"red_flags.fever": False, "red_flags.severe_pain": True}, Progress(2, 21)),
        ("tension", {"findings.tension.slump.left": "positive"}, None),
        ("further", {}, None),
        ("further", {"presentation.features.diabetes": True}, Progress(0, 4)),
        ("further", {"findings.local.mcmurray.left": "present"}, Progress(1, 2)),
        ("assessment", {}, None),
    ],
)
def test_progress_counts_what_is_to_be_done(slug, answers, progress, record):
    assert step_named(slug).progress(record(answers)) == progress


def test_progress_is_complete_when_all_has_an_answer():
    assert not Progress(6, 8).complete
    assert Progress(8, 8).complete


def test_a_summary_distinguishes_notable_untested_and_normal(record):
    found = {
        "findings.strength.knee_extension.right": "5",
        "findings.strength.knee_extension.left": "4",
        "findings.strength.hip_flexion.left": {"not_tested": "pain"},
    }
    summary = step_named("strength").summary(record(found))
    assert summary.notable == ("findings.strength.knee_extension.left",)
    assert summary.not_testable == ("findings.strength.hip_flexion.left",)
    assert summary.normal == ("findings.strength.knee_extension.right",)


def test_a_measurement_is_never_called_normal(record):
    summary = step_named("tension").summary(record({"findings.tension.straight_leg_raise_degrees.left": 90}))
    assert summary.normal == ()


def test_questions_are_summed_up_as_yes_and_no(record):
    summary = step_named("red-flags").summary(record({"red_flags.fever": True, "red_flags.severe_pain": False}))
    assert (summary.notable, summary.normal) == (("red_flags.fever",), ("red_flags.severe_pain",))


def test_an_empty_step_has_an_empty_summary(record):
    assert not any(step.summary(record()).anything for step in steps())


def test_the_complaint_sums_up_its_sites(record):
    summary = step_named("complaint").summary(record({"presentation.paraesthesia_sites.left": ["sole"]}))
    assert summary.notable == ("presentation.paraesthesia_sites.left",)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, False),
        ({"presentation.symptom_side": "right"}, False),
        ({"presentation.symptom_side": "both"}, True),
        ({"red_flags.bilateral_leg_symptoms": False}, False),
        ({"red_flags.bilateral_leg_symptoms": True}, True),
        ({"presentation.pain_sites.right": ["knee"], "presentation.paraesthesia_sites.left": ["sole"]}, False),
        ({"presentation.pain_sites.right": ["knee"], "presentation.pain_sites.left": []}, False),
        ({"presentation.pain_sites.right": ["knee"], "presentation.pain_sites.left": ["hip"]}, True),
        ({"presentation.symptom_side": "right", "presentation.second_leg_weeks": 0}, True),
    ],
)
def test_the_second_leg_is_asked_about_where_both_are_affected(answers, asked, record):
    assert second_leg_asked(record(answers)) is asked


def test_the_complaint_sums_up_what_is_old_and_when_the_second_leg_joined(record):
    given = {"presentation.old_deficit.left": "polio", "presentation.second_leg_weeks": 0}
    assert step_named("complaint").summary(record(given)).notable == (
        "presentation.second_leg_weeks",
        "presentation.old_deficit.left",
    )


def test_the_dermatomes_of_a_rash_are_summed_up_after_the_answers(record):
    given = {
        "presentation.zoster_dermatomes.left": ["L4"],
        "presentation.zoster_dermatomes.right": [],
        "presentation.features.zoster_rash": True,
    }
    rash = ("presentation.features.zoster_rash", "presentation.zoster_dermatomes.left")
    assert step_named("back-or-knee").summary(record(given)).notable == rash


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("strength.hip_abduction", "strength"),
        ("findings.pinprick.L5.left", "sensation"),
        ("patient.age", "complaint"),
        ("presentation.zoster_dermatomes.left", "back-or-knee"),
        ("red_flags.fever", "red-flags"),
        ("impression.text", "assessment"),
        ("comments.tension", "tension"),
    ],
)
def test_the_step_that_asks_for_a_path_is_known(path, slug):
    assert asking(path) is step_named(slug)


def test_no_step_asks_for_an_unknown_path():
    assert asking("examined_at") is None
    assert step_named("nothing") is None


def test_the_steps_follow_each_other_up_to_the_note():
    assert after(step_named("reflexes")) is step_named("sensation")
    assert after(step_named("note")) is None


def test_groups_are_in_the_order_of_the_reference():
    assert findings.groups_of("sensation") == ("Light touch", "Pinprick")
    assert questions.groups_of("red_flags")[0] == "Bladder, bowel and saddle"


def test_a_leg_and_the_midline_have_their_own_sites():
    assert {site.id for site in sites_of("midline")} == {"low_back", "sacrum", "perineum"}
    assert sites_of("right") == sites_of("left")


def test_measurements_offer_values_within_their_bounds():
    scales = load_reference().scales
    assert offered_values(scales["degrees"]) == tuple(range(0, 91, 10))
    assert max(offered_values(scales["millilitres"])) <= 3000


def test_every_cause_can_be_the_impression():
    offered = offered_causes()
    assert "root.L4+L5" in offered
    assert set(load_reference().causes) <= set(offered)
    assert len(offered) == len(set(offered))


def test_a_step_has_the_words_of_its_row():
    step = step_named("red-flags")
    assert (step.id, step.title) == ("red_flags", step.row.title)
    assert step.hint == step.row.hint
