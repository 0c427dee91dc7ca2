"""The sheet that goes with a patient who is sent to an emergency department: what was found, and what was not tested.

It is made from a draft too, since the patient leaves before anybody signs. Nothing on it is shown as normal that was
not examined, and it has no ranking of causes. Who was phoned is as stored, typed before it is printed, or written by
hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.note.brief.clauses import (
    FULL,
    SHORT,
    Findings,
    leg_clauses,
    of_leg,
    other_sentences,
    other_words,
)
from exam.domain.note.history import RED_FLAGS, Line, filled
from exam.domain.note.note import Note
from exam.domain.note.parts.missing import asked_by_emergencies, names_of, only_stated, untried
from exam.domain.note.parts.short import answer_words
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert
from exam.domain.record.grades import is_abnormal, is_normal
from exam.domain.record.model import ExamRecord, FindingKey, NotTested
from exam.domain.words.facts import facts_line
from exam.domain.words.findings import path_label
from exam.domain.words.grammar import joined
from exam.domain.words.statements import action_words, alert_label, alerts_by_urgency
from exam.domain.words.values import COURSE_WORDS, when_words
from reference import load_reference
from reference.model import Family, Question, Test
from reference.vocabulary import SIDES, Side

TITLE = mark("Emergency transfer")
ALL_REASONS = 99
NO_RESULT = mark("no result")
ALL_DONE = mark("nothing of the core, the saddle and the sphincters")
STATED_NORMAL = mark("the rest of the neurological examination, without individual results")
LEGS = {"right": mark("Right leg"), "left": mark("Left leg")}


@dataclass(frozen=True, slots=True)
class TransferAlert:
    """An emergency: what was found, what it rests on, what to do, and the clinician's answer.

    Only the first of all says what to do, as on the note.
    """

    label: str
    because: str
    action: str
    answer: str


@dataclass(frozen=True, slots=True)
class Call:
    """Who was phoned, when, and what was agreed, as stored or typed; what is empty is a line to write on."""

    phoned: str = ""
    at: str = ""
    agreed: str = ""


BY_HAND = Call()


@dataclass(frozen=True, slots=True)
class Transfer:
    """The whole sheet, in the order in which it is read. `mark` is that of a demonstration, or of a void note."""

    reference: str
    status: str
    mark: str
    clinic: str
    patient: tuple[Line, ...]
    alerts: tuple[TransferAlert, ...]
    found: tuple[Line, ...]
    not_tested: tuple[Line, ...]
    version: str
    title: str = TITLE


def call_of(record: ExamRecord) -> Call:
    """The call that is stored."""
    call = record.handover
    return Call(call.to, when_words(call.at, record.examined_at), call.agreed or "") if call else BY_HAND


def transfer_sheet(record: ExamRecord, assessment: Assessment, note: Note) -> Transfer | None:
    """The sheet of a record that raises an emergency; None for any other. `note` is the note of the same record."""
    emergencies = [alert for level in alerts_by_urgency(assessment) for alert in level if alert.urgency == "emergency"]
    if not emergencies:
        return None
    return Transfer(
        reference=record.patient.reference,
        status=note.status_by,
        mark=note.mark,
        clinic=note.clinic,
        patient=note.patient,
        alerts=tuple(_alert(alert, record, acts=alert is emergencies[0]) for alert in emergencies),
        found=filled((*note.contradictory, *_found(record, emergencies))),
        not_tested=filled(_not_tested(record, emergencies, note.could_not_be_tested)),
        version=note.program.version,
        title=say(TITLE),
    )


def _alert(alert: RaisedAlert, record: ExamRecord, *, acts: bool) -> TransferAlert:
    return TransferAlert(
        label=alert_label(alert.id, record),
        because=facts_line(alert.because, record, ALL_REASONS),
        action=action_words(alert, record) if acts else "",
        answer=answer_words(alert, record),
    )


def _found(record: ExamRecord, emergencies: Iterable[RaisedAlert]) -> Iterator[Line]:
    """Bladder, bowel and saddle as asked and as examined, each leg, and what else is abnormal or raised the alerts."""
    findings = {key: found for key, found in record.findings.items() if not isinstance(found, NotTested)}
    reasons = {path for alert in emergencies for path in alert.because}
    families = load_reference().families.values()
    of = {family.id: {key: one for key, one in findings.items() if _family(key) == family} for family in families}
    others = {
        key: found
        for key, found in findings.items()
        if _family(key).transfer != "line"
        and (key.path in reasons or _family(key).transfer == "always" or is_abnormal(key.test, found))
    }
    yield Line(say("Bladder, bowel, saddle"), "; ".join(_pelvic_answers(record)) or say("not asked"))
    for family in (family for family in families if family.transfer == "line"):
        yield Line(say(family.title), other_words(of[family.id], FULL) or say(NO_RESULT))
    yield from (Line(say(LEGS[side]), "; ".join(_leg(findings, side)) or say(NO_RESULT)) for side in SIDES)
    yield Line(say("Other findings"), " ".join(other_sentences(others, FULL)).rstrip("."))
    flags = (path_label(row.id) for row in _other_flags() if record.at(row.id) is True)
    yield Line(say("Other red flags, yes"), joined(flags))


def _family(key: FindingKey) -> Family:
    return load_reference().family_of(key.test)


def _leg(findings: Findings, side: Side) -> Iterator[str]:
    """What is abnormal in full words, then what is normal in short."""
    found = of_leg(findings, side)
    normal = {test: one for test, one in found.items() if is_normal(test, one)}
    yield from leg_clauses({test: one for test, one in found.items() if test not in normal}, FULL)
    yield from leg_clauses(normal, SHORT)


def _pelvic_answers(record: ExamRecord) -> Iterator[str]:
    """What was answered yes, with its course, before what was answered no."""
    for row in sorted(_pelvic(), key=lambda row: record.at(row.id) is not True):
        answer, course = record.at(row.id), record.red_flag_course.get(row.name)
        if answer is not None:
            words = path_label(row.id) if answer else say("no {what}").format(what=path_label(row.id))
            yield f"{words} ({say(COURSE_WORDS[course])})" if course else words


def _pelvic() -> list[Question]:
    """The questions of bladder, bowel, saddle and sexual function: those that are pelvic."""
    return [row for row in load_reference().questions.values() if row.pelvic]


def _other_flags() -> list[Question]:
    return [row for row in load_reference().questions.values() if row.step == RED_FLAGS and not row.pelvic]


def _not_tested(record: ExamRecord, emergencies: Iterable[RaisedAlert], refused: str) -> Iterator[Line]:
    """What could not be done, as the note says it, what else was not tried of what matters now, and was not asked."""
    tests = _of_emergency(emergencies)
    missing, stated = names_of(untried(record, tests)), names_of(only_stated(record, tests))
    unasked = [path_label(row.id) for row in _pelvic() if record.at(row.id) is None]
    yield Line(say("Could not be tested"), refused)
    yield Line(say("Not tested"), missing or ("" if refused or stated else say(ALL_DONE)))
    yield Line(say("Not asked"), joined(unasked))
    yield Line(say("Stated to be normal"), _stated_words(stated) if record.stated_otherwise_normal else "")


def _stated_words(tests: str) -> str:
    rest = say(STATED_NORMAL)
    return say("{rest}; not examined: {tests}").format(rest=rest, tests=tests) if tests else rest


def _of_emergency(emergencies: Iterable[RaisedAlert]) -> list[Test]:
    """The core, the saddle and sphincters, and what the alerts ask to be tested."""
    asked = asked_by_emergencies(emergencies)
    tests, families = load_reference().tests.values(), load_reference().families
    return [test for test in tests if test.core or families[test.family].transfer == "line" or test.id in asked]
