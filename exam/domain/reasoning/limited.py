"""The results of an assessment whose grade was limited by pain, as the record says; the grade counts as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from exam.domain.reasoning.conclusions import Reason, SameItem, UnexplainedFinding
from exam.domain.reasoning.localise.localise import Localisation
from exam.domain.record.model import ExamRecord, LimitedGrade

R = TypeVar("R", Reason, SameItem, UnexplainedFinding)


def with_limits(localisation: Localisation, record: ExamRecord) -> Localisation:
    """The same localisation with `limited_by` in each reason and unexplained finding that pain limited."""
    if not any(isinstance(found, LimitedGrade) for found in record.findings.values()):
        return localisation
    return replace(
        localisation,
        candidates=tuple(replace(one, reasons=_reasons(one.reasons, record)) for one in localisation.candidates),
        rivals=tuple(
            replace(one, distinguished_by=_reasons(one.distinguished_by, record)) for one in localisation.rivals
        ),
        unexplained=tuple(_marked(one, record) for one in localisation.unexplained),
    )


def _reasons(reasons: Iterable[Reason], record: ExamRecord) -> tuple[Reason, ...]:
    return tuple(
        replace(_marked(reason, record), also=tuple(_marked(other, record) for other in reason.also))
        for reason in reasons
    )


def _marked(result: R, record: ExamRecord) -> R:
    found = record.at(f"findings.{result.finding}.{result.side}")
    return replace(result, limited_by=found.limited_by) if isinstance(found, LimitedGrade) else result
