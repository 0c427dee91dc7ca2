"""The names of findings, questions and paths of the record, all from the reference's own rows."""

from __future__ import annotations

from exam.domain.record.model import FINDING_PREFIXES
from exam.domain.record.reviews import reviewed
from exam.domain.words.grammar import heading, inside
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES

SITE_LISTS = {"pain_sites": "pain", "paraesthesia_sites": "tingling or numbness"}
ZOSTER = {"zoster_dermatomes": "dermatomes of the shingles rash"}
LISTS = SITE_LISTS | ZOSTER
SITE_FINDINGS = {"pain": "pain", "paraesthesia": "tingling or numbness"}
COURSE = "red_flag_course."
EARLIER_FINDINGS = "earlier_findings."
PLAIN_PATHS = {
    "patient.reference": "patient reference",
    "patient.age": "age",
    "patient.sex": "sex",
    "examined_at": "time of the examination",
    "presentation.symptom_side": "side of the complaint",
    "presentation.duration_weeks": "duration",
    "presentation.second_leg_weeks": "time since the second leg joined",
    "presentation.onset": "onset",
    "presentation.old_deficit": "known old deficit",
    "presentation.old_deficit.right": "known old deficit of the right leg",
    "presentation.old_deficit.left": "known old deficit of the left leg",
    "presentation.examiner_had_seen_imaging": "imaging seen before the examination",
    "earlier": "earlier examination",
    "earlier.examined_at": "earlier examination",
    "earlier.weeks": "earlier examination",
    "findings.stated_otherwise_normal": "the rest stated to be normal",
    "impression.text": "the clinician's impression",
    "impression.cause": "cause in the clinician's impression",
    "impression.side": "side in the clinician's impression",
    "impression.diagnoses": "diagnoses in the clinician's impression",
    "impression.entered_before_ranking": "impression entered before the ranking",
    "plan.text": "the plan",
    "plan.safety_net_given": "safety-net advice given",
    "plan.safety_net_text": "words of the safety-net advice",
    "plan.review_in_weeks": "time until the review",
    "examiner.name": "examiner's name",
    "examiner.role": "examiner's role",
    "examiner.registration": "examiner's registration",
}


def finding_label(finding: str, side: str | None = None) -> str:
    """What was examined or asked, as a heading: "Left great toe extension", "Back pain".

    `finding` is a test (`strength.knee_extension`, with or without its side at the end), a question
    (`red_flags.fever`), a list (`presentation.pain_sites`, `presentation.zoster_dermatomes`) or one site of it
    (`pain.lateral_leg`, `zoster.L3`).
    """
    stem, _, last = finding.rpartition(".")
    if stem and last in SIDES and finding not in load_reference().tests:
        finding, side = stem, last
    return heading(_finding_words(finding, f"{side} " if side in SIDES else ""))


def _finding_words(finding: str, side: str) -> str:
    reference = load_reference()
    group, _, name = finding.partition(".")
    if name in LISTS:
        return f"{LISTS[name]}, {side}".rstrip(", ")
    if group in SITE_FINDINGS:
        return f"{SITE_FINDINGS[group]}, {side}{inside(reference.sites[name].label)}"
    if group == "zoster":
        return f"shingles rash, {side}{name}"
    return PLAIN_PATHS.get(finding) or side + inside(_row_label(finding))


def _row_label(finding: str) -> str:
    reference = load_reference()
    if finding in reference.tests:
        return f"{reference.tests[finding].label} {modality_of(finding)}".strip()
    row = reference.likelihoods.get(finding)
    return row.label if row and row.label else reference.questions[finding].label


def modality_of(test: str) -> str:
    """How a test examines an area of skin: "light touch"; empty for any other test."""
    return load_reference().family_of(test).modality


def finding_of(path: str) -> str:
    """A path without what is before the name of a finding: `findings.`, or that it is worse than earlier."""
    return next((path.removeprefix(prefix) for prefix in FINDING_PREFIXES if path.startswith(prefix)), path)


def test_of(path: str) -> Test | None:
    """The test that a path names, with or without what is before it and its side; None for any other path."""
    tests, short = load_reference().tests, finding_of(path)
    return tests.get(short) or tests.get(short.rpartition(".")[0])


def path_label(path: str) -> str:
    """What a path of the record means, as worded inside a sentence: "saddle numbness", "left knee extension"."""
    reference = load_reference()
    if path in PLAIN_PATHS:
        return PLAIN_PATHS[path]
    if path.startswith(COURSE):
        return path_label(f"red_flags.{path.removeprefix(COURSE)}")
    if path in reference.questions or test_of(path):
        return inside(finding_label(finding_of(path)))
    return _of_the_rules(path) or _part_label(path)


def _of_the_rules(path: str) -> str:
    """What a path means that only rules have: an alert, a pattern, a localisation; else empty."""
    reference, (group, _, name) = load_reference(), path.partition(".")
    if group == "alerts":
        return inside(reference.alerts[name].label)
    if group == "patterns":
        return reference.patterns[name].label
    return "where the findings point" if group == "localisation" else ""


def _part_label(path: str) -> str:
    if path.startswith(EARLIER_FINDINGS):
        return f"{path_label(path.removeprefix(EARLIER_FINDINGS))} at the earlier examination"
    *_, group, name = path.split(".")
    if group == "alert_reviews":
        return f"answer to the alert {inside(reviewed(name).label)}"
    if group in LISTS:
        return f"{LISTS[group]}, {name}"
    return f"comment on {name.replace('_', ' ')}" if group == "comments" else name.replace("_", " ")
