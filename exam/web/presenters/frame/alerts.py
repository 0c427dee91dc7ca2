"""The alerts a record raises, as they are shown on every step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import fact_label
from exam.domain.words.grammar import heading
from exam.domain.words.statements import URGENCY_WORDS, action_words
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from reference import load_reference


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One alert: the headline, what the sources recommend, and what triggered it."""

    id: str
    urgency: str
    word: str
    label: str
    action: str
    because: tuple[str, ...]
    basis: str
    citations: tuple[Citation, ...]


def shown_alerts(alerts: Iterable[RaisedAlert], record: ExamRecord) -> tuple[ShownAlert, ...]:
    """The alerts in their order, the most urgent first."""
    return tuple(_shown(alert, record) for alert in alerts)


def _shown(alert: RaisedAlert, record: ExamRecord) -> ShownAlert:
    row = load_reference().alerts[alert.id]
    return ShownAlert(
        alert.id,
        alert.urgency,
        URGENCY_WORDS[alert.urgency],
        row.label,
        action_words(alert, record),
        tuple(heading(fact_label(path, record)) for path in alert.because),
        basis_words(row.basis),
        citations(alert.sources),
    )
