"""The biggest examination that the format allows: everything answered, abnormal where it can be, every text full."""

from __future__ import annotations

from typing import Any

from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import ExamRecord
from reference import load_reference
from reference.model import Test
from reference.vocabulary import SIDES

TEXT, SHORT, NAME = 2000, 200, 64
WORDS = "Breaks with pain on the left; best effort taken, tested lying and again standing. "
TEXTS = ("impression.text", "plan.text", "plan.safety_net_text")
SHORT_TEXTS = (
    *(f"examiner.{name}" for name in ("name", "role", "registration")),
    *(f"presentation.old_deficit.{side}" for side in SIDES),
)


def biggest() -> ExamRecord:
    """The record; its words are plain English, so that lines break as in a real one."""
    reference = load_reference()
    answers: dict[str, Any] = {
        "patient.reference": "R" * NAME,
        "patient.age": 72,
        "patient.sex": "female",
        "examined_at": "2026-11-21T09:30:00+00:00",
        "presentation.symptom_side": "both",
        "presentation.onset": "sudden",
        "presentation.duration_weeks": 6,
        "plan.safety_net_given": True,
        "plan.review_in_weeks": 2,
        **{f"comments.{step}": full(TEXT) for step in reference.steps},
        **dict.fromkeys(TEXTS, full(TEXT)),
        **dict.fromkeys(SHORT_TEXTS, full(SHORT)),
        **dict.fromkeys(reference.questions, True),
    }
    for part, region in (("right", "leg"), ("left", "leg"), ("midline", "midline")):
        sites = [site.id for site in reference.sites.values() if site.region == region]
        answers |= {f"presentation.{kind}.{part}": sites for kind in ("pain_sites", "paraesthesia_sites")}
    for test in reference.tests.values():
        paths = [f"findings.{test.id}.{side}" for side in SIDES] if test.sided else [f"findings.{test.id}"]
        answers |= dict.fromkeys(paths, worst(test))
    return fold([Answer(path, value) for path, value in answers.items()])


def full(length: int) -> str:
    """Words of exactly this length."""
    return (WORDS * (length // len(WORDS) + 1))[: length - 1] + "."


def worst(test: Test) -> Any:
    """The most abnormal grade of a test, or its highest number."""
    scale = load_reference().scales[test.scale]
    depths = ("severe", "moderate", "mild", "raised", "normal")
    if not scale.grades:
        return scale.maximum
    return min(scale.grades, key=lambda grade: depths.index(grade.level) if grade.level in depths else 0).value
