"""Contradictions: answers and findings of one record that cannot both be right. Nothing is changed by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from exam.domain.reasoning.alerts.episode import of_this_episode
from exam.domain.reasoning.conclusions import Contradiction
from exam.domain.reasoning.consistency.summary import Summarised, summary_of
from exam.domain.reasoning.facts import Facts, facts_of, facts_of_leg
from exam.domain.reasoning.possible_rules import Rules, rules
from exam.domain.reasoning.rules import because
from exam.domain.record.model import ExamRecord, LimitedGrade, Value
from reference import load_reference, model
from reference.vocabulary import SIDES


def contradictions_of(record: ExamRecord) -> tuple[Contradiction, ...]:
    """Every contradiction of a record, in the order of the reference; a deficit that is known and old is in none."""
    episode = of_this_episode(record)
    whole = summary_of(episode)
    facts = _facts(episode, whole)
    legs = tuple(facts_of_leg(facts, side) for side in SIDES)
    found = ((row, _paths(row, legs if row.each_leg else (facts,))) for row in _rules().possible(facts))
    return tuple(Contradiction(row.id, traced(paths, whole)) for row, paths in found if paths)


@cache
def _rules() -> Rules[model.Contradiction]:
    return rules(load_reference().contradictions.values(), lambda row: row.when)


def _facts(record: ExamRecord, whole: Mapping[str, Summarised]) -> Facts:
    """The facts that can contradict each other; a grade that pain limited says nothing against another finding."""
    limited = {key.path for key, found in record.findings.items() if isinstance(found, LimitedGrade)}
    facts: dict[str, Value] = {path: value for path, value in facts_of(record).items() if path not in limited}
    facts |= {path: fact.value for path, fact in whole.items()}
    side = record.impression.side
    return facts | ({} if side is None else {"impression.side": side})


def _paths(row: model.Contradiction, facts: tuple[Facts, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for some in facts for path in because(row.when, some) or ()))


def traced(paths: tuple[str, ...], whole: Mapping[str, Summarised]) -> tuple[str, ...]:
    """Paths of the record alone: a fact of the record as a whole is replaced by the paths that make it true."""
    return tuple(dict.fromkeys(one for path in paths for one in (whole[path].paths if path in whole else (path,))))
