"""The history of the note: the complaint, and which questions were answered yes, no, or not asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from exam.domain.language import mark, say
from exam.domain.record.model import ExamRecord, Patient, Presentation
from exam.domain.words.grammar import counted, heading, inside, listed
from exam.domain.words.values import COURSE_WORDS, chosen, duration_label, one_line, value_label
from reference import load_reference
from reference.vocabulary import BODY_PARTS, SIDES

RED_FLAGS = "red_flags"
PARTS = {"right": mark("right"), "left": mark("left"), "midline": mark("midline")}
LEGS = {"right": mark("right leg"), "left": mark("left leg"), "both": mark("both legs"), "none": mark("neither leg")}
ONSETS = {"sudden": mark("sudden onset"), "gradual": mark("gradual onset")}


class Line(NamedTuple):
    """A headed line: "Pain", "right outer side of the calf"."""

    head: str
    text: str


Said = TypeVar("Said", Line, str, Line | str)


def filled(lines: Iterable[Said]) -> tuple[Said, ...]:
    """The lines and sentences that are not empty."""
    return tuple(line for line in lines if (line.text if isinstance(line, Line) else line))


def complaint_lines(record: ExamRecord) -> tuple[Line, ...]:
    """Where it hurts and what accompanies it, as far as it was asked; the complaint is at the top of the note."""
    story = record.presentation
    lines = [
        Line(say("Pain"), sites_words(story.pain_sites)),
        Line(say("Tingling or numbness"), sites_words(story.paraesthesia_sites)),
        Line(say("Second leg"), _second_leg(story.second_leg_weeks)),
        Line(say("Known old deficit"), by_side(story.old_deficit)),
        Line(say("Associated features"), _features(story.features, yes=True)),
        Line(say("Dermatomes of the shingles rash"), by_side(_dermatomes(story.zoster_dermatomes))),
        Line(say("Not present"), _features(story.features, yes=False)),
        Line(say("Relevant to imaging"), _limits(story.imaging_limits)),
        Line(say("Imaging seen before the examination"), _yes_no(story.examiner_had_seen_imaging)),
    ]
    return filled(lines)


def red_flag_lines(record: ExamRecord) -> tuple[Line, ...]:
    """The red flags by their course, those answered yes and no, and those of all patients that nobody asked about."""
    rows = [row for row in load_reference().questions.values() if row.step == RED_FLAGS]
    asked, of_all = [row.id for row in rows], [row.id for row in rows if row.opened_by is None]
    answers = {id: record.at(id) for id in asked}
    if all(answer is None for answer in answers.values()):
        return (Line(say("Not asked"), say("no red flags were asked about")),)
    courses = {f"red_flags.{name}": course for name, course in record.red_flag_course.items()}
    courses_of = {course: [id for id in asked if courses.get(id) == course] for course in COURSE_WORDS}
    lines = (
        *(Line(heading(say(words)), _labels(courses_of[course])) for course, words in COURSE_WORDS.items()),
        Line(say("Yes"), _labels(id for id in asked if answers[id] is True and id not in courses)),
        Line(say("No"), _labels(id for id in asked if answers[id] is False)),
        Line(say("Not asked"), _labels(id for id in of_all if answers[id] is None and not _in_complaint(id, record))),
    )
    return filled(lines)


def _in_complaint(id: str, record: ExamRecord) -> bool:
    """Whether the complaint answers a question, with yes or with no, as the duration says whether it lasts for weeks.

    A place that is not marked is no answer.
    """
    derived = load_reference().questions[id].derived_from
    if derived is None or derived.all or derived.none:
        return False
    clauses = [clause.split() for clause in derived.any]
    return all(word != "includes" and record.at(path) is not None for path, word, _ in clauses)


def comment_lines(record: ExamRecord) -> tuple[Line, ...]:
    """The clinician's comments, in the order of the steps, each under its step's heading."""
    steps = load_reference().steps.values()
    return tuple(
        Line(say(step.heading or step.title), record.comments[step.id]) for step in steps if step.id in record.comments
    )


def age_and_sex(patient: Patient) -> tuple[str, ...]:
    """As far as they are known: "52 years", "female"."""
    age, sex = patient.age, patient.sex
    return (*([counted(age, "year")] if age is not None else []), *([chosen(sex)] if sex else []))


def complaint(record: ExamRecord) -> str:
    """Where, for how long and how it began: "Left leg, for 5 weeks, gradual onset"."""
    story = record.presentation
    parts = [
        _where(story) if story.symptom_side else "",
        _lasting(story.duration_weeks),
        say(ONSETS[story.onset]) if story.onset else "",
    ]
    return ", ".join(part for part in parts if part)


def _lasting(weeks: float | None) -> str:
    return "" if weeks is None else say("for {duration}").format(duration=duration_label(weeks))


def _where(story: Presentation) -> str:
    """The leg, as "Left leg"; of a complaint in neither leg, where in the midline it hurts as well."""
    leg = say(LEGS[story.symptom_side or "none"])
    midline = story.pain_sites.get("midline", ()) if story.symptom_side == "none" else ()
    return heading(f"{value_label('pain_sites.midline', midline)}, {leg}" if midline else leg)


def sites_words(sites: Mapping[str, tuple[str, ...]]) -> str:
    """The places, right before left: "right: knee; left: none"."""
    named = {part: value_label(f"pain_sites.{part}", sites[part]) for part in BODY_PARTS if part in sites}
    return "; ".join(f"{say(PARTS[part])}: {places}" for part, places in named.items())


def _dermatomes(dermatomes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {side: value_label("", areas) for side, areas in dermatomes.items()}


def by_side(texts: Mapping[str, str]) -> str:
    """Right before left, on one line: "right: L4 and L5; left: none"."""
    return "; ".join(f"{say(PARTS[side])}: {one_line(texts[side])}" for side in SIDES if side in texts)


def _second_leg(weeks: float | None) -> str:
    return "" if weeks is None else say("joined {duration} ago").format(duration=duration_label(weeks))


def _features(features: Mapping[str, bool], *, yes: bool) -> str:
    """What accompanies the complaint; what is asked among the red flags is there."""
    given = {f"presentation.features.{name}" for name, answer in features.items() if answer is yes}
    return _labels(row.id for row in load_reference().questions.values() if row.id in given and row.step != RED_FLAGS)


def _labels(questions: Iterable[str]) -> str:
    return listed([inside(say(load_reference().questions[name].label)) for name in questions])


def _limits(limits: Mapping[str, bool]) -> str:
    questions = load_reference().questions
    asked = {f"presentation.imaging_limits.{name}": answer for name, answer in limits.items()}
    return "; ".join(
        f"{inside(say(questions[name].label))}: {_yes_no(asked[name])}" for name in questions if name in asked
    )


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else say("yes") if answer else say("no")
