"""The alerts of a note: one says what to do, the others what is still to ask and examine."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.language import say
from exam.domain.note.note import AlertGroup, NoteAlert
from exam.domain.note.parts.short import answer_words
from exam.domain.note.parts.sources import Cite
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import facts_line
from exam.domain.words.statements import URGENCY_WORDS, action_words, alert_label, alerts_by_urgency, checks_to_do
from reference import load_reference

MOST_FACTS = 2
"""Of an alert: what it rests on."""


def alert_groups(assessment: Assessment, record: ExamRecord, cite: Cite) -> tuple[AlertGroup, ...]:
    """The alerts by urgency, the most urgent first. Above "to note", only the first of all says what to do.

    What is known and old always says so. Below an alert that is no emergency the others still say what to ask and
    examine, each once.
    """
    levels = alerts_by_urgency(assessment)
    actions = _actions([alert for level in levels for alert in level], record)
    return tuple(
        AlertGroup(
            level[0].urgency,
            tuple(_alert(one, record, cite, actions[one.id]) for one in level),
            say(URGENCY_WORDS[level[0].urgency]),
        )
        for level in levels
    )


def _actions(alerts: Sequence[RaisedAlert], record: ExamRecord) -> dict[str, str]:
    """What each alert says is to be done, by its id."""
    if not alerts or alerts[0].urgency == "routine":
        return {alert.id: action_words(alert, record) for alert in alerts}
    first, *others = alerts
    said = set(_checks(first, record))
    actions = {first.id: action_words(first, record)}
    for alert in others:
        if alert.lowered_from:
            actions[alert.id] = action_words(alert, record)
            continue
        asked = [] if first.urgency == "emergency" else [one for one in _checks(alert, record) if one not in said]
        actions[alert.id] = " ".join(asked)
        said.update(asked)
    return actions


def _checks(alert: RaisedAlert, record: ExamRecord) -> tuple[str, ...]:
    return () if alert.lowered_from else checks_to_do(load_reference().alerts[alert.id], record)


def _alert(alert: RaisedAlert, record: ExamRecord, cite: Cite, action: str) -> NoteAlert:
    because = facts_line(alert.because, record, MOST_FACTS)
    answer = answer_words(alert, record).rstrip(".")
    return NoteAlert(alert_label(alert.id, record), action, because, cite(alert.sources), answer)
