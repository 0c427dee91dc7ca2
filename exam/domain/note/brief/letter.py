"""The note as a letter of at most ten lines: what is abnormal in whole sentences, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exam.domain.note.brief.clauses import FULL, Findings, leg_clauses, of_leg, other_sentences, other_words
from exam.domain.note.brief.shorthand import addendum_lines
from exam.domain.note.compared import SINCE, compared_lines
from exam.domain.note.history import RED_FLAGS, Line, sites_words
from exam.domain.note.note import AlertGroup, Note
from exam.domain.note.parts.missing import (
    ALL_HAVE_RESULTS,
    core_lacking,
    could_not_be_tested,
    emergency_tests_sentence,
    names_of,
)
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.grades import Rating, rating
from exam.domain.record.model import ExamRecord, Finding, FindingKey
from exam.domain.words.facts import SIDES_OF_COMPLAINT
from exam.domain.words.findings import path_label
from exam.domain.words.grammar import inside, joined
from exam.domain.words.values import COURSE_WORDS, day_words, duration_label, one_line
from reference import load_reference
from reference.vocabulary import SIDES, Urgency

ONSETS = {"sudden": "began suddenly", "gradual": "began gradually"}
LEADS: dict[Urgency, tuple[str, str]] = {
    "emergency": ("There is an emergency alert", "There are emergency alerts"),
    "urgent": ("There is an urgent alert", "There are urgent alerts"),
    "routine": ("", ""),
}
NOTHING_ABNORMAL = "None of the tests that were done gave an abnormal result."
NOTHING_TESTED = "No test of the examination has a result."
STATED_NORMAL = "The rest of the neurological examination was stated to be normal, without individual results."


def letter_text(record: ExamRecord, assessment: Assessment, note: Note) -> str:
    """A sentence or two on each line; the addenda below. Alerts below "urgent" are left to the whole note."""
    lines = (
        note.mark,
        f"{_examined(record, note)} {note.status_by}.",
        _complaint(record),
        _red_flags(record),
        " ".join(_alerts(note.alerts)),
        _abnormal(record),
        _compared(record, note),
        _unknown(record, assessment),
        _of_clinician(note),
        *addendum_lines(note),
    )
    return "\n".join(line for line in lines if line) + "\n"


def _examined(record: ExamRecord, note: Note) -> str:
    patient = record.patient
    about = [f"{patient.age} years" if patient.age is not None else "", patient.sex or ""]
    who = ", ".join([f"patient reference {patient.reference}", *filter(None, about)])
    when = f" on {day_words(record.examined_at)}" if record.examined_at else ""
    by = ", ".join(one_line(line.text) for line in note.examiner)
    return f"This is the result of a lumbar neurological examination of {who}{when}{f', by {by}' if by else ''}."


def _complaint(record: ExamRecord) -> str:
    """Where, for how long and how it began, where it hurts, and what is known and old."""
    story = record.presentation
    said = (
        f"is in {SIDES_OF_COMPLAINT[story.symptom_side].removeprefix('complaint in ')}" if story.symptom_side else "",
        f"has lasted {duration_label(story.duration_weeks)}" if story.duration_weeks is not None else "",
        ONSETS[story.onset] if story.onset else "",
    )
    known = joined(filter(None, said))
    old = "; ".join(f"{side}: {one_line(story.old_deficit[side])}" for side in SIDES if side in story.old_deficit)
    pain = sites_words(story.pain_sites)
    sentences = (
        f"The complaint {known}." if known else "",
        f"Pain: {pain}." if pain else "",
        f"A deficit is known and old: {old}." if old else "",
    )
    return " ".join(filter(None, sentences))


def _red_flags(record: ExamRecord) -> str:
    """Those answered yes, and how many were not asked: those of bladder, bowel and saddle by name."""
    rows = [row for row in load_reference().questions.values() if row.step == RED_FLAGS]
    answers = {row.id: record.at(row.id) for row in rows}
    if all(answer is None for answer in answers.values()):
        return "No red flags were asked about."
    yes = [_flag(id, record) for id, answer in answers.items() if answer is True]
    unasked = [row for row in rows if row.opened_by is None and answers[row.id] is None]
    sentences = (
        f"Red flags answered yes: {joined(yes)}." if yes else "No red flag was answered yes.",
        _unasked(len(unasked), [path_label(row.id) for row in unasked if row.pelvic]),
    )
    return " ".join(filter(None, sentences))


def _unasked(number: int, pelvic: Sequence[str]) -> str:
    if not number:
        return ""
    among = f", among them {joined(pelvic)}" if pelvic else ""
    return f"{number} {'was' if number == 1 else 'were'} not asked{among}."


def _flag(id: str, record: ExamRecord) -> str:
    course = record.red_flag_course.get(id.removeprefix(f"{RED_FLAGS}."))
    return f"{path_label(id)} ({COURSE_WORDS[course]})" if course else path_label(id)


def _alerts(groups: Iterable[AlertGroup]) -> Iterator[str]:
    for group in groups:
        one, several = LEADS[group.urgency]
        if one:
            said = [f"{inside(a.label)} ({inside(a.answer)})" if a.answer else inside(a.label) for a in group.alerts]
            yield f"{one if len(said) == 1 else several}: {'; '.join(said)}."
            yield from (alert.action for alert in group.alerts if alert.action)


def _abnormal(record: ExamRecord) -> str:
    """Every abnormal result; a measurement that is not beyond its limit is neither abnormal nor normal."""
    rated: dict[Rating | None, dict[FindingKey, Finding]] = {}
    for key, found in record.findings.items():
        rated.setdefault(rating(key.test, found), {})[key] = found
    if rated.keys() <= {None}:
        return NOTHING_TESTED
    abnormal, measured = rated.get("abnormal", {}), other_words(rated.get("measured", {}), FULL)
    sentences = [*_legs(abnormal), *other_sentences(abnormal, FULL)] or [NOTHING_ABNORMAL]
    return " ".join([*sentences, *([f"Measured: {measured}."] if measured else [])])


def _legs(abnormal: Findings) -> Iterator[str]:
    for side in SIDES:
        if clauses := leg_clauses(of_leg(abnormal, side), FULL):
            yield f"Abnormal in the {side} leg: {'; '.join(clauses)}."


def _compared(record: ExamRecord, note: Note) -> str:
    """What is worse or new since the earlier examination."""
    since = [inside(f"{line.head}: {line.text}") for line in compared_lines(record, SINCE) if isinstance(line, Line)]
    return f"{note.compared_title}: {' '.join(since)}" if since else ""


def _unknown(record: ExamRecord, assessment: Assessment) -> str:
    """What could not be tested, and which core tests were not tried."""
    refused = "; ".join(could_not_be_tested(record))
    core = core_lacking(record, assessment.not_examined)
    sentences = (
        f"Could not be tested: {refused}." if refused else "",
        f"Core tests that were not examined: {names_of(core.untried)}." if core.untried else "",
        STATED_NORMAL if record.stated_otherwise_normal else "",
        ALL_HAVE_RESULTS if core.whole else "",
        emergency_tests_sentence(record, assessment),
    )
    return " ".join(filter(None, sentences))


def _of_clinician(note: Note) -> str:
    """The impression and the plan, as they were entered."""
    lines = (*note.impression, *note.plan)
    return " ".join(f"{line.head}: {one_line(line.text).rstrip('.')}." for line in lines)
