"""Records with accepted answers: the urgencies, and where given the causes, that guidelines or readers would accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exam.domain.evaluation.expected import words_in
from exam.domain.reasoning.assess import assess
from exam.domain.record.json_values import Fault
from exam.domain.record.reading import RecordRefused, read_record
from reference.vocabulary import URGENCIES, Statement, Urgency


@dataclass(frozen=True, slots=True)
class Answer:
    """One record: what was concluded, and what is accepted; without `causes` any is."""

    id: str
    urgencies: tuple[Urgency, ...]
    causes: tuple[str, ...]
    urgency: Urgency
    alerts: tuple[str, ...]
    statement: Statement
    cause: str

    @property
    def urgency_accepted(self) -> bool:
        """Whether the urgency is one of those accepted."""
        return self.urgency in self.urgencies

    @property
    def too_low(self) -> bool:
        """Whether it is less urgent than all that are accepted."""
        return URGENCIES.index(self.urgency) > max(map(URGENCIES.index, self.urgencies))

    @property
    def root_said_to_fit(self) -> bool:
        """Whether a root was said to fit, which no record with accepted causes allows."""
        return bool(self.causes) and self.statement == "fits_one"

    @property
    def cause_accepted(self) -> bool | None:
        """Whether the first cause is accepted, or none was said to fit; `None` where no causes are listed."""
        if not self.causes:
            return None
        return not self.root_said_to_fit and (self.cause in self.causes or self.statement == "fits_none")


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers were accepted. An urgency that is not is too low or too high."""

    records: int
    urgencies_accepted: int
    too_low: int
    too_high: int
    with_causes: int
    causes_accepted: int
    root_said_to_fit: int


def answer_to(id: str, record: Any, accepted: Any) -> Answer:
    """Assess one record; `accepted` is an object with `accept` or `urgency`, and `causes`. Raises `RecordRefused`."""
    read = read_record(record)
    if not isinstance(accepted, dict):
        raise RecordRefused((Fault(id, "is not an object of what is accepted"),))
    assessment = assess(read, thorough=False)
    return Answer(
        id=id,
        urgencies=_urgencies(id, accepted),
        causes=words_in(accepted, "causes", f"{id}.causes"),
        urgency=assessment.urgency,
        alerts=tuple(alert.id for alert in assessment.alerts if alert.urgency == assessment.urgency),
        statement=assessment.statement,
        cause=assessment.candidates[0].cause if assessment.candidates else "",
    )


def score(answers: Sequence[Answer]) -> Score:
    """Count the answers."""
    accepted = sum(answer.urgency_accepted for answer in answers)
    low = sum(answer.too_low for answer in answers)
    judged = [answer for answer in answers if answer.causes]
    return Score(
        records=len(answers),
        urgencies_accepted=accepted,
        too_low=low,
        too_high=len(answers) - accepted - low,
        with_causes=len(judged),
        causes_accepted=sum(bool(answer.cause_accepted) for answer in judged),
        root_said_to_fit=sum(answer.root_said_to_fit for answer in judged),
    )


def _urgencies(id: str, accepted: Mapping[str, Any]) -> tuple[Urgency, ...]:
    key = "accept" if "accept" in accepted else "urgency"
    words = words_in(accepted, key, f"{id}.{key}")
    known = tuple(urgency for urgency in URGENCIES if urgency in words)
    if not known or set(words) - set(known):
        raise RecordRefused((Fault(f"{id}.{key}", f"must list one or more of {', '.join(URGENCIES)}"),))
    return known
