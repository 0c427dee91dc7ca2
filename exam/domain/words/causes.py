"""The names of causes: as a heading, inside a sentence, on the strip, and two compared."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Candidate
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.grammar import heading, inside, joined
from reference import load_reference
from reference.vocabulary import SIDES

MORE_THAN_ONE = 2


def cause_label(cause: str, side: str) -> str:
    """A cause as a heading: "Left L5 root", "Polyneuropathy, both legs", "Another lesion, left leg"."""
    if _has_a_side(cause, side):
        return heading(f"{side} {inside(_cause_name(cause))}")
    return _cause_name(cause) + _leg_after(cause, side)


def cause_phrase(cause: str, side: str) -> str:
    """A cause inside a sentence: "the left L5 root", "polyneuropathy in both legs"."""
    if _is_structure(cause):
        side_word = f"{side} " if side in SIDES else ""
        return f"the {side_word}{inside(_cause_name(cause))}{_in_leg(cause, side)}"
    return load_reference().causes[cause].phrase + _in_leg(cause, side)


def cause_short(cause: str, side: str) -> str:
    """A cause in the short form of the strip: "left L5", "left fibular nerve"."""
    roots = joined(roots_of(cause))
    name = roots or inside(_cause_name(cause)).removeprefix("common ")
    if _has_a_side(cause, side):
        return f"{side} {name}"
    return name + _leg_after(cause, side) if roots or side in SIDES else name


def lesion_phrase(cause: str, side: str) -> str:
    """What the findings fit: "a left L5 root lesion", "polyneuropathy in both legs"."""
    if _has_a_side(cause, side) and len(roots_of(cause)) < MORE_THAN_ONE:
        return f"a {side} {inside(_cause_name(cause))} lesion"
    phrase = cause_phrase(cause, side)
    return f"a lesion of {phrase}" if phrase.startswith("the ") else phrase


def _cause_name(cause: str) -> str:
    roots = roots_of(cause)
    return f"{joined(roots)} root{'s' if len(roots) > 1 else ''}" if roots else load_reference().causes[cause].label


def _is_structure(cause: str) -> bool:
    """Whether it names a part of the body, which has a side; a disease has none: "polyneuropathy" is never "left"."""
    return bool(roots_of(cause)) or load_reference().causes[cause].phrase.startswith("the ")


def _has_a_side(cause: str, side: str) -> bool:
    return side in SIDES and _is_structure(cause)


def _leg(cause: str, side: str) -> str:
    """The legs of a cause whose name has no side: "both legs", "the left leg"; empty where they need no mention."""
    if side in SIDES:
        return "" if _is_structure(cause) else f"the {side} leg"
    return "both legs" if side == "both" and not _is_above(cause) else ""


def _is_above(cause: str) -> bool:
    """Whether it lies above the legs: it has its signs in a leg, and that it affects both is understood."""
    return load_reference().kind_named(cause).above_the_legs


def _in_leg(cause: str, side: str) -> str:
    """Its legs inside a sentence: " in both legs", " in the left leg", " with signs in the left leg"."""
    leg = _leg(cause, side)
    return f" {'with signs in' if _is_above(cause) else 'in'} {leg}" if leg else ""


def _leg_after(cause: str, side: str) -> str:
    """Its legs after a heading: ", both legs", ", left leg", ", signs in the left leg"."""
    leg = _leg(cause, side)
    return f", signs in {leg}" if leg and _is_above(cause) else f", {leg.removeprefix('the ')}" if leg else ""


def separation(first: Candidate, second: Candidate, between: str) -> str:
    """Two causes compared: "L5 from S1 on the left", "the left L5 root from the left tibial nerve"."""
    if first.side == second.side and first.side in SIDES and first.roots and second.roots:
        return f"{joined(first.roots)} {between} {joined(second.roots)} on the {first.side}"
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"{cause_phrase(lesion.cause, lesion.side)} {between} no lesion"
    return f"{cause_phrase(first.cause, first.side)} {between} {cause_phrase(second.cause, second.side)}"
