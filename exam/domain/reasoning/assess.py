"""The only entry points to clinical reasoning: screen, note and export start here.

`assess` gives the whole assessment of a record, `outline` what is said of it while somebody examines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from exam.domain.reasoning.alerts.answered import with_answers
from exam.domain.reasoning.alerts.episode import of_this_episode
from exam.domain.reasoning.alerts.raised import alerts_of, emergency_signs, first_action, urgency_of
from exam.domain.reasoning.conclusions import (
    Assessment,
    Candidate,
    Outline,
    RaisedAlert,
    Reason,
    RootGroup,
    SupportedCondition,
)
from exam.domain.reasoning.conditions import conditions_of, nothing_points, picture_of
from exam.domain.reasoning.consistency.contradictions import contradictions_of
from exam.domain.reasoning.deficits import deficits_of
from exam.domain.reasoning.facts import facts_of
from exam.domain.reasoning.imaging import HISTORY, deciding, other_tests, suggested_imaging
from exam.domain.reasoning.knee_or_spine import knee_or_spine
from exam.domain.reasoning.limited import with_limits
from exam.domain.reasoning.localise.evidence import OF_DRAWS, prepare_results
from exam.domain.reasoning.localise.localise import NOT_LOCALISED, Localisation, is_child, localise
from exam.domain.reasoning.localise.observe import complaint_of, stated_normal
from exam.domain.reasoning.localise.tables import base_tables, drawn_tables
from exam.domain.reasoning.root_groups import rival_of, root_groups
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.model import ExamRecord, Value, keys_of
from reference import load_reference
from reference.vocabulary import SIDES, RankingWithheld, Side

FORMAT = "dermyo-assessment/1"
PREGNANT = "presentation.imaging_limits.pregnant"
WITHHELD_FROM_A_CHILD: RankingWithheld = "under_16"


def prepare() -> None:
    """Work out what all assessments share, so that the first is as quick as the next. Raises `ReferenceFaulty`."""
    base_tables()
    drawn_tables()


def prepare_for_many(records: Iterable[ExamRecord], most: int) -> None:
    """Keep for good what typical records need, for processes that share it, and at most so many bytes of the rest."""
    prepare_results(base_tables())
    with OF_DRAWS.keeping_for_good(most):
        for record in records:
            assess(record)


def assess(record: ExamRecord, *, thorough: bool = True) -> Assessment:
    """Assess one record: all that is concluded.

    Without `thorough` reasons, rivals, robustness and what stays unexplained are left out.
    """
    found = _find(record, thorough=thorough)
    imaging, withheld = suggested_imaging(found.informed, found.alerts)
    return Assessment(
        **found.outlined(),
        imaging=imaging,
        other_tests=other_tests(found.informed, found.alerts),
        knee_or_spine=knee_or_spine(found.informed, _asymptomatic(record)),
        unexplained=found.localisation.unexplained,
        rivals=found.localisation.rivals,
        conditions=found.conditions,
        withheld_imaging=withheld,
    )


def outline(record: ExamRecord) -> Outline:
    """The outline of the assessment of one record, as the answer to a tap shows it: without the rest, and sooner."""
    return Outline(**_find(record, thorough=False).outlined())


def _find(record: ExamRecord, *, thorough: bool) -> _Found:
    episode, alerts = of_this_episode(record), with_answers(alerts_of(record), record)
    if is_child(record):
        return _Found(record, episode, alerts, NOT_LOCALISED)
    localisation = with_limits(localise(episode, thorough=thorough, alerts=_current(alerts)), record)
    return _Found(record, episode, alerts, localisation)


def _current(alerts: Iterable[RaisedAlert]) -> list[str]:
    """The alerts that more than a known old deficit raises."""
    return [alert.id for alert in alerts if alert.lowered_from is None]


@dataclass(frozen=True)
class _Found:
    """What a record shows, of which `episode` leaves out what is old."""

    record: ExamRecord
    episode: ExamRecord
    alerts: tuple[RaisedAlert, ...]
    localisation: Localisation

    @cached_property
    def informed(self) -> dict[str, Value]:
        """The facts that the rules for imaging and conditions use."""
        return _informed(self.episode, self.alerts, self.localisation)

    @cached_property
    def conditions(self) -> tuple[SupportedCondition, ...]:
        """The conditions that the record supports."""
        return conditions_of(self.informed)

    def outlined(self) -> dict[str, Any]:
        """What an outline says, by the names of its fields."""
        localisation, alerts = self.localisation, self.alerts
        candidates, withheld = localisation.candidates, WITHHELD_FROM_A_CHILD if is_child(self.record) else None
        named = localisation.statement != "not_enough_examined"
        signs = emergency_signs(candidates[0].cause, alerts) if named else ()
        if signs:
            candidates = (_with_signs_alone(candidates[0], signs), *candidates[1:])
        return {
            "program": PROGRAM,
            "knowledge": load_reference().version,
            "statement": localisation.statement,
            "leading": candidates[0] if named else None,
            "candidates": candidates,
            "urgency": urgency_of(alerts),
            "alerts": alerts,
            "not_examined": not_examined(self.record),
            "next_tests": localisation.next_tests,
            "examined": localisation.examined,
            "likeliest_root": localisation.likeliest_root,
            "picture": None if withheld else self._picture(),
            "deficits": deficits_of(self.episode),
            "root_groups": _root_groups(localisation),
            "emergency_signs": signs,
            "action": first_action(alerts),
            "held_back": localisation.held_back,
            "contradictions": contradictions_of(self.record),
            "ranking_withheld": withheld,
        }

    def _picture(self) -> str | None:
        statement, candidates = self.localisation.statement, self.localisation.candidates
        return picture_of(self.conditions) if nothing_points(statement, candidates) else None


def _informed(episode: ExamRecord, alerts: Iterable[RaisedAlert], found: Localisation | Assessment) -> dict[str, Value]:
    """The facts that the rules for imaging and conditions use: the record's, the alerts, where the findings point."""
    raised = {f"alerts.{id}": True for id in _current(alerts)}
    return {**facts_of(episode), **raised, **_localisation_facts(found)}


def decides_imaging(record: ExamRecord, assessment: Assessment, questions: Iterable[str]) -> tuple[str, ...]:
    """Those of the questions, not answered yet, whose answer would change the imaging of this assessment.

    Whether a man is pregnant is never one of them; in an emergency, nor is how it was treated.
    """
    alerts, emergency = assessment.alerts, assessment.urgency == "emergency"
    known = [id for id in questions if not (id == PREGNANT and record.patient.sex == "male")]
    asked = [id for id in known if not (emergency and id.startswith(HISTORY))]
    return deciding(asked, _informed(of_this_episode(record), alerts, assessment), alerts)


def _asymptomatic(record: ExamRecord) -> list[Side]:
    complaint = complaint_of(record)
    return [side for side in SIDES if complaint.is_asymptomatic(side)]


def _with_signs_alone(candidate: Candidate, signs: tuple[str, ...]) -> Candidate:
    """The candidate with those reasons alone that raised its emergency, in the order of the rule."""
    places = {path: place for place, path in enumerate(signs)}
    found = [(min(places.get(path, len(signs)) for path in _paths(reason)), reason) for reason in candidate.supports]
    reasons = (reason for place, reason in sorted(found, key=lambda one: one[0]) if place < len(signs))
    return replace(candidate, reasons=tuple(reasons))


def _paths(reason: Reason) -> Iterator[str]:
    """The paths of the record that a reason is about."""
    results = ((reason.finding, reason.side), *((other.finding, other.side) for other in reason.also))
    for finding, side in results:
        path = f"findings.{finding}" if finding in load_reference().tests else finding
        yield path if side == "none" else f"{path}.{side}"


def _root_groups(localisation: Localisation) -> tuple[RootGroup, ...]:
    ranked, likeliest = localisation.candidates, localisation.likeliest_root
    return root_groups(localisation.statement, ranked, likeliest, may_fit=localisation.root_may_fit)


def _localisation_facts(localisation: Localisation | Assessment) -> dict[str, Value]:
    """The results of the localisation that the rules for imaging and conditions can use."""
    if not localisation.candidates:
        return {"localisation.statement": localisation.statement}
    first, rival = localisation.candidates[0], _rival(localisation)
    is_root_named = any(group.named for group in _groups_of(localisation))
    kind_named = load_reference().kind_named
    return {
        "localisation.statement": localisation.statement,
        "localisation.cause": first.cause,
        "localisation.kind": kind_named(first.cause).id,
        "localisation.side": first.side,
        **({"localisation.rival_kind": kind_named(rival.cause).id} if rival else {}),
        **({"localisation.root_named": True} if is_root_named else {}),
    }


def _rival(found: Localisation | Assessment) -> Candidate | None:
    """The cause from which the findings do not distinguish the first one; None where they do."""
    return rival_of(found.statement, found.candidates, _groups_of(found))


def _groups_of(found: Localisation | Assessment) -> tuple[RootGroup, ...]:
    return found.root_groups if isinstance(found, Assessment) else _root_groups(found)


def not_examined(record: ExamRecord) -> tuple[str, ...]:
    """The core tests without a result, right before left; those that could not be done are among them.

    If the record states otherwise normal, no reflex, sensation or strength counts as unexamined.
    """
    covered = stated_normal() if record.stated_otherwise_normal else ()
    return tuple(
        key.short_path
        for test in load_reference().tests.values()
        if test.core
        for key in keys_of(test)
        if record.grade(*key) is None and (key in record.findings or test.id not in covered)
    )


def write_assessment(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON-ready objects of the format `dermyo-assessment/1`."""
    data = asdict(assessment)
    # These are for the screens and the note; the format does not include them.
    del data["examined"], data["rivals"], data["conditions"], data["root_groups"]
    for row in (*data["imaging"], *data["other_tests"]):
        row["for"] = row.pop("purpose")
        del row["row"]
    for alert in data["alerts"]:
        if alert["lowered_from"] is None:
            del alert["lowered_from"]
        if alert["answer"] and alert["answer"]["text"] is None:
            del alert["answer"]["text"]
    for result in _results(data):
        if result["limited_by"] is None:
            del result["limited_by"]
    return {"format": FORMAT, **data}


def _results(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every written result that pain may have limited."""
    yield from data["unexplained"]
    for candidate in (*data["candidates"], data["leading"] or {"reasons": ()}):
        for reason in candidate["reasons"]:
            yield from (reason, *reason["also"])
