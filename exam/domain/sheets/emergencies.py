"""Emergencies in words for a patient: why to go now, and when to go later.

The warnings are the signs of the reference that somebody can notice at home; their sources are those of the alerts.
"""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.language import Language, say
from exam.domain.words.sources import source_short
from reference import load_reference
from reference.model import ReadyPhrase

MOST_SOURCES = 6


def reasons(alerts: Iterable[str], language: Language) -> tuple[str, ...]:
    """Why these emergencies need an emergency department, each reason once."""
    rows = load_reference().alerts
    return tuple(dict.fromkeys(language.gettext(rows[alert].plain) for alert in alerts))


def warnings(language: Language) -> tuple[str, ...]:
    """When to go to an emergency department, in this language."""
    return tuple(language.gettext(sign.plain) for sign in load_reference().signs.values())


def phrase_words(phrase: ReadyPhrase) -> str:
    """A ready phrase. What sends to an emergency department says so in the words of the patient's sheet."""
    signs = [say(load_reference().signs[sign].plain) for sign in phrase.signs]
    sent = say("Go to an emergency department at once if you notice this: {signs}").format(signs=" ".join(signs))
    return " ".join(filter(None, (sent if signs else "", say(phrase.text) if phrase.text else "")))


def sources_of_warnings() -> str:
    """The sources that most of the warnings have, guidelines first."""
    reference = load_reference()
    cited = [
        source for sign in reference.signs.values() for alert in sign.of for source in reference.alerts[alert].sources
    ]
    ranked = sorted(dict.fromkeys(cited), key=lambda id: (reference.sources[id].kind != "guideline", -cited.count(id)))
    return "; ".join(source_short(source) for source in ranked[:MOST_SOURCES])
