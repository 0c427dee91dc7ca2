"""The patient's sheet: what was examined, what it may mean, what happens next, and when to go to an emergency room.

It says what the note says in plain words, never surer, and that all is well it never says. What a clinician typed is
shown as typed, in whatever language that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exam.domain.language import Language, mark
from exam.domain.note.note import Note
from exam.domain.reasoning.conclusions import Assessment, Candidate, explaining
from exam.domain.record.causes import NO_LESION
from exam.domain.record.model import ExamRecord, Plan
from exam.domain.sheets.emergencies import reasons, sources_of_warnings, warnings
from exam.domain.sheets.examined import Examined, examined
from exam.domain.sheets.plain_causes import plain_cause, plain_condition
from exam.domain.words.ranking import open_rival, undecided_causes
from reference import load_reference
from reference.vocabulary import Statement

DAYS_OF_A_WEEK = 7
MARKS = {
    "draft": mark("Draft. Nobody has signed this exam yet. What it says may change."),
    "waiting": mark("A student did this exam. Their supervisor has not signed it yet. It may change."),
    "returned": mark("A student did this exam. Their supervisor did not accept it. Do not rely on this sheet."),
    "void": mark("This sheet does not count any more. The clinician has withdrawn this exam."),
    "replaced": mark("This sheet is out of date. There is a newer one."),
}
TRAINING = mark("Training only. This is not a real patient.")
CHANGED = mark("This exam was changed after it was signed. Do not rely on this sheet. Ask your clinician.")
ADDED = mark("Something was added to this exam after it was signed. Ask your clinician about it.")
INCOMPLETE = mark("Some tests were not done, or could not be done. So the exam is not complete.")
NO_RESULTS = mark("No test result has been entered.")
NO_ALL_CLEAR = mark(
    "These tests cannot rule out every illness. Your pain is real, even if they find no harm to a nerve."
)
NAMED_BY_PROGRAM = mark(
    "Your clinician has not written down what the cause may be. A computer program compared the results. They may fit:"
)
NOT_NAMED = {
    "no_lesion_found": mark("The tests do not point to one nerve. A sore nerve can still be the cause."),
    "not_enough_examined": mark("Too little was tested to say what the cause may be."),
    "fits_none": mark("The tests do not point to one cause."),
}
ASK = mark("Ask your clinician what the cause may be.")
FIRST = {
    "emergency": mark("First of all, go to the emergency department. All else can wait."),
    "urgent": mark("Something in this exam should be checked soon. Ask your clinician who will do it, and when."),
}
NO_PLAN = mark("No plan has been written down yet. Ask your clinician what comes next before you leave.")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a clinician typed, and the sentence before it."""

    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What it may mean: the sentence before what is named, what is named, own words, and what to keep in mind."""

    before: str
    named: tuple[str, ...]
    own: OwnWords | None
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatientSheet:
    """The sheet in one language. `emergency` holds the reasons to go now, none where there is no emergency."""

    language: str
    title: str
    reference: str
    day: str
    clinic: str
    marks: tuple[str, ...]
    emergency: tuple[str, ...]
    examined: tuple[Examined, ...]
    incomplete: str
    meaning: Meaning
    next: tuple[str | OwnWords, ...]
    warnings: tuple[str, ...]
    sources: str
    version: str


def patient_sheet(
    record: ExamRecord, assessment: Assessment, note: Note, language: Language, *, hidden: bool = False
) -> PatientSheet:
    """The sheet of an examination. `hidden` while the program's ranking is hidden: then none of it is named."""
    say = language.gettext
    lines = examined(record, language)
    missing = INCOMPLETE if assessment.not_examined else ""
    return PatientSheet(
        language=language.code,
        title=say("Your exam: back and legs"),
        reference=record.patient.reference,
        day=language.day(datetime.fromisoformat(record.examined_at)) if record.examined_at else "",
        clinic=note.clinic,
        marks=tuple(say(words) for words in _marks(note)),
        emergency=_emergency(assessment, language),
        examined=lines,
        incomplete=say(missing if lines else NO_RESULTS) if missing or not lines else "",
        meaning=_meaning(record, assessment, language, hidden=hidden),
        next=_next(record.plan, assessment, language),
        warnings=warnings(language),
        sources=sources_of_warnings(),
        version=note.program.version,
    )


def _marks(note: Note) -> tuple[str, ...]:
    """What the sheet must say of itself before anything else."""
    training = (TRAINING,) if note.training else ()
    state = (MARKS[note.state],) if note.state in MARKS else ()
    changed = (CHANGED,) if note.signature and note.signature.changed else ()
    return (*training, *changed, *state, *((ADDED,) if note.addenda else ()))


def _emergency(assessment: Assessment, language: Language) -> tuple[str, ...]:
    """Why to go now. An alert that was answered is raised as before, so the sheet says it as before."""
    return reasons((alert.id for alert in assessment.alerts if alert.urgency == "emergency"), language)


def _meaning(record: ExamRecord, assessment: Assessment, language: Language, *, hidden: bool) -> Meaning:
    """The clinician's impression; where none was entered, what the program concludes, said to be its own."""
    own = record.impression
    causes = (plain_cause(own.cause, own.side or "none", language),) if own.cause else ()
    named = (*causes, *(plain_condition(name, language) for name in own.diagnoses or ()))
    say = language.gettext
    if named or own.text:
        after = (say(NO_ALL_CLEAR),) if own.cause == NO_LESION else ()
        before = say("Your clinician thinks that this may be:") if named else ""
        return Meaning(before, named, _own(say("In the clinician's own words:"), own.text), after)
    return Meaning("", (), None, (say(ASK),)) if hidden else _by_program(assessment, language)


def _by_program(assessment: Assessment, language: Language) -> Meaning:
    """What the findings may fit, or why none is named. What the note leaves open is named whole, or not at all."""
    say = language.gettext
    statement: Statement = "fits_none" if assessment.held_back else assessment.statement
    if assessment.ranking_withheld:
        return Meaning("", (), None, (say(ASK),))
    if statement in NOT_NAMED:
        return Meaning("", (), None, (say(NOT_NAMED[statement]), say(ASK)))
    causes = _fitting(assessment)
    if any(_left_to_clinicians(one.cause) for one in causes):
        undecided = (say(NOT_NAMED["fits_none"]),) if len(causes) > 1 else ()
        return Meaning("", (), None, (*undecided, say(ASK)))
    named = tuple(plain_cause(one.cause, one.side, language) for one in causes)
    no_lesion = (say(NO_ALL_CLEAR),) if any(one.cause == NO_LESION for one in causes) else ()
    return Meaning(say(NAMED_BY_PROGRAM), tuple(dict.fromkeys(named)), None, (*no_lesion, say(ASK)))


def _left_to_clinicians(cause: str) -> bool:
    """Whether no patient should learn of it from a program."""
    row = load_reference().causes.get(cause)
    return row is not None and row.left_to_clinicians


def _fitting(assessment: Assessment) -> tuple[Candidate, ...]:
    """The causes between which the note leaves it open, or the one that it says fits."""
    undecided = undecided_causes(assessment)
    if undecided:
        return undecided
    rival = open_rival(assessment)
    explained = explaining(assessment.statement, assessment.candidates)
    return (*explained, rival) if rival and rival not in explained else explained


def _next(plan: Plan, assessment: Assessment, language: Language) -> tuple[str | OwnWords, ...]:
    """The plan, the review and the safety net, as entered; before them what is urgent, or an emergency."""
    say = language.gettext
    first = FIRST.get(assessment.urgency)
    parts = (
        say(first) if first else None,
        _own(say("The plan, in the clinician's own words:"), plan.text),
        _seen_again(plan.review_in_weeks, language),
        _own(say("What to watch for, in the clinician's own words:"), plan.safety_net_text),
    )
    said = tuple(part for part in parts if part)
    is_planned = plan.text or plan.review_in_weeks is not None or assessment.urgency == "emergency"
    return said if is_planned else (*said, say(NO_PLAN))


def _own(before: str, text: str | None) -> OwnWords | None:
    return OwnWords(before, text) if text else None


def _seen_again(weeks: float | None, language: Language) -> str:
    """When the patient is seen again: in days below one week, as entered from there."""
    if weeks is None:
        return ""
    days = round(weeks * DAYS_OF_A_WEEK)
    if days == 0:
        return language.gettext("You should be seen again today.")
    if weeks < 1:
        words = language.ngettext(
            "You should be seen again in {number} day.", "You should be seen again in {number} days.", days
        )
        return words.format(number=days)
    # A number with a fraction takes the plural in these languages.
    number = 1 if weeks == 1 else 2
    words = language.ngettext(
        "You should be seen again in {number} week.", "You should be seen again in {number} weeks.", number
    )
    return words.format(number=language.number(weeks))
