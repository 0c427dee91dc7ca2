"""The names of causes: as a heading, inside a sentence, on the strip, and two compared."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.grammar import heading, inside, joined
from reference import load_reference
from reference.vocabulary import SIDES

MORE_THAN_ONE = 2


def cause_label(cause: str, side: str) -> str:
    """A cause as a heading: "Left L5 root", "Polyneuropathy, both legs"."""
    if side in SIDES:
        return heading(f"{side} {inside(_cause_name(cause))}")
    return _cause_name(cause) + _both_legs(cause, side, ", ")


def cause_phrase(cause: str, side: str) -> str:
    """A cause inside a sentence: "the left L5 root", "polyneuropathy in both legs"."""
    if roots_of(cause) or side in SIDES:
        side_word = f"{side} " if side in SIDES else ""
        return f"the {side_word}{inside(_cause_name(cause))}" + _both_legs(cause, side, " in ")
    return load_reference().causes[cause].phrase + _both_legs(cause, side, " in ")


def cause_short(cause: str, side: str) -> str:
    """A cause in the short form of the strip: "left L5", "left fibular nerve"."""
    roots = joined(roots_of(cause))
    name = roots or inside(_cause_name(cause)).removeprefix("common ")
    if side in SIDES:
        return f"{side} {name}"
    return name + _both_legs(cause, side, ", ") if roots else name


def lesion_phrase(cause: str, side: str) -> str:
    """What the findings fit: "a left L5 root lesion", "polyneuropathy in both legs"."""
    if side in SIDES and len(roots_of(cause)) < MORE_THAN_ONE:
        return f"a {side} {inside(_cause_name(cause))} lesion"
    phrase = cause_phrase(cause, side)
    return f"a lesion of {phrase}" if phrase.startswith("the ") else phrase


def _cause_name(cause: str) -> str:
    roots = roots_of(cause)
    return f"{joined(roots)} root{'s' if len(roots) > 1 else ''}" if roots else load_reference().causes[cause].label


def _both_legs(cause: str, side: str, before: str) -> str:
    """Left out for a lesion above the legs, which is understood to affect both."""
    above = load_reference().kind_named(cause).above_the_legs
    return f"{before}both legs" if side == "both" and not above else ""


def separation(first: Candidate, second: Candidate, between: str) -> str:
    """Two causes compared: "L5 from S1 on the left", "the left L5 root from the left tibial nerve"."""
    if first.side == second.side and first.side in SIDES and first.roots and second.roots:
        return f"{joined(first.roots)} {between} {joined(second.roots)} on the {first.side}"
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"{cause_phrase(lesion.cause, lesion.side)} {between} no lesion"
    return f"{cause_phrase(first.cause, first.side)} {between} {cause_phrase(second.cause, second.side)}"
