"""The lines of the live strip: what fits best so far, and what to examine next."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Candidate, NextTest, Outline
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.causes import NO_LESION_WORDS, cause_short, lesion_phrase, side_or_both
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.ranking import named_group, undecided_causes
from exam.domain.words.statements import HELD_BACK, best_fit, fits_words, is_so_far, picture_phrase, set_apart
from reference import load_reference

# A rival with a lower probability would only make the strip longer.
WORTH_NAMING = 0.05
FITS_NONE = {
    False: mark("Fits no single lesion known to Dermyo"),
    True: mark("Fits no single lesion known to Dermyo so far"),
}
NOTHING = {
    False: mark("nothing points to one root"),
    True: mark("nothing points to one root so far"),
}


def headline(assessment: Outline) -> str:
    """The line of the live strip: "Left L5 fits best so far; left common fibular nerve second"."""
    picture = picture_phrase(assessment)
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return _nothing_ranked(assessment, picture)
    if assessment.statement == "no_lesion_found":
        return _nothing_points(assessment, picture)
    if assessment.statement == "fits_none":
        return say(FITS_NONE[is_so_far(assessment)])
    if assessment.held_back:
        return say(HELD_BACK[assessment.held_back][1]).format(fits=heading(fits_words(assessment)))
    undecided = undecided_causes(assessment)
    if undecided:
        return _undecided(*undecided, picture)
    return _with_second(heading(best_fit(assessment, so_far=is_so_far(assessment))), assessment)


def _nothing_ranked(assessment: Outline, picture: str) -> str:
    if assessment.ranking_withheld:
        return say("No ranking under 16 years: the figures are of adults")
    too_little = say("Not enough examined yet")
    return f"{too_little}; {picture}" if picture else too_little


def _undecided(first: Candidate, second: Candidate, picture: str) -> str:
    """Two causes that the findings do not distinguish; if there is a picture, no lesion is the first of them."""
    if picture:
        return _not_excluded(heading(picture), cause_short(second.cause, second.side))
    if first.cause == second.cause:
        legs = say("{cause}: {legs} undecided")
        return legs.format(cause=heading(cause_short(first.cause, "none")), legs=side_or_both(first, second))
    return say("Cannot yet distinguish {causes}").format(causes=_set_apart(first, second))


def _not_excluded(what: str, cause: str) -> str:
    return say("{what}; {cause} not excluded").format(what=what, cause=cause)


def _nothing_points(assessment: Outline, picture: str) -> str:
    """It must not read as an all-clear: an alert comes first, then the picture that the record is of."""
    nothing = say(NOTHING[is_so_far(assessment)])
    if assessment.urgency == "emergency":
        return say("Act on the emergency first")
    if assessment.urgency == "urgent":
        return say("See the urgent alert; {finding}").format(finding=picture or nothing)
    return heading(f"{nothing}; {picture}" if picture else nothing)


def _set_apart(first: Candidate, second: Candidate) -> str:
    """As in the sentence, with shorter names: "left L5 from left common fibular nerve", "left L5 from no lesion"."""
    if first.roots and second.roots and first.side == second.side:
        return set_apart(first, second)
    one, other = (second, first) if first.cause == NO_LESION else (first, second)
    against = say(NO_LESION_WORDS) if other.cause == NO_LESION else cause_short(other.cause, other.side)
    return say("{one} from {other}").format(one=cause_short(one.cause, one.side), other=against)


def _with_second(fits: str, assessment: Outline) -> str:
    """What fits, and the cause that comes second if it counts; one that only adds roots to the first is left out.

    Where other roots are named with the first cause, the line has no room for it.
    """
    group = named_group(assessment)
    others = (one for one in assessment.candidates[1:] if not (group and group.contains(one)))
    second = next(others, None)
    if second is None or second.probability < WORTH_NAMING or (group and group.also):
        return fits
    if second.cause == NO_LESION:
        return _not_excluded(fits, say(NO_LESION_WORDS))
    return say("{fits}; {cause} second").format(fits=fits, cause=cause_short(second.cause, second.side))


def next_test_line(test: NextTest) -> str:
    """What to examine next and why, inside a line: "left hip abduction (to distinguish L5 from S1)"."""
    tested = inside(finding_label(test.test, test.side))
    if not test.separates:
        looked_for = _looked_for(test.looks_for or NO_LESION, test.side)
        return say("{test} (to look for {lesion})").format(test=tested, lesion=looked_for)
    # No lesion comes last: a test distinguishes a lesion from none.
    one, other = test.separates[::-1] if test.separates[0] == NO_LESION else test.separates
    return say("{test} (to distinguish {one} from {other})").format(
        test=tested, one=_short_name(one, other), other=_short_name(other, one)
    )


def _looked_for(cause: str, side: str) -> str:
    """A lesion on the side that is tested; of the whole person, without a side."""
    one_leg = load_reference().kind_named(cause).of != "person"
    return lesion_phrase(cause, side if one_leg else "none")


def _short_name(cause: str, other: str) -> str:
    if cause == NO_LESION:
        return say(NO_LESION_WORDS)
    roots = roots_of(cause)
    if not roots:
        return say(load_reference().causes[cause].phrase)
    named = joined(roots)
    return say("{root} alone").format(root=named) if set(roots) < set(roots_of(other)) else named
