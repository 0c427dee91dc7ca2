"""What a record says as a whole, where no single answer does: in which legs it hurts, in which leg findings are.

Only the rows of `consistency.toml` and `derived_from` of questions can use these facts, as `summary.marked_side`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from exam.domain.reasoning.localise.observe import NORMAL, depth_of, stated_normal
from exam.domain.record.model import ExamRecord, FindingKey, Value, result_of
from exam.domain.remembered import remembered
from reference import load_reference
from reference.vocabulary import SIDES, Side

SEVERAL = "several"
FEWEST = 2
"""A single result is often chance: in 5 of 100 simulated patients with all core tests done, one in the leg without
complaint is the only abnormal one; in 2 of 100 there are more, all in that leg.
"""

PAIN, TINGLING = "presentation.pain_sites", "presentation.paraesthesia_sites"
RASH = "presentation.zoster_dermatomes"


class Summarised(NamedTuple):
    """A fact about several answers, and the paths of the record that make it true."""

    value: Value
    paths: tuple[str, ...]


@remembered
def summary_of(record: ExamRecord) -> Mapping[str, Summarised]:
    """The facts of a record as a whole, keyed by their paths; one that nothing answers is left out."""
    story = record.presentation
    abnormal = [key for key, found in record.findings.items() if _is_abnormal(key, result_of(found))]
    facts = {
        "summary.marked_side": _marked({PAIN: story.pain_sites, TINGLING: story.paraesthesia_sites}),
        "summary.tingling_side": _marked({TINGLING: story.paraesthesia_sites}),
        "summary.rash_side": _marked({RASH: story.zoster_dermatomes}),
        "summary.only_pain_site": _only_pain_site(story.pain_sites),
        "summary.abnormal_side": _in_legs(abnormal),
        "summary.only_abnormal_side": _in_one_leg(abnormal, record),
    }
    return {path: fact for path, fact in facts.items() if fact is not None}


def _marked(lists: Mapping[str, Mapping[str, Collection[str]]]) -> Summarised | None:
    """The legs in which one of these lists names a place."""
    paths = {f"{name}.{side}": side for side in SIDES for name, marks in lists.items() if marks.get(side)}
    return _of_legs(paths.values(), paths)


def _of_legs(sides: Collection[str], paths: Iterable[str]) -> Summarised | None:
    """Right, left or both; None for neither."""
    named = [side for side in SIDES if side in sides]
    return Summarised("both" if len(named) > 1 else named[0], tuple(paths)) if named else None


def _only_pain_site(marks: Mapping[str, Collection[str]]) -> Summarised | None:
    """The one site where it hurts, in one leg or in both; `several` where there are more."""
    sites = {site for places in marks.values() for site in places}
    paths = tuple(f"{PAIN}.{part}" for part, places in marks.items() if places)
    return Summarised(sites.pop() if len(sites) == 1 else SEVERAL, paths) if sites else None


def _in_legs(abnormal: Collection[FindingKey]) -> Summarised | None:
    """The legs with an abnormal result."""
    return _of_legs({key.side for key in abnormal if key.side}, sorted(key.path for key in abnormal))


def _in_one_leg(abnormal: Collection[FindingKey], record: ExamRecord) -> Summarised | None:
    """The only leg with an abnormal result, by enough results, one of them normal opposite."""
    alone = len({key.side for key in abnormal}) == 1 and len(abnormal) >= FEWEST
    return _in_legs(abnormal) if alone and any(_is_normal_opposite(key, record) for key in abnormal) else None


# Nearly all results of a record are those of the one before.
@lru_cache(maxsize=4096, typed=True)
def _is_abnormal(key: FindingKey, value: str | int | None) -> bool:
    return key.side is not None and value is not None and _is_graded(key.test) and depth_of(key.test, value) != NORMAL


@cache
def _is_graded(test: str) -> bool:
    return bool(load_reference().scales[load_reference().tests[test].scale].grades)


def _is_normal_opposite(key: FindingKey, record: ExamRecord) -> bool:
    other: Side = "left" if key.side == "right" else "right"
    value = record.grade(key.test, other)
    if value is None:
        return record.stated_otherwise_normal and key.test in stated_normal()
    return depth_of(key.test, value) == NORMAL
