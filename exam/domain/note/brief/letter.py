"""The note as a letter of at most ten lines: what is abnormal in whole sentences, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exam.domain.language import mark, say, say_count
from exam.domain.note.brief.clauses import FULL, Findings, leg_clauses, of_leg, other_sentences, other_words
from exam.domain.note.brief.shorthand import addendum_lines
from exam.domain.note.compared import SINCE, compared_lines
from exam.domain.note.history import RED_FLAGS, Line, age_and_sex, by_side, sites_words
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
from exam.domain.words.findings import path_label
from exam.domain.words.grammar import inside, joined, listed
from exam.domain.words.values import COURSE_WORDS, day_words, duration_label, one_line
from reference import load_reference
from reference.vocabulary import SIDES, Urgency

ONSETS = {"sudden": mark("began suddenly"), "gradual": mark("began gradually")}
IN_LEG = {
    "right": mark("is in the right leg"),
    "left": mark("is in the left leg"),
    "both": mark("is in both legs"),
    "none": mark("is in neither leg"),
}
ABNORMAL_IN = {
    "right": mark("Abnormal in the right leg: {findings}."),
    "left": mark("Abnormal in the left leg: {findings}."),
}
NOTHING_ABNORMAL = mark("None of the tests that were done gave an abnormal result.")
NOTHING_TESTED = mark("No test of the examination has a result.")
STATED_NORMAL = mark("The rest of the neurological examination was stated to be normal, without individual results.")


def letter_text(record: ExamRecord, assessment: Assessment, note: Note) -> str:
    """A sentence or two on each line; the addenda below. Alerts below "urgent" are left to the whole note."""
    lines = (
        note.mark,
        f"{_examined(record, note)} {note.status_by}.",
        _complaint(record),
        _red_flags(record),
        " ".join(_alerts(note.alerts)),
        _abnormal(record),
        _contradictory(note),
        _compared(record, note),
        _unknown(record, assessment),
        _of_clinician(note),
        *addendum_lines(note),
    )
    return "\n".join(line for line in lines if line) + "\n"


def _examined(record: ExamRecord, note: Note) -> str:
    reference = say("patient reference {reference}").format(reference=record.patient.reference)
    who = ", ".join((reference, *age_and_sex(record.patient)))
    by = ", ".join(one_line(line.text) for line in note.examiner)
    day = day_words(record.examined_at) if record.examined_at else ""
    sentences = {
        (True, True): say("This is the result of a lumbar neurological examination of {who} on {day}, by {by}."),
        (True, False): say("This is the result of a lumbar neurological examination of {who} on {day}."),
        (False, True): say("This is the result of a lumbar neurological examination of {who}, by {by}."),
        (False, False): say("This is the result of a lumbar neurological examination of {who}."),
    }
    return sentences[bool(day), bool(by)].format(who=who, day=day, by=by)


def _complaint(record: ExamRecord) -> str:
    """Where, for how long and how it began, where it hurts, and what is known and old."""
    story, pain = record.presentation, sites_words(record.presentation.pain_sites)
    lasted = say("has lasted {duration}")
    said = (
        say(IN_LEG[story.symptom_side]) if story.symptom_side else "",
        lasted.format(duration=duration_label(story.duration_weeks)) if story.duration_weeks is not None else "",
        say(ONSETS[story.onset]) if story.onset else "",
    )
    known, old = joined(filter(None, said)), by_side(story.old_deficit)
    sentences = (
        say("The complaint {what}.").format(what=known) if known else "",
        say("Pain: {where}.").format(where=pain) if pain else "",
        say("A deficit is known and old: {what}.").format(what=old) if old else "",
    )
    return " ".join(filter(None, sentences))


def _red_flags(record: ExamRecord) -> str:
    """Those answered yes, and how many were not asked: those of bladder, bowel and saddle by name."""
    rows = [row for row in load_reference().questions.values() if row.step == RED_FLAGS]
    answers = {row.id: record.at(row.id) for row in rows}
    if all(answer is None for answer in answers.values()):
        return say("No red flags were asked about.")
    yes = [_flag(id, record) for id, answer in answers.items() if answer is True]
    unasked = [row for row in rows if row.opened_by is None and answers[row.id] is None]
    sentences = (
        say("Red flags answered yes: {flags}.").format(flags=listed(yes))
        if yes
        else say("No red flag was answered yes."),
        _unasked(len(unasked), [path_label(row.id) for row in unasked if row.pelvic]),
    )
    return " ".join(filter(None, sentences))


def _unasked(number: int, pelvic: Sequence[str]) -> str:
    if not number:
        return ""
    if not pelvic:
        return say_count("{number} was not asked.", "{number} were not asked.", number).format(number=number)
    sentence = say_count(
        "{number} was not asked, among them {flags}.", "{number} were not asked, among them {flags}.", number
    )
    return sentence.format(number=number, flags=joined(pelvic))


def _flag(id: str, record: ExamRecord) -> str:
    course = record.red_flag_course.get(id.removeprefix(f"{RED_FLAGS}."))
    return f"{path_label(id)} ({say(COURSE_WORDS[course])})" if course else path_label(id)


def _alerts(groups: Iterable[AlertGroup]) -> Iterator[str]:
    for group in groups:
        said = [f"{inside(a.label)} ({inside(a.answer)})" if a.answer else inside(a.label) for a in group.alerts]
        if lead := _lead(group.urgency, len(said)):
            yield lead.format(alerts="; ".join(said))
            yield from (alert.action for alert in group.alerts if alert.action)


def _lead(urgency: Urgency, number: int) -> str:
    """The sentence that names the alerts of one urgency; those to note have none."""
    if urgency == "emergency":
        return say_count("There is an emergency alert: {alerts}.", "There are emergency alerts: {alerts}.", number)
    if urgency == "urgent":
        return say_count("There is an urgent alert: {alerts}.", "There are urgent alerts: {alerts}.", number)
    return ""


def _abnormal(record: ExamRecord) -> str:
    """Every abnormal result; a measurement that is not beyond its limit is neither abnormal nor normal."""
    rated: dict[Rating | None, dict[FindingKey, Finding]] = {}
    for key, found in record.findings.items():
        rated.setdefault(rating(key.test, found), {})[key] = found
    if rated.keys() <= {None}:
        return say(NOTHING_TESTED)
    abnormal, measured = rated.get("abnormal", {}), other_words(rated.get("measured", {}), FULL)
    sentences = [*_legs(abnormal), *other_sentences(abnormal, FULL)] or [say(NOTHING_ABNORMAL)]
    also = [say("Measured: {results}.").format(results=measured)] if measured else []
    return " ".join([*sentences, *also])


def _legs(abnormal: Findings) -> Iterator[str]:
    for side in SIDES:
        if clauses := leg_clauses(of_leg(abnormal, side), FULL):
            yield say(ABNORMAL_IN[side]).format(findings="; ".join(clauses))


def _contradictory(note: Note) -> str:
    """What of the record contradicts itself, as the note says it."""
    return " ".join(f"{line.head}: {line.text}" for line in note.contradictory)


def _compared(record: ExamRecord, note: Note) -> str:
    """What is worse or new since the earlier examination."""
    since = [inside(f"{line.head}: {line.text}") for line in compared_lines(record, SINCE) if isinstance(line, Line)]
    return f"{note.compared_title}: {' '.join(since)}" if since else ""


def _unknown(record: ExamRecord, assessment: Assessment) -> str:
    """What could not be tested, and which core tests were not tried."""
    refused = "; ".join(could_not_be_tested(record))
    core = core_lacking(record, assessment.not_examined)
    sentences = (
        say("Could not be tested: {tests}.").format(tests=refused) if refused else "",
        say("Core tests that were not examined: {tests}.").format(tests=names_of(core.untried)) if core.untried else "",
        say(STATED_NORMAL) if record.stated_otherwise_normal else "",
        say(ALL_HAVE_RESULTS) if core.whole else "",
        emergency_tests_sentence(record, assessment),
    )
    return " ".join(filter(None, sentences))


def _of_clinician(note: Note) -> str:
    """The impression and the plan, as they were entered."""
    lines = (*note.impression, *note.plan)
    return " ".join(f"{line.head}: {one_line(line.text).rstrip('.')}." for line in lines)
