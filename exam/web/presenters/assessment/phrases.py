"""Ready phrases beside a text field: the account's own, and suggestions in the program's words with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord
from exam.domain.sheets.emergencies import phrase_words
from exam.domain.words.sources import sources_line
from exam.domain.words.statements import action_words
from exam.steps.assessment import PLAN, SAFETY_NET_WORDS, TEXT
from exam.store.settings import Phrase, PhraseKind
from reference import load_reference

FIELDS: dict[PhraseKind, str] = {"plan": PLAN, "safety_net": SAFETY_NET_WORDS, "impression": TEXT}
"""The text that phrases of each kind are inserted into."""

TITLES: dict[PhraseKind, str] = {
    "plan": mark("Plan"),
    "safety_net": mark("Safety-net advice"),
    "impression": mark("Impression"),
}


@dataclass(frozen=True, slots=True)
class ShownPhrase:
    """A phrase that one tap inserts; `id` is what a form without a script sends for it."""

    id: str
    text: str
    sources: str = ""


@dataclass(frozen=True, slots=True)
class ShownPhrases:
    """The phrases of one kind; `field` is the path of the text that they are inserted into."""

    kind: PhraseKind
    field: str
    title: str
    own: tuple[ShownPhrase, ...]
    suggested: tuple[ShownPhrase, ...]

    def text_of(self, id: str) -> str:
        """The text of a phrase; empty for one that is no longer there."""
        return next((one.text for one in (*self.own, *self.suggested) if one.id == id), "")


def own_phrases(kind: PhraseKind, own: Sequence[Phrase]) -> ShownPhrases:
    """The account's own phrases, without suggestions."""
    shown = tuple(ShownPhrase(f"own-{phrase.id}", phrase.text) for phrase in own)
    return ShownPhrases(kind, FIELDS[kind], say(TITLES[kind]), shown, ())


def phrases(kind: PhraseKind, own: Sequence[Phrase], record: ExamRecord, found: Assessment) -> ShownPhrases:
    """The phrases of one kind, with suggestions: for a plan, first what a raised alert says to do."""
    mine = own_phrases(kind, own)
    suggested = (*(_of_alerts(record, found) if kind == "plan" else ()), *_of_reference(kind))
    return ShownPhrases(kind, mine.field, mine.title, mine.own, suggested)


def _of_alerts(record: ExamRecord, found: Assessment) -> tuple[ShownPhrase, ...]:
    """The action to be taken first, where an alert is raised that is urgent or an emergency."""
    first = [alert for alert in found.alerts if alert.id == found.action and alert.urgency != "routine"]
    return tuple(
        ShownPhrase(f"alert-{alert.id}", action_words(alert, record), sources_line(alert.sources)) for alert in first
    )


def _of_reference(kind: PhraseKind) -> tuple[ShownPhrase, ...]:
    rows = [row for row in load_reference().readings.values() if row.phrase and row.phrase.kind == kind]
    return tuple(
        ShownPhrase(f"row-{row.id}", phrase_words(row.phrase), _cited(row.sources)) for row in rows if row.phrase
    )


def _cited(sources: Iterable[str]) -> str:
    """The guidelines and studies among the sources; the articles are one tap away, with the row."""
    rows = load_reference().sources
    return sources_line(source for source in sources if rows[source].kind != "article")
