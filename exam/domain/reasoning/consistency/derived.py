"""Questions that the complaint has already answered with yes: the form answers them instead of asking again.

Only yes is derived: a place that is not marked is not a no. A question with a course is still asked, since the
complaint does not say whether the sign is new. `assess` derives nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exam.domain.reasoning.consistency.contradictions import traced
from exam.domain.reasoning.consistency.summary import summary_of
from exam.domain.reasoning.facts import facts_of
from exam.domain.reasoning.rules import because
from exam.domain.record.answers import Answer
from exam.domain.record.model import ExamRecord
from exam.domain.remembered import remembered
from reference import load_reference


def said_by_complaint(record: ExamRecord, without: Collection[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The questions that the complaint answers with yes, each with the paths that do so, answers `without` aside."""
    return _said(record, frozenset(without))


@remembered
def _said(record: ExamRecord, without: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    whole = summary_of(record)
    facts = {**facts_of(record), **{path: fact.value for path, fact in whole.items()}}
    facts = {path: value for path, value in facts.items() if path not in without}
    rows = {row.id: row.derived_from for row in load_reference().questions.values() if row.derived_from}
    found = {id: because(when, facts) for id, when in rows.items()}
    return {id: traced(paths, whole) for id, paths in found.items() if paths}


def following(record: ExamRecord, derived: Collection[str], given: Collection[str]) -> tuple[Answer, ...]:
    """What follows from the answers just `given`: yes to open questions, and no answer where it no longer follows.

    `derived` are the questions whose answer followed before and was not changed by hand since.
    """
    said = said_by_complaint(record, without=derived)
    gone = (Answer(path, None) for path in derived if path not in said)
    new = (path for path, paths in said.items() if path not in given and not {*given}.isdisjoint(paths))
    return (*gone, *(Answer(path, True) for path in new if record.at(path) is None and not _has_course(path)))


def _has_course(path: str) -> bool:
    return load_reference().questions[path].course
