"""Records for the tests of the domain: written as answers, or drawn from everything that the format allows."""

from hypothesis import strategies as st

from exam.domain.record.answers import Answer, fold
from reference import load_reference
from reference.vocabulary import BODY_PARTS, ONSETS, REASONS_NOT_TESTED, SEXES, SIDES, SYMPTOM_SIDES

PATIENT = {"reference": "P-1"}


def record_of(answers=(), **more):
    """The record of these answers: `record_of({"findings.strength.hip_flexion.left": "4"})`."""
    given = dict(answers) | more
    return fold([Answer("patient.reference", "P-1"), *(Answer(*answer) for answer in given.items())])


def written(**members):
    """A record as JSON has it, with a patient."""
    return {"format": "dermyo-exam/1", "patient": PATIENT} | members


def mirrored(answers):
    """The same answers of a patient seen in a mirror."""
    turned = {".".join(_other(word) for word in path.split(".")): value for path, value in answers.items()}
    if "presentation.symptom_side" in turned:
        turned["presentation.symptom_side"] = _other(turned["presentation.symptom_side"])
    return turned


def _other(word):
    return {"right": "left", "left": "right"}.get(word, word)


def _values(test):
    scale = load_reference().scales[test.scale]
    found = [grade.value for grade in scale.grades] or [scale.minimum, scale.maximum // 10, scale.maximum]
    return [*found, {"not_tested": "pain"}]


def paths_of(test):
    return [f"findings.{test.id}.{side}" for side in SIDES] if test.sided else [f"findings.{test.id}"]


def _sites(region):
    known = [site.id for site in load_reference().sites.values() if site.region == region]
    return st.lists(st.sampled_from(known), max_size=3, unique=True)


def _dermatomes():
    return st.lists(st.sampled_from(["L1", "L2", "L3", "L4", "L5", "S1", "S2"]), max_size=3, unique=True)


FINDINGS = [
    (path, value) for test in load_reference().tests.values() for path in paths_of(test) for value in _values(test)
]
QUESTIONS = [(path, value) for path in load_reference().questions for value in (True, False)]
STORY = [
    *(("presentation.symptom_side", side) for side in SYMPTOM_SIDES),
    *(("presentation.onset", onset) for onset in ONSETS),
    *(("presentation.duration_weeks", weeks) for weeks in (0, 6, 6.5, 52)),
    *(("patient.age", age) for age in (0, 35, 60, 61, 120)),
    *(("patient.sex", sex) for sex in SEXES),
    ("findings.stated_otherwise_normal", True),
    ("findings.stated_otherwise_normal", False),
    ("examined_at", "2026-11-21T09:30:00+00:00"),
]
WORDS = [
    *((f"comments.{step}", "a word") for step in ("complaint", "strength", "assessment", "note")),
    *((f"examiner.{name}", "A. Vesalius") for name in ("name", "role", "registration")),
    ("impression.text", "a disc, by the story"),
    ("impression.cause", "root.L4+L5"),
    ("impression.cause", "nerve.common_fibular"),
    *(("impression.side", side) for side in SYMPTOM_SIDES),
    ("impression.entered_before_ranking", True),
    ("impression.diagnoses", ["spinal_stenosis", "osteoarthritis"]),
    ("plan.text", "Physiotherapy"),
    ("plan.safety_net_given", True),
    ("plan.safety_net_given", False),
    *(("plan.review_in_weeks", weeks) for weeks in (0, 1.5, 6)),
]

sites = st.fixed_dictionaries(
    {},
    optional={f"presentation.zoster_dermatomes.{side}": _dermatomes() for side in SIDES}
    | {
        f"presentation.{kind}.{part}": _sites("midline" if part == "midline" else "leg")
        for kind in ("pain_sites", "paraesthesia_sites")
        for part in BODY_PARTS
    },
)
"""Where it hurts and tingles, and where a rash is."""


def some_of(pool, most):
    """Answers from a list of path and value, at most one for each path."""
    return st.lists(st.sampled_from(pool), max_size=most).map(dict)


answers = st.builds(
    lambda *parts: {path: value for part in parts for path, value in part.items()},
    some_of(FINDINGS, 20),
    some_of(QUESTIONS, 6),
    some_of(STORY, 4),
    sites,
    some_of(WORDS, 2),
)
"""Answers that together make a record, keyed by path."""

reasons = st.sampled_from(REASONS_NOT_TESTED)
