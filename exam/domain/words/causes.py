"""The names of causes: as a heading, inside a sentence, on the strip, and two compared."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.reasoning.conclusions import Candidate, RootGroup
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.grammar import heading, inside, joined
from reference import load_reference
from reference.vocabulary import SIDES

MORE_THAN_ONE = 2


def cause_label(cause: str, side: str) -> str:
    """A cause as a heading: "Left L5 root", "Polyneuropathy, both legs", "Another lesion, left leg"."""
    if _has_a_side(cause, side):
        return heading(f"{side} {inside(_cause_name(cause))}")
    if _is_both_of_one_root(cause, side):
        return f"Both {_cause_name(cause)}s"
    return _cause_name(cause) + _leg_after(cause, side)


def cause_phrase(cause: str, side: str) -> str:
    """A cause inside a sentence: "the left L5 root", "polyneuropathy in both legs"."""
    if _is_both_of_one_root(cause, side):
        return f"both {_cause_name(cause)}s"
    if _is_structure(cause):
        side_word = f"{side} " if side in SIDES else ""
        return f"the {side_word}{inside(_cause_name(cause))}{_in_leg(cause, side)}"
    return load_reference().causes[cause].phrase + _in_leg(cause, side)


def cause_short(cause: str, side: str) -> str:
    """A cause in the short form of the strip: "left L5", "left tibial nerve", "polyneuropathy (left leg)"."""
    roots = joined(roots_of(cause))
    name = roots or inside(_cause_name(cause))
    if _has_a_side(cause, side):
        return f"{side} {name}"
    if _is_both_of_one_root(cause, side):
        return cause_phrase(cause, side)
    leg = _leg(cause, side).removeprefix("the ")
    return f"{name} ({leg})" if leg and (side in SIDES or _is_structure(cause)) else name


def lesion_phrase(cause: str, side: str) -> str:
    """What the findings fit: "a left L5 root lesion", "polyneuropathy in both legs"."""
    if _has_a_side(cause, side) and len(roots_of(cause)) < MORE_THAN_ONE:
        return f"a {side} {inside(_cause_name(cause))} lesion"
    phrase = cause_phrase(cause, side)
    return f"a lesion of {phrase}" if phrase.startswith(("the ", "both ")) else phrase


def root_disease(roots: Sequence[str], side: str, *, deficit: bool) -> str:
    """A lesion of roots as a clinician names it: "left L5 radiculopathy (root lesion)", "left L5 radicular pain".

    Radiculopathy has an objective deficit, radicular pain is pain alone (IASP).
    """
    where, side_word = (" in both legs", "") if side == "both" else ("", f"{side} ")
    lesions = "root lesion" if len(roots) < MORE_THAN_ONE and side != "both" else "root lesions"
    disease = f"radiculopathy{where} ({lesions})" if deficit else f"radicular pain{where}"
    return f"{side_word}{joined(roots)} {disease}"


def group_label(group: RootGroup) -> str:
    """A group of candidates as a heading: "Left L5 root, alone or with others"."""
    return f"{cause_label(f'root.{group.root}', group.side)}, {_alone_or_not(group)}"


def group_short(group: RootGroup) -> str:
    """The same beside a bar of the strip: "Left L5, alone or with others"."""
    return f"{heading(cause_short(f'root.{group.root}', group.side))}, {_alone_or_not(group)}"


def _alone_or_not(group: RootGroup) -> str:
    return "alone or with others" if any(one.roots == (group.root,) for one in group.members) else "with others"


def member_label(member: Candidate, group: RootGroup) -> str:
    """A candidate below the heading of its group: "L5 alone", "L5 and S1"."""
    return f"{joined(member.roots)}{' alone' if member.roots == (group.root,) else ''}"


def perhaps(group: RootGroup | None) -> str:
    """The other roots of a group that are perhaps affected too: ", perhaps with S1"; else empty."""
    return f", perhaps with {joined(group.also, 'or')}" if group and group.also else ""


def _cause_name(cause: str) -> str:
    roots = roots_of(cause)
    return f"{joined(roots)} root{'s' if len(roots) > 1 else ''}" if roots else load_reference().causes[cause].label


def _is_structure(cause: str) -> bool:
    """Whether it names a part of the body, which has a side; a disease has none: "polyneuropathy" is never "left"."""
    return bool(roots_of(cause)) or load_reference().causes[cause].phrase.startswith("the ")


def _has_a_side(cause: str, side: str) -> bool:
    return side in SIDES and _is_structure(cause)


def _is_both_of_one_root(cause: str, side: str) -> bool:
    return side == "both" and len(roots_of(cause)) == 1


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


def side_or_both(first: Candidate, second: Candidate) -> str:
    """The legs of one cause that two candidates differ in: "left leg or both", "right leg or left leg"."""
    sides = [side for side in SIDES if side in (first.side, second.side)]
    return " or ".join((*(f"{side} leg" for side in sides), *(["both"] if len(sides) == 1 else [])))


def from_one_in(first: Candidate, second: Candidate) -> str:
    """The same inside "distinguish ...": "a left L5 root lesion from one in both legs"."""
    one, other = (second, first) if first.side == "both" else (first, second)
    legs = "both legs" if other.side == "both" else f"the {other.side} leg"
    return f"{lesion_phrase(one.cause, one.side)} from one {'with signs in' if _is_above(one.cause) else 'in'} {legs}"


def separation(first: Candidate, second: Candidate, between: str) -> str:
    """Two causes compared: "L5 from S1 on the left", "the left L5 root from the left tibial nerve"."""
    if first.side == second.side and first.roots and second.roots:
        where = "in both legs" if first.side == "both" else f"on the {first.side}"
        return f"{joined(first.roots)} {between} {joined(second.roots)} {where}"
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"{cause_phrase(lesion.cause, lesion.side)} {between} no lesion"
    if first.cause == second.cause:
        return f"{cause_phrase(first.cause, 'none')}, {side_or_both(first, second)},"
    return f"{cause_phrase(first.cause, first.side)} {between} {cause_phrase(second.cause, second.side)}"
