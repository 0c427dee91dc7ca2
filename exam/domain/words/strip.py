"""The lines of the live strip: what fits best so far, and what to examine next."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Assessment, Candidate, NextTest
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.causes import cause_short, lesion_phrase, side_or_both
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.ranking import named_group, undecided_causes
from exam.domain.words.statements import HELD_BACK, best_fit, fits_words, picture_phrase, set_apart, so_far
from reference import load_reference

# A rival with a lower probability would only make the strip longer.
WORTH_NAMING = 0.05


def headline(assessment: Assessment) -> str:
    """The line of the live strip: "Left L5 fits best so far; left common fibular nerve second"."""
    picture = picture_phrase(assessment)
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return _nothing_ranked(assessment, picture)
    if assessment.statement == "no_lesion_found":
        return _nothing_points(assessment, picture)
    if assessment.statement == "fits_none":
        return f"Fits no single lesion known to Dermyo{so_far(assessment)}"
    if assessment.held_back:
        return f"{heading(fits_words(assessment))}; {HELD_BACK[assessment.held_back][1]}"
    undecided = undecided_causes(assessment)
    if undecided:
        return _undecided(*undecided, picture)
    return heading(best_fit(assessment, so_far(assessment))) + _second(assessment)


def _nothing_ranked(assessment: Assessment, picture: str) -> str:
    if assessment.ranking_withheld:
        return "No ranking under 16 years: the figures are of adults"
    return "Not enough examined yet" + (f"; {picture}" if picture else "")


def _undecided(first: Candidate, second: Candidate, picture: str) -> str:
    """Two causes that the findings do not distinguish; if there is a picture, no lesion is the first of them."""
    if picture:
        return f"{heading(picture)}; {cause_short(second.cause, second.side)} not excluded"
    if first.cause == second.cause:
        return f"{heading(cause_short(first.cause, 'none'))}: {side_or_both(first, second)} undecided"
    return f"Cannot yet distinguish {_set_apart(first, second)}"


def _nothing_points(assessment: Assessment, picture: str) -> str:
    """It must not read as an all-clear: an alert comes first, then the picture that the record is of."""
    nothing = f"nothing points to one root{so_far(assessment)}"
    if assessment.urgency == "emergency":
        return "Act on the emergency first"
    if assessment.urgency == "urgent":
        return f"See the urgent alert; {picture or nothing}"
    return heading(f"{nothing}; {picture}" if picture else nothing)


def _set_apart(first: Candidate, second: Candidate) -> str:
    """As in the sentence, with shorter names: "left L5 from left common fibular nerve", "left L5 from no lesion"."""
    if first.roots and second.roots and first.side == second.side:
        return set_apart(first, second)
    one, other = (second, first) if first.cause == NO_LESION else (first, second)
    against = "no lesion" if other.cause == NO_LESION else cause_short(other.cause, other.side)
    return f"{cause_short(one.cause, one.side)} from {against}"


def _second(assessment: Assessment) -> str:
    """The cause that comes second, one that only adds roots to the first left out; empty if it counts for little.

    Where other roots are named with the first cause, the line has no room for it.
    """
    group = named_group(assessment)
    others = (one for one in assessment.candidates[1:] if not (group and group.contains(one)))
    second = next(others, None)
    if second is None or second.probability < WORTH_NAMING or (group and group.also):
        return ""
    if second.cause == NO_LESION:
        return "; no lesion not excluded"
    return f"; {cause_short(second.cause, second.side)} second"


def next_test_line(test: NextTest) -> str:
    """What to examine next and why, inside a line: "left hip abduction (to distinguish L5 from S1)"."""
    return f"{inside(finding_label(test.test, test.side))} (to {_purpose(test)})"


def _purpose(test: NextTest) -> str:
    """What a test is done for; no lesion comes last: a test distinguishes a lesion from none."""
    if not test.separates:
        return f"look for {_looked_for(test.looks_for or NO_LESION, test.side)}"
    one, other = test.separates[::-1] if test.separates[0] == NO_LESION else test.separates
    return f"distinguish {_short_name(one, other)} from {_short_name(other, one)}"


def _looked_for(cause: str, side: str) -> str:
    """A lesion on the side that is tested; of the whole person, without a side."""
    one_leg = load_reference().kind_named(cause).of != "person"
    return lesion_phrase(cause, side if one_leg else "none")


def _short_name(cause: str, other: str) -> str:
    if cause == NO_LESION:
        return "no lesion"
    roots = roots_of(cause)
    if not roots:
        return load_reference().causes[cause].phrase
    return joined(roots) + (" alone" if set(roots) < set(roots_of(other)) else "")
