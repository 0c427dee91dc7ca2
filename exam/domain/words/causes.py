"""The names of causes: as a heading, inside a sentence, on the strip, and two compared."""

from __future__ import annotations

from collections.abc import Sequence

from exam.domain.language import mark, say, say_count
from exam.domain.reasoning.conclusions import Candidate, RootGroup
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.grammar import heading, inside, joined, sided
from reference import load_reference
from reference.vocabulary import SIDES

MORE_THAN_ONE = 2
BOTH = mark("both {root} roots")
NO_LESION_WORDS = mark("no lesion")
THE = {"": mark("the {cause}"), "right": mark("the right {cause}"), "left": mark("the left {cause}")}
A_LESION = {"right": mark("a right {cause} lesion"), "left": mark("a left {cause} lesion")}
# Where a cause is, by the legs that need to be named. One above the legs only has its signs there.
AFTER = {
    "right": mark("{cause}, right leg"),
    "left": mark("{cause}, left leg"),
    "both": mark("{cause}, both legs"),
}
SIGNS_AFTER = {
    "right": mark("{cause}, signs in the right leg"),
    "left": mark("{cause}, signs in the left leg"),
}
IN = {
    "right": mark("{cause} in the right leg"),
    "left": mark("{cause} in the left leg"),
    "both": mark("{cause} in both legs"),
}
SIGNS_IN = {
    "right": mark("{cause} with signs in the right leg"),
    "left": mark("{cause} with signs in the left leg"),
}
IN_BRACKETS = {
    "right": mark("{cause} (right leg)"),
    "left": mark("{cause} (left leg)"),
    "both": mark("{cause} (both legs)"),
}
ONE_IN = {
    "right": mark("{lesion} from one in the right leg"),
    "left": mark("{lesion} from one in the left leg"),
    "both": mark("{lesion} from one in both legs"),
}
ONE_WITH_SIGNS_IN = {
    "right": mark("{lesion} from one with signs in the right leg"),
    "left": mark("{lesion} from one with signs in the left leg"),
    "both": mark("{lesion} from one with signs in both legs"),
}
LEGS = {
    ("right", "left"): mark("right leg or left leg"),
    ("right",): mark("right leg or both"),
    ("left",): mark("left leg or both"),
}
FORMS = {
    "calf": mark("calf"),
    "tarsal": mark("tarsal"),
    "whole": mark("whole"),
    "fibular_division": mark("fibular division"),
    "tibial_division": mark("tibial division"),
    "upper": mark("upper"),
    "lower": mark("lower"),
    "length_dependent": mark("length dependent"),
    "generalised": mark("generalised"),
    "spastic": mark("spastic"),
    "acute": mark("acute"),
    "low": mark("low"),
    "high": mark("high"),
}
COMPARED = {"from": mark("{one} from {other}"), "or": mark("{one} or {other}")}
WHERE = {
    "right": mark("{what} on the right"),
    "left": mark("{what} on the left"),
    "both": mark("{what} in both legs"),
}


def cause_label(cause: str, side: str) -> str:
    """A cause as a heading: "Left L5 root", "Polyneuropathy, both legs", "Another lesion, left leg"."""
    if _has_a_side(cause, side):
        return heading(sided(inside(_cause_name(cause)), [side]))
    if _is_both_of_one_root(cause, side):
        return heading(_both(cause))
    leg, name = _leg(cause, side), _cause_name(cause)
    return say((SIGNS_AFTER if _is_above(cause) else AFTER)[leg]).format(cause=name) if leg else name


def cause_phrase(cause: str, side: str) -> str:
    """A cause inside a sentence: "the left L5 root", "polyneuropathy in both legs"."""
    if _is_both_of_one_root(cause, side):
        return _both(cause)
    if _is_structure(cause):
        phrase = say(THE[side if side in SIDES else ""]).format(cause=inside(_cause_name(cause)))
    else:
        phrase = say(load_reference().causes[cause].phrase)
    leg = _leg(cause, side)
    return say((SIGNS_IN if _is_above(cause) else IN)[leg]).format(cause=phrase) if leg else phrase


def cause_short(cause: str, side: str) -> str:
    """A cause in the short form of the strip: "left L5", "left tibial nerve", "polyneuropathy (left leg)"."""
    roots = joined(roots_of(cause))
    name = roots or inside(_cause_name(cause))
    if _has_a_side(cause, side):
        return sided(name, [side])
    if _is_both_of_one_root(cause, side):
        return cause_phrase(cause, side)
    leg = _leg(cause, side)
    named = leg and (side in SIDES or _is_structure(cause))
    return say(IN_BRACKETS[leg]).format(cause=name) if named else name


def lesion_phrase(cause: str, side: str) -> str:
    """What the findings fit: "a left L5 root lesion", "polyneuropathy in both legs"."""
    if _has_a_side(cause, side) and len(roots_of(cause)) < MORE_THAN_ONE:
        return say(A_LESION[side]).format(cause=inside(_cause_name(cause)))
    phrase = cause_phrase(cause, side)
    return say("a lesion of {cause}").format(cause=phrase) if _is_structure(cause) else phrase


def root_disease(roots: Sequence[str], side: str, *, deficit: bool) -> str:
    """A lesion of roots as a clinician names it: "left L5 radiculopathy (root lesion)", "left L5 radicular pain".

    Radiculopathy has an objective deficit, radicular pain is pain alone (IASP).
    """
    named, in_both = joined(roots), side == "both"
    if not deficit:
        pain = say("{roots} radicular pain in both legs") if in_both else say("{roots} radicular pain")
        return sided(pain.format(roots=named), [side])
    if in_both:
        return say("{roots} radiculopathy in both legs (root lesions)").format(roots=named)
    disease = say_count("{roots} radiculopathy (root lesion)", "{roots} radiculopathy (root lesions)", len(roots))
    return sided(disease.format(roots=named), [side])


def form_words(form: str) -> str:
    """One form that a cause takes: "tibial division"."""
    return say(FORMS[form])


def group_label(group: RootGroup) -> str:
    """A group of candidates as a heading: "Left L5 root, alone or with others"."""
    return _alone_or_not(cause_label(f"root.{group.root}", group.side), group)


def group_short(group: RootGroup) -> str:
    """The same beside a bar of the strip: "Left L5, alone or with others"."""
    return _alone_or_not(heading(cause_short(f"root.{group.root}", group.side)), group)


def _alone_or_not(root: str, group: RootGroup) -> str:
    if any(one.roots == (group.root,) for one in group.members):
        return say("{root}, alone or with others").format(root=root)
    return say("{root}, with others").format(root=root)


def member_label(member: Candidate, group: RootGroup) -> str:
    """A candidate below the heading of its group: "L5 alone", "L5 and S1"."""
    roots = joined(member.roots)
    return say("{root} alone").format(root=roots) if member.roots == (group.root,) else roots


def with_perhaps(what: str, group: RootGroup | None) -> str:
    """What fits, with the other roots of the group that are perhaps affected too: "left L5 fits, perhaps with S1"."""
    if not group or not group.also:
        return what
    return say("{what}, perhaps with {roots}").format(what=what, roots=joined(group.also, "or"))


def _cause_name(cause: str) -> str:
    roots = roots_of(cause)
    if roots:
        return say_count("{roots} root", "{roots} roots", len(roots)).format(roots=joined(roots))
    return say(load_reference().causes[cause].label)


def _both(cause: str) -> str:
    return say(BOTH).format(root=joined(roots_of(cause)))


def _is_structure(cause: str) -> bool:
    """Whether it names a part of the body, which has a side; a disease has none: "polyneuropathy" is never "left"."""
    return bool(roots_of(cause)) or load_reference().causes[cause].phrase.startswith("the ")


def _has_a_side(cause: str, side: str) -> bool:
    return side in SIDES and _is_structure(cause)


def _is_both_of_one_root(cause: str, side: str) -> bool:
    return side == "both" and len(roots_of(cause)) == 1


def _leg(cause: str, side: str) -> str:
    """The leg or "both", of a cause whose name has no side; empty where they need no mention."""
    if side in SIDES:
        return "" if _is_structure(cause) else side
    return "both" if side == "both" and not _is_above(cause) else ""


def _is_above(cause: str) -> bool:
    """Whether it lies above the legs: it has its signs in a leg, and that it affects both is understood."""
    return load_reference().kind_named(cause).above_the_legs


def side_or_both(first: Candidate, second: Candidate) -> str:
    """The legs of one cause that two candidates differ in: "left leg or both", "right leg or left leg"."""
    return say(LEGS[tuple(side for side in SIDES if side in (first.side, second.side))])


def from_one_in(first: Candidate, second: Candidate) -> str:
    """The same inside "distinguish ...": "a left L5 root lesion from one in both legs"."""
    one, other = (second, first) if first.side == "both" else (first, second)
    where = (ONE_WITH_SIGNS_IN if _is_above(one.cause) else ONE_IN)[other.side]
    return say(where).format(lesion=lesion_phrase(one.cause, one.side))


def separation(first: Candidate, second: Candidate, between: str) -> str:
    """Two causes compared, `from` or `or`: "L5 from S1 on the left", "the left L5 root from the left tibial nerve"."""
    compared = say(COMPARED[between])
    if first.side == second.side and first.roots and second.roots:
        what = compared.format(one=joined(first.roots), other=joined(second.roots))
        return say(WHERE[first.side]).format(what=what)
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return compared.format(one=cause_phrase(lesion.cause, lesion.side), other=say(NO_LESION_WORDS))
    if first.cause == second.cause:
        return f"{cause_phrase(first.cause, 'none')}, {side_or_both(first, second)},"
    one, other = (cause_phrase(each.cause, each.side) for each in (first, second))
    return compared.format(one=one, other=other)
