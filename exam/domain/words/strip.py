"""The lines of the live strip: what fits best so far, and what to examine next."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Assessment, NextTest
from exam.domain.record.causes import NO_LESION, roots_of
from exam.domain.words.causes import cause_short
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.statements import fits_words, set_apart, undecided_causes
from reference import load_reference

# A rival with a lower probability would only make the strip longer.
WORTH_NAMING = 0.05


def headline(assessment: Assessment) -> str:
    """The line of the live strip: "Left L5 fits best so far; left fibular nerve next" (until the core is examined)."""
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return "Not enough examined yet"
    so_far = " so far" if assessment.not_examined else ""
    if assessment.statement == "no_lesion_found":
        # The ranking must not read as an all-clear in an emergency.
        no_lesion = f"Best fit{so_far}: no nerve or root lesion"
        return "Act on the emergency first" if assessment.urgency == "emergency" else no_lesion
    if assessment.statement == "fits_none":
        return f"Fits no single lesion known to Dermyo{so_far}"
    undecided = undecided_causes(assessment)
    if undecided:
        return f"Cannot yet distinguish {set_apart(*undecided)}"
    second = next(iter(assessment.candidates[1:]), None)
    rival = second if second and second.probability >= WORTH_NAMING else None
    return (
        heading(fits_words(assessment)) + so_far + (f"; {cause_short(rival.cause, rival.side)} next" if rival else "")
    )


def next_test_line(test: NextTest) -> str:
    """What to examine next and why, inside a line: "left hip abduction (to distinguish L5 from S1)"."""
    one, other = _lesion_first(test.separates)
    return f"{inside(finding_label(test.test, test.side))} (to distinguish {one} from {other})"


def _lesion_first(causes: tuple[str, str]) -> tuple[str, str]:
    """The two causes as the strip names them; no lesion comes last: a test distinguishes a lesion from none."""
    one, other = reversed(causes) if causes[0] == NO_LESION else causes
    return _short_name(one, other), _short_name(other, one)


def _short_name(cause: str, other: str) -> str:
    if cause == NO_LESION:
        return "no lesion"
    roots = roots_of(cause)
    if not roots:
        return load_reference().causes[cause].phrase.replace("common ", "")
    return joined(roots) + (" alone" if set(roots) < set(roots_of(other)) else "")
