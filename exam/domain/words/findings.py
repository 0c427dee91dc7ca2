"""The names of findings, questions and paths of the record, all from the reference's own rows."""

from __future__ import annotations

from functools import lru_cache

from exam.domain.language import mark, said_once, say
from exam.domain.record.model import FINDING_PREFIXES
from exam.domain.record.reviews import reviewed
from exam.domain.words.grammar import heading, inside, sided
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES

SITE_LISTS = {"pain_sites": mark("pain"), "paraesthesia_sites": mark("tingling or numbness")}
ZOSTER = {"zoster_dermatomes": mark("dermatomes of the shingles rash")}
LISTS = SITE_LISTS | ZOSTER
SITE_FINDINGS = {"pain": mark("pain"), "paraesthesia": mark("tingling or numbness")}
COURSE = "red_flag_course."
EARLIER_FINDINGS = "earlier_findings."
PLAIN_PATHS = {
    "patient.reference": mark("patient reference"),
    "patient.age": mark("age"),
    "patient.sex": mark("sex"),
    "examined_at": mark("time of the examination"),
    "presentation.symptom_side": mark("side of the complaint"),
    "presentation.duration_weeks": mark("duration"),
    "presentation.second_leg_weeks": mark("time since the second leg joined"),
    "presentation.onset": mark("onset"),
    "presentation.old_deficit": mark("known old deficit"),
    "presentation.old_deficit.right": mark("known old deficit of the right leg"),
    "presentation.old_deficit.left": mark("known old deficit of the left leg"),
    "presentation.examiner_had_seen_imaging": mark("imaging seen before the examination"),
    "earlier": mark("earlier examination"),
    "earlier.examined_at": mark("earlier examination"),
    "earlier.weeks": mark("earlier examination"),
    "findings.stated_otherwise_normal": mark("the rest stated to be normal"),
    "handover": mark("who was phoned"),
    "impression.text": mark("the clinician's impression"),
    "impression.cause": mark("cause in the clinician's impression"),
    "impression.side": mark("side in the clinician's impression"),
    "impression.diagnoses": mark("diagnoses in the clinician's impression"),
    "impression.entered_before_ranking": mark("impression entered before the ranking"),
    "plan.text": mark("the plan"),
    "plan.safety_net_given": mark("safety-net advice given"),
    "plan.safety_net_text": mark("words of the safety-net advice"),
    "plan.review_in_weeks": mark("time until the review"),
    "examiner.name": mark("examiner's name"),
    "examiner.role": mark("examiner's role"),
    "examiner.registration": mark("examiner's registration"),
}

PARTS = {
    "right": mark("{what}, right"),
    "left": mark("{what}, left"),
    "midline": mark("{what}, midline"),
}
COMMENTS = {
    "complaint": mark("comment on complaint"),
    "red_flags": mark("comment on red flags"),
    "back_or_knee": mark("comment on back or knee"),
    "reflexes": mark("comment on reflexes"),
    "sensation": mark("comment on sensation"),
    "strength": mark("comment on strength"),
    "tension": mark("comment on tension"),
    "further": mark("comment on further"),
    "assessment": mark("comment on assessment"),
    "note": mark("comment on note"),
}


@said_once(2048)
def finding_label(finding: str, side: str | None = None) -> str:
    """What was examined or asked, as a heading: "Left great toe extension", "Back pain".

    `finding` is a test (`strength.knee_extension`, with or without its side at the end), a question
    (`red_flags.fever`), a list (`presentation.pain_sites`, `presentation.zoster_dermatomes`) or one site of it
    (`pain.lateral_leg`, `zoster.L3`).
    """
    stem, _, last = finding.rpartition(".")
    if stem and last in SIDES and finding not in load_reference().tests:
        finding, side = stem, last
    return heading(_finding_words(finding, [side] if side in SIDES else []))


def _finding_words(finding: str, side: list[str]) -> str:
    reference = load_reference()
    group, _, name = finding.partition(".")
    if name in LISTS:
        return _in_part(say(LISTS[name]), side[0]) if side else say(LISTS[name])
    if group in SITE_FINDINGS:
        return f"{say(SITE_FINDINGS[group])}, {sided(inside(say(reference.sites[name].label)), side)}"
    if group == "zoster":
        return say("shingles rash, {dermatome}").format(dermatome=sided(name, side))
    return say(PLAIN_PATHS[finding]) if finding in PLAIN_PATHS else sided(inside(_row_label(finding)), side)


def _in_part(what: str, part: str) -> str:
    return say(PARTS[part]).format(what=what)


def _row_label(finding: str) -> str:
    reference = load_reference()
    if finding in reference.tests:
        return f"{say(reference.tests[finding].label)} {modality_of(finding)}".strip()
    row = reference.likelihoods.get(finding)
    return say(row.label if row and row.label else reference.questions[finding].label)


def modality_of(test: str) -> str:
    """What a test examines of an area of skin, as said after it: "light touch", "sensation"; empty for any other."""
    family = load_reference().family_of(test)
    said_after = family.modality or family.sense
    return say(said_after) if said_after else ""


def finding_of(path: str) -> str:
    """A path without what is before the name of a finding: `findings.`, or that it is worse than earlier."""
    return next((path.removeprefix(prefix) for prefix in FINDING_PREFIXES if path.startswith(prefix)), path)


@lru_cache(maxsize=4096)
def test_of(path: str) -> Test | None:
    """The test that a path names, with or without what is before it and its side; None for any other path."""
    tests, short = load_reference().tests, finding_of(path)
    return tests.get(short) or tests.get(short.rpartition(".")[0])


def path_label(path: str) -> str:
    """What a path of the record means, as worded inside a sentence: "saddle numbness", "left knee extension"."""
    reference = load_reference()
    if path in PLAIN_PATHS:
        return say(PLAIN_PATHS[path])
    if path.startswith(COURSE):
        return path_label(f"red_flags.{path.removeprefix(COURSE)}")
    if path in reference.questions or test_of(path):
        return inside(finding_label(finding_of(path)))
    return _of_the_rules(path) or _part_label(path)


def _of_the_rules(path: str) -> str:
    """What a path means that only rules have: an alert, a pattern, a localisation; else empty."""
    reference, (group, _, name) = load_reference(), path.partition(".")
    if group == "alerts":
        return inside(say(reference.alerts[name].label))
    if group == "patterns":
        return say(reference.patterns[name].label)
    return say("where the findings point") if group == "localisation" else ""


def _part_label(path: str) -> str:
    if path.startswith(EARLIER_FINDINGS):
        found = path_label(path.removeprefix(EARLIER_FINDINGS))
        return say("{finding} at the earlier examination").format(finding=found)
    *_, group, name = path.split(".")
    if group == "alert_reviews":
        return say("answer to the alert {alert}").format(alert=inside(say(reviewed(name).label)))
    if group in LISTS:
        return _in_part(say(LISTS[group]), name)
    return say(COMMENTS[name]) if group == "comments" else name.replace("_", " ")
