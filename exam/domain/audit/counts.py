"""The counts of an audit, format `dermyo-audit/1`: whole numbers only, so that those of two clinics can be added.

Nothing in them belongs to one examination: no reference, name, day, age or comment. Causes and alerts of which there
are fewer than five are counted together as `rarer`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from exam.domain.reasoning.version import PROGRAM

FORMAT: Literal["dermyo-audit/1"] = "dermyo-audit/1"
RARER = "rarer"
"""What causes, and alerts, of which there are few are counted as."""

TENTHS = 10
Count = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Table = dict[Name, Count]


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Counts that belong together."""

    def at_most(self, whole: str, *parts: str) -> None:
        """Raise ValueError where one of these counts is more than the whole that it is a part of."""
        for part in parts:
            if getattr(self, part) > getattr(self, whole):
                raise ValueError(f"`{part}` is more than `{whole}`")


class Examinations(Counts, frozen=True, forbid_unknown_fields=True):
    """How many examinations are signed and valid, have an outcome, could be read, and had causes named in their note.

    `will_not_be_known` have no outcome, and nobody will learn one.
    `has_ranking` are those of which the ranking is measured: not `under_16`, of whom none is ranked, nor those in which
    too little was examined to name a cause.
    """

    signed: Count
    with_outcome: Count
    will_not_be_known: Count
    could_be_read: Count
    under_16: Count
    not_enough_examined: Count
    has_ranking: Count

    def __post_init__(self) -> None:
        """Check that each is a part of the one before, and the last three together are all that could be read."""
        self.at_most("signed", "with_outcome")
        if self.with_outcome + self.will_not_be_known > self.signed:
            raise ValueError("`with_outcome` and `will_not_be_known` together are more than `signed`")
        self.at_most("with_outcome", "could_be_read")
        if self.under_16 + self.not_enough_examined + self.has_ranking != self.could_be_read:
            raise ValueError("`under_16`, `not_enough_examined` and `has_ranking` do not add up to `could_be_read`")


class Rate(Counts, frozen=True, forbid_unknown_fields=True):
    """How many of how many were right."""

    of: Count
    right: Count

    def __post_init__(self) -> None:
        """Check the parts."""
        self.at_most("of", "right")


class Ranked(Counts, frozen=True, forbid_unknown_fields=True):
    """Of how many the first cause, or one of the first two, was right strictly, and the first leniently."""

    of: Count
    first: Count
    among_two: Count
    lenient: Count

    def __post_init__(self) -> None:
        """Check the parts."""
        self.at_most("of", "among_two", "lenient")
        self.at_most("among_two", "first")
        self.at_most("lenient", "first")


class Compared(Counts, frozen=True, forbid_unknown_fields=True):
    """Of the same examinations: in how many the clinician, the program's first cause, and both were right leniently."""

    of: Count
    clinician: Count
    program: Count
    both: Count

    def __post_init__(self) -> None:
        """Check the parts."""
        self.at_most("of", "clinician", "program")
        self.at_most("clinician", "both")
        self.at_most("program", "both")


class Tenth(Counts, frozen=True, forbid_unknown_fields=True):
    """What was stated first with a figure within one tenth: how many, how many right, and their percents added."""

    of: Count
    right: Count
    percents: Annotated[int, msgspec.Meta(ge=0, le=10**11)]

    def __post_init__(self) -> None:
        """Check the parts."""
        self.at_most("of", "right")
        if self.percents > 100 * self.of:
            raise ValueError("`percents` is more than 100 for each")


class Impressions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clinician's own impression by when it was entered: before the ranking was shown, after, or not known."""

    before: Compared
    after: Compared
    unknown: Compared


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often what was stated first was right, by the word for its probability."""

    likely: Rate
    possible: Rate
    not_excluded: Rate


class OfCause(Counts, frozen=True, forbid_unknown_fields=True):
    """The examinations that turned out to be one cause: how often it was named, and how urgent they were called."""

    of: Count
    first: Count
    among_two: Count
    emergency: Count
    urgent: Count

    def __post_init__(self) -> None:
        """Check the parts."""
        self.at_most("of", "among_two", "emergency", "urgent")
        self.at_most("among_two", "first")
        if self.emergency + self.urgent > self.of:
            raise ValueError("`emergency` and `urgent` together are more than `of`")


class OfAlert(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An alert: how often it was raised, what was answered (`none` where nothing was), and what it turned out to be."""

    raised: Count
    answers: Table
    turned_out: Table

    def __post_init__(self) -> None:
        """Check that each is a part of those raised."""
        for name, table in (("answers", self.answers), ("turned_out", self.turned_out)):
            if sum(table.values()) != self.raised:
                raise ValueError(f"`{name}` does not add up to `raised`")


class Audit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All counts, of one clinic or of several added together. `stated` has ten tenths, the lowest figures first.

    `knowledge` are the versions of the reference by which the notes were written. `emergencies` are those that turned
    out to be a cauda equina, and how many were called an emergency. `left_out` says in how many examinations a core
    test has no result on a side.
    """

    format: Literal["dermyo-audit/1"] = FORMAT
    program: Name = PROGRAM
    knowledge: tuple[Name, ...]
    clinics: Annotated[int, msgspec.Meta(ge=1, le=10**6)] = 1
    examinations: Examinations
    known_by: Table
    ranking: Ranked
    chart: Ranked
    root: Rate
    chart_root: Rate
    emergencies: Rate
    impressions: Impressions
    stated: Annotated[tuple[Tenth, ...], msgspec.Meta(min_length=TENTHS, max_length=TENTHS)]
    words: Words
    statements: dict[Name, Ranked]
    causes: dict[Name, OfCause]
    alerts: dict[Name, OfAlert]
    left_out: Table

    def __post_init__(self) -> None:
        """Check that what is counted in several tables is the same in each."""
        read, ranked = self.examinations.could_be_read, self.examinations.has_ranking
        stated = sum(one.of for one in self.stated)
        entered = (self.impressions.before, self.impressions.after, self.impressions.unknown)
        held = {
            "known_by": sum(self.known_by.values()) == self.examinations.with_outcome,
            "ranking": self.ranking.of == ranked,
            "chart": self.chart.of == ranked,
            "root": self.root.of == self.chart_root.of <= ranked,
            "emergencies": self.emergencies.of <= read,
            "impressions": sum(one.of for one in entered) <= ranked,
            "stated": stated <= ranked,
            "words": stated == self.words.likely.of + self.words.possible.of + self.words.not_excluded.of,
            "statements": sum(one.of for one in self.statements.values()) == ranked,
            "causes": sum(one.of for one in self.causes.values()) == ranked,
            "left_out": all(count <= read for count in self.left_out.values()),
        }
        wrong = [name for name, holds in held.items() if not holds]
        if wrong:
            raise ValueError(f"`{wrong[0]}` does not agree with `examinations`")


def added(first: Any, *others: Any) -> Any:
    """Counts added up, name by name: of two clinics, or of two groups."""
    for other in others:
        first = _sum(first, other)
    return first


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, msgspec.Struct):
        pairs = ((name, getattr(one, name), getattr(other, name)) for name in one.__struct_fields__)
        return type(one)(**{name: _sum(mine, theirs) for name, mine, theirs in pairs})
    if isinstance(one, dict):
        both = one.keys() & other.keys()
        names = sorted({**one, **other}, key=lambda name: name == RARER)
        return {name: _sum(one[name], other[name]) if name in both else (other | one)[name] for name in names}
    if isinstance(one, tuple):
        return _rows(one, other)
    # Which format it is, and which program wrote it.
    return one if isinstance(one, str) else one + other


def _rows(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """The tenths added up one by one; of the versions of the reference each once."""
    if any(isinstance(row, str) for row in (*one, *other)):
        return tuple(sorted({*one, *other}))
    return tuple(_sum(*pair) for pair in zip(one, other, strict=True))
