"""Counts what was said at signing against what it turned out to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from exam.domain.audit.counts import (
    RARER,
    TENTHS,
    Audit,
    Compared,
    Examinations,
    Impressions,
    OfAlert,
    OfCause,
    Ranked,
    Rate,
    Tenth,
    Words,
    added,
)
from exam.domain.audit.known import Known
from exam.domain.audit.said import Named, Said, Stated, When
from exam.domain.record.causes import CAUDA_EQUINA, roots_of
from exam.domain.record.reviews import reviewed
from reference import load_reference
from reference.vocabulary import STATEMENTS

FEWEST_APART = 5
"""Causes and alerts with fewer examinations than this are counted together: one alone might be recognised."""

NO_ANSWER = "none"
EMERGENCIES = (CAUDA_EQUINA,)
"""What is always an emergency, however few there are: these are counted apart, so that a missed one is seen."""

Row = TypeVar("Row", OfCause, OfAlert)


class Audited(NamedTuple):
    """One examination with an outcome: what was said, and what it turned out to be."""

    said: Said
    known: Known


def audit(signed: int, outcomes: Iterable[tuple[Said | None, Known]], will_not_be_known: int = 0) -> Audit:
    """The counts over a clinic's examinations: how many are signed, and of those with an outcome what was said.

    What was said is None where the note cannot be read. Those of which it `will_not_be_known` are among the signed
    ones without an outcome. A demonstration does not count.
    """
    every = [(said, known) for said, known in outcomes if said is None or not said.is_training]
    read = [Audited(said, known) for said, known in every if said]
    has_ranking = [one for one in read if one.said.has_ranking]
    causes = _causes(has_ranking)
    return Audit(
        knowledge=tuple(sorted({one.said.knowledge for one in read})),
        examinations=_examinations((signed, len(every), will_not_be_known), read),
        known_by=dict(sorted(Counter(known.known_by for _, known in every).items())),
        ranking=_ranked(has_ranking, lambda one: one.said.ranked),
        chart=_ranked(has_ranking, lambda one: one.said.charted),
        root=_rate(has_ranking, lambda one: one.said.likeliest_root),
        chart_root=_rate(has_ranking, _charted_root),
        emergencies=_emergencies(read),
        impressions=Impressions(*(_compared(has_ranking, when) for when in ("before", "after", "unknown"))),
        stated=tuple(_tenth(has_ranking, place) for place in range(TENTHS)),
        words=Words(*(_worded(has_ranking, word) for word in ("likely", "possible", "not_excluded"))),
        statements=_statements(has_ranking),
        causes=causes,
        alerts=_alerts(read, causes),
        left_out=dict(sorted(Counter(test for one in read for test in one.said.left_out).items())),
    )


def _examinations(counted: tuple[int, int, int], read: Sequence[Audited]) -> Examinations:
    signed, known, will_not_be_known = counted
    under_16 = sum(one.said.ranking_withheld for one in read)
    has_ranking = sum(one.said.has_ranking for one in read)
    return Examinations(
        signed=max(signed, known + will_not_be_known),
        with_outcome=known,
        will_not_be_known=will_not_be_known,
        could_be_read=len(read),
        under_16=under_16,
        not_enough_examined=len(read) - under_16 - has_ranking,
        has_ranking=has_ranking,
    )


def _ranked(group: Sequence[Audited], named: Callable[[Audited], tuple[Named, ...]]) -> Ranked:
    return Ranked(
        of=len(group),
        first=sum(any(one.known.is_right(*place) for place in named(one)[:1]) for one in group),
        among_two=sum(any(one.known.is_right(*place) for place in named(one)) for one in group),
        lenient=sum(any(one.known.is_right_leniently(*place) for place in named(one)[:1]) for one in group),
    )


def _rate(group: Sequence[Audited], root_of: Callable[[Audited], Named | None]) -> Rate:
    """Where it turned out to be roots: how often a single root was one of them."""
    of_roots = [one for one in group if one.known.roots]
    named = ((one.known, root_of(one)) for one in of_roots)
    return Rate(len(of_roots), sum(root is not None and known.has_root(*root) for known, root in named))


def _charted_root(one: Audited) -> Named | None:
    cause, side = one.said.charted[0]
    return next(((root, side) for root in roots_of(cause)), None)


def _emergencies(group: Sequence[Audited]) -> Rate:
    urgencies = [one.said.urgency for one in group if one.known.cause in EMERGENCIES]
    return Rate(len(urgencies), urgencies.count("emergency"))


def _compared(group: Sequence[Audited], when: When) -> Compared:
    """Both by the lenient rule, and the program by what its conclusion names: whoever agrees with it is as right."""
    pairs = [
        (one.known.is_right_leniently(own.cause, own.side), _is_named(one))
        for one, own in ((one, one.said.impression) for one in group)
        if own and own.when == when
    ]
    clinician, program = (sum(pair[place] for pair in pairs) for place in (0, 1))
    return Compared(len(pairs), clinician, program, sum(all(pair) for pair in pairs))


def _is_named(one: Audited) -> bool:
    return one.said.named is not None and one.known.is_right_leniently(*one.said.named)


def _tenth(group: Sequence[Audited], place: int) -> Tenth:
    """From one tenth to the next; a hundred percent is in the last."""
    stated = [(one.known, one.said.stated) for one in group]
    within = [(known, row) for known, row in stated if row and min(row.percent // TENTHS, TENTHS - 1) == place]
    right = sum(_is_right(known, row) for known, row in within)
    return Tenth(len(within), right, sum(row.percent for _, row in within))


def _worded(group: Sequence[Audited], word: str) -> Rate:
    stated = [(one.known, one.said.stated) for one in group]
    said = [(known, row) for known, row in stated if row and row.word == word]
    return Rate(len(said), sum(_is_right(known, row) for known, row in said))


def _is_right(known: Known, row: Stated) -> bool:
    """Whether what was stated first is right: of a root "alone or with others", that it is one of those affected."""
    if row.is_group:
        return known.has_root(roots_of(row.cause)[0], row.side)
    return known.is_right(row.cause, row.side)


def _statements(group: Sequence[Audited]) -> dict[str, Ranked]:
    made = ((word, [one for one in group if one.said.statement == word]) for word in STATEMENTS)
    return {word: _ranked(some, lambda one: one.said.ranked) for word, some in made if some}


def _causes(group: Sequence[Audited]) -> dict[str, OfCause]:
    """By what it turned out to be, the most frequent first, those of which there are few together at the end."""
    often = _often(one.known.cause for one in group)
    return _with_rarer({cause: _of_cause([one for one in group if one.known.cause == cause]) for cause in often}, often)


def _of_cause(group: Sequence[Audited]) -> OfCause:
    ranked, urgency = _ranked(group, lambda one: one.said.ranked), Counter(one.said.urgency for one in group)
    return OfCause(ranked.of, ranked.first, ranked.among_two, urgency["emergency"], urgency["urgent"])


def _alerts(group: Sequence[Audited], causes: dict[str, OfCause]) -> dict[str, OfAlert]:
    """Each alert that was raised, in the order of the reference; one that it no longer has comes after them."""
    known = {id: place for place, id in enumerate(load_reference().alerts)}
    raised = [
        (_today(alert.id), alert.answer or NO_ANSWER, one.known.cause) for one in group for alert in one.said.alerts
    ]
    rows = {}
    for id in sorted({id for id, _, _ in raised}, key=lambda id: (known.get(id, len(known)), id)):
        answers, turned_out = ([row[place] for row in raised if row[0] == id] for place in (1, 2))
        enough = {cause for cause, count in Counter(turned_out).items() if count >= FEWEST_APART and cause in causes}
        apart = [cause if cause in enough else RARER for cause in turned_out]
        rows[id] = OfAlert(len(answers), _often(answers), _often(apart))
    return _with_rarer(rows, {id: row.raised for id, row in rows.items()})


def _with_rarer(rows: Mapping[str, Row], often: Mapping[str, int]) -> dict[str, Row]:
    """The rows of which there are enough, and the sum of the others."""
    apart = {name: row for name, row in rows.items() if often[name] >= FEWEST_APART}
    few = [row for name, row in rows.items() if name not in apart]
    return apart | ({RARER: added(*few)} if few else {})


def _often(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda row: (row[0] == RARER, -row[1], row[0])))


def _today(id: str) -> str:
    """An alert by the id that its row has now."""
    try:
        return reviewed(id).id
    except KeyError:
        return id
