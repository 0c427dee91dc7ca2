"""The answer of a patient to practise on, once the learner has named a cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exam.domain.evaluation.expected import Expected
from exam.domain.evaluation.judging import Judged, judged
from exam.domain.language import mark, say
from exam.domain.outcomes.outcome import sides_of
from exam.domain.reasoning.conclusions import Assessment, NextTest
from exam.domain.record.causes import NO_LESION, root_cause, roots_of
from exam.domain.record.model import ExamRecord
from exam.domain.words.causes import cause_label
from exam.domain.words.facts import fact_label
from exam.domain.words.findings import path_label
from exam.domain.words.grammar import heading, joined
from exam.domain.words.ranking import Place, ranked_rows, row_label, row_place
from exam.training.practice import PracticePatient, practice_patient
from exam.training.published import PublishedCase
from exam.web.presenters.frame.strip import NextLink, next_link
from exam.web.presenters.reference.lesion import has_page
from reference.vocabulary import SIDES

JUDGED: dict[Judged, str] = {
    "right": mark("right"),
    "defensible": mark("not the same, but can be defended"),
    "partly": mark("partly right"),
    "other_side": mark("the right cause, but not its side"),
    "wrong": mark("not what it was"),
}
DRAWN = mark(
    "Drawn from the program's own figures, each finding by itself, so that some may not fit together: "
    "the program is at its best on these. Real patients are not like this."
)
CASE = mark("What the case report found.")
QUESTION = mark("The answer printed with the examination question.")
# By whether it was an emergency, and whether an alert called it one.
EMERGENCY = {
    (True, True): mark("It was an emergency, and an alert said so."),
    (True, False): mark("It was an emergency. Nothing that was asked or examined raised an emergency alert."),
    (False, True): mark("An alert called it an emergency. It was none."),
}
# What a case without a lesion was, by the label that its file gives it.
LOCAL = {"local/normal": mark("a joint or other local cause"), "vascular": mark("arterial disease")}
NOTHING_NAMED = mark("nothing: too little was examined")
MOST_LEFT = 3


@dataclass(frozen=True, slots=True)
class ShownNamed:
    """Who named what, and whether it is right; `state` is for its colour."""

    who: str
    named: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """The known answer. `left` are the most informative tests not done; `pages` are those of its causes."""

    title: str
    about: str
    case: PublishedCase | None
    named: tuple[ShownNamed, ...]
    emergency: str
    defensible: str
    left: tuple[NextLink, ...]
    approximate: str
    pages: tuple[tuple[str, str], ...]


def known_answer(record: ExamRecord, found: Assessment) -> ShownAnswer | None:
    """The answer, beside the learner's impression and what the program ranks first; None outside practice."""
    patient = practice_patient(record.training)
    if patient is None:
        return None
    expected, case = patient.expected, patient.case
    return ShownAnswer(
        title=_title(patient),
        about=say(DRAWN if case is None else QUESTION if case.is_question else CASE),
        case=case,
        named=tuple(_named(patient, record, found)),
        emergency=_emergency(expected, found),
        defensible=joined((cause_label(cause, expected.side) for cause in expected.also_acceptable), "or"),
        left=tuple(_left(patient, record, found))[:MOST_LEFT],
        approximate=joined(_approximate(case, record)) if case else "",
        pages=tuple((cause_label(cause, "none"), cause) for cause in _parts(expected.cause) if has_page(cause)),
    )


def _title(patient: PracticePatient) -> str:
    """The cause, and its side where it may have one; of a published case without a lesion, what it was."""
    expected = patient.expected
    title = cause_label(expected.cause, expected.side if expected.side in sides_of(expected.cause) else "none")
    if expected.cause != NO_LESION or patient.case is None:
        return title
    local = LOCAL.get(expected.label.split(" (")[0])
    return say("{cause} ({label})").format(cause=title, label=say(local) if local else expected.label)


def _emergency(expected: Expected, found: Assessment) -> str:
    """What is said of the emergency; nothing where there was none, and where nobody recorded whether it was one."""
    called = found.urgency == "emergency"
    if expected.emergency is None or not (expected.emergency or called):
        return ""
    return say(EMERGENCY[expected.emergency, called])


def _named(patient: PracticePatient, record: ExamRecord, found: Assessment) -> Iterator[ShownNamed]:
    own = record.impression
    if own.cause is not None:
        who = say("You, after seeing the answer") if own.entered_before_ranking is False else say("You")
        place = Place(own.cause, own.side or "none")
        yield _one_named(who, patient, place, cause_label(*place))
    if found.statement == "not_enough_examined" or not found.candidates:
        yield ShownNamed(say("The program, first"), say(NOTHING_NAMED), "", "none")
        return
    first = ranked_rows(found)[0]
    yield _one_named(say("The program, first"), patient, row_place(first), row_label(first))


def _one_named(who: str, patient: PracticePatient, place: Place, label: str) -> ShownNamed:
    state = judged(patient.expected, *place)
    return ShownNamed(who, label, say(JUDGED[state]), state)


def _left(patient: PracticePatient, record: ExamRecord, found: Assessment) -> Iterator[NextLink]:
    """The most informative tests that this patient has a result of, and that were not done."""
    for test in found.next_tests:
        link = next_link(test)
        if link and any(path in patient.hidden and record.at(path) is None for path in _paths(test)):
            yield link


def _paths(test: NextTest) -> tuple[str, ...]:
    ends = (test.side,) if test.side in SIDES else SIDES
    return (f"findings.{test.test}", *(f"findings.{test.test}.{end}" for end in ends))


def _approximate(case: PublishedCase, record: ExamRecord) -> Iterator[str]:
    """What was examined and is an interpretation of the source's words."""
    for path in case.approximate:
        yield heading(fact_label(path, record)) if record.at(path) is not None else heading(path_label(path))


def _parts(cause: str) -> tuple[str, ...]:
    return tuple(root_cause((root,)) for root in roots_of(cause)) or (cause,)
