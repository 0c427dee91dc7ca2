"""Which leg has an objective deficit: what makes a radiculopathy of radicular pain, in the terms of the IASP."""

from __future__ import annotations

from functools import cache

from exam.domain.reasoning.localise.observe import NORMAL, complaint_of, depth_of
from exam.domain.record.model import ExamRecord, FindingKey, result_of
from reference import load_reference
from reference.vocabulary import SIDES, Side

REFLEXES = "reflexes"


def deficits_of(record: ExamRecord) -> tuple[Side, ...]:
    """The legs in which a reflex, sensation, strength or a functional test is low, right before left.

    A reflex that is equally low in both legs is usual at a higher age and counts only where both legs have symptoms.
    A grade that pain limited is no objective deficit.
    """
    low = {(key.test, key.side) for key in record.findings if _shows_deficit(key.test) and _is_low(key, record)}
    if not complaint_of(record).both:
        low = {(test, side) for test, side in low if not _is_alike(test, record)}
    return tuple(side for side in SIDES if any(leg == side for _, leg in low))


@cache
def _shows_deficit(test: str) -> bool:
    return load_reference().family_of(test).deficit


@cache
def _is_reflex(test: str) -> bool:
    return load_reference().family_of(test).id == REFLEXES


def _is_low(key: FindingKey, record: ExamRecord) -> bool:
    value = result_of(record.findings[key])
    return value is not None and depth_of(key.test, value) > NORMAL and not record.limited_by_pain(key)


def _is_alike(test: str, record: ExamRecord) -> bool:
    """Whether it is a reflex with the same grade in both legs."""
    if not _is_reflex(test):
        return False
    right, left = (record.findings.get(FindingKey(test, side)) for side in SIDES)
    return right == left
