"""The strip that is always in view: what fits best in words, how the rest compare, and what to test next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from exam.domain.language import mark, say, say_count
from exam.domain.reasoning.conclusions import Candidate, NextTest, Outline, RootGroup
from exam.domain.record.model import split_side
from exam.domain.words.causes import cause_label, group_short
from exam.domain.words.grammar import heading, inside
from exam.domain.words.ranking import ranked_rows
from exam.domain.words.strip import headline, next_test_line
from exam.steps.sequence import asking
from exam.web.presenters.step.cells import element_id

BARS = 3
# A bar thinner than this cannot be seen.
THINNEST = 2
WITHOUT_BARS = ("not_enough_examined", "no_lesion_found", "fits_none")
HIDDEN = mark("Ranking hidden until you enter your impression")


@dataclass(frozen=True, slots=True)
class Bar:
    """One cause compared with the others; the width is out of a hundred and is not read by screen readers."""

    label: str
    width: int
    leads: bool


@dataclass(frozen=True, slots=True)
class NextLink:
    """The most informative test now, and where to find it."""

    line: str
    slug: str
    anchor: str

    @property
    def heading(self) -> str:
        """The line on its own."""
        return heading(self.line)


@dataclass(frozen=True, slots=True)
class ShownStrip:
    """What the strip says; the alerts have a banner of their own."""

    headline: str
    bars: tuple[Bar, ...]
    missing: str
    next: NextLink | None
    hidden: bool


def strip(
    assessment: Outline,
    *,
    hidden: bool,
    signed: bool = False,
    tried: Collection[str] = (),
    stated_normal: bool = False,
) -> ShownStrip:
    """The strip for an assessment; `hidden` leaves out everything that would give the ranking away.

    Once signed there is nothing more to test. `tried` are the tests with an answer, also one that could not be done;
    `stated_normal` says that the tests without an answer were stated to be normal, not recorded one by one.
    """
    without_bars = hidden or assessment.statement in WITHOUT_BARS
    suggested = None if hidden or signed else _suggested(assessment, tried)
    return ShownStrip(
        say(HIDDEN) if hidden else headline(assessment),
        () if without_bars else bars(assessment),
        _missing(assessment.not_examined, tried, stated_normal=stated_normal),
        suggested,
        hidden,
    )


def bars(assessment: Outline) -> tuple[Bar, ...]:
    """The first causes as bars; those that contain the likeliest root of a leg are one."""
    rows = enumerate(ranked_rows(assessment)[:BARS])
    return tuple(Bar(_label(row), width_of(row.probability), leads=place == 0) for place, row in rows)


def _label(row: Candidate | RootGroup) -> str:
    return cause_label(row.cause, row.side) if isinstance(row, Candidate) else group_short(row)


def width_of(probability: float) -> int:
    """How wide a cause's bar is, out of a hundred."""
    return max(THINNEST, round(100 * probability))


def next_link(test: NextTest) -> NextLink | None:
    """Where the suggested test is done; None for one that no step asks."""
    step = asking(test.test)
    if step is None:
        return None
    return NextLink(next_test_line(test), step.slug, element_id(test.test))


def _suggested(assessment: Outline, tried: Collection[str]) -> NextLink | None:
    """The most informative test; where no test is informative, the first one of the core without an answer."""
    if assessment.next_tests:
        return next_link(assessment.next_tests[0])
    test = next((split_side(path)[0] for path in assessment.not_examined if path not in tried), "")
    step = asking(test)
    if step is None:
        return None
    return NextLink(say("the rest of {step}").format(step=inside(say(step.title))), step.slug, element_id(test))


def _missing(without_result: Collection[str], tried: Collection[str], *, stated_normal: bool) -> str:
    """What the core lacks. Only a core in which every test has a value is called done."""
    not_tried = sum(path not in tried for path in without_result)
    if not_tried:
        missing = say_count("{number} core test not examined", "{number} core tests not examined", not_tried)
        return missing.format(number=not_tried)
    if without_result:
        number = len(without_result)
        return say_count("Core: {number} could not be tested", "Core: {number} could not be tested", number).format(
            number=number
        )
    return say("Rest of the core stated normal") if stated_normal else say("All core tests done")
