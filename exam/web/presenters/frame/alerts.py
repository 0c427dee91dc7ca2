"""The alerts a record raises, as they are shown on every step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.reasoning.conclusions import Outline, RaisedAlert
from exam.domain.record.model import AlertReview, ExamRecord
from exam.domain.words.facts import fact_label, is_circumstance, without_repeats
from exam.domain.words.grammar import heading
from exam.domain.words.statements import URGENCY_WORDS, action_words, alert_label, alerts_by_urgency
from exam.domain.words.values import ANSWER_WORDS, NOT_ANSWERED, review_words
from exam.web.presenters.reference.citations import Citation, basis_words, citations
from reference import load_reference
from reference.vocabulary import URGENCIES


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a clinician answered: the answer's id and word, what was written, and all in one line with who and when."""

    id: str
    word: str
    text: str
    line: str


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One alert: the headline, what the sources recommend, and the answer to it. `facts` of the record triggered it.

    `old` where only what is known and old raises it: `action` then says what that is.
    """

    id: str
    urgency: str
    word: str
    label: str
    action: str
    basis: str
    citations: tuple[Citation, ...]
    answer: ShownAnswer | None
    old: bool
    facts: tuple[str, ...]
    record: ExamRecord

    @property
    def because(self) -> tuple[str, ...]:
        """What triggered it. In words only where they are read: the answer to a tap does not show them."""
        paths = sorted(without_repeats(self.facts, self.record), key=is_circumstance)
        return tuple(heading(fact_label(path, self.record)) for path in paths)

    @property
    def answerable(self) -> bool:
        """Whether it asks for an answer: every alert above "to note" does."""
        return self.urgency != "routine"

    @property
    def state(self) -> str:
        """How it is answered, in two words; empty where no answer is missing."""
        if self.answer:
            return self.answer.word
        return say(NOT_ANSWERED) if self.urgency == "emergency" else ""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """Alerts of one urgency below the first alert of all, in one line that opens.

    `actions` is whether it shows what to do: not where an emergency comes first.
    """

    alerts: tuple[ShownAlert, ...]
    actions: bool

    @property
    def state(self) -> str:
        """Whether its emergencies are answered, or how its only alert is."""
        return self.alerts[0].state if len(self.alerts) == 1 else state_of(self.alerts)


def shown_alerts(assessment: Outline, record: ExamRecord) -> tuple[ShownAlert, ...]:
    """The alerts, the most urgent first; the one whose action is to be taken first comes before all."""
    return tuple(_shown(alert, record) for level in alerts_by_urgency(assessment) for alert in level)


def rows_of(alerts: Sequence[ShownAlert]) -> tuple[AlertRow, ...]:
    """All but the first alert, which is shown with its action, by their urgency."""
    emergency = bool(alerts) and alerts[0].urgency == "emergency"
    levels = (tuple(alert for alert in alerts[1:] if alert.urgency == urgency) for urgency in URGENCIES)
    return tuple(AlertRow(level, actions=level[0].urgency == "emergency" or not emergency) for level in levels if level)


def state_of(alerts: Sequence[ShownAlert]) -> str:
    """Whether the emergencies among these are answered, in a few words; empty if there is none."""
    emergencies = [alert for alert in alerts if alert.urgency == "emergency"]
    answered = sum(alert.answer is not None for alert in emergencies)
    if len(emergencies) == 1 or not answered:
        return emergencies[0].state if emergencies else ""
    if answered == len(emergencies):
        return say("Answered")
    return say("{answered} of {number} answered").format(answered=answered, number=len(emergencies))


def _shown(alert: RaisedAlert, record: ExamRecord) -> ShownAlert:
    row = load_reference().alerts[alert.id]
    return ShownAlert(
        alert.id,
        alert.urgency,
        say(URGENCY_WORDS[alert.urgency]),
        alert_label(alert.id, record),
        action_words(alert, record),
        basis_words(row.basis),
        citations(alert.sources),
        _answer(alert.answer, record) if alert.answer else None,
        alert.lowered_from is not None,
        alert.because,
        record,
    )


def _answer(review: AlertReview, record: ExamRecord) -> ShownAnswer:
    words = review_words(review, record.examined_at)
    return ShownAnswer(review.answer, say(ANSWER_WORDS[review.answer]), review.text or "", words)
