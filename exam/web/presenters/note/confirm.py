"""What a clinician reads before signing: who, which side, what the program and they themselves concluded, what is open.

Each line leads to the place where it can be corrected. Nothing here keeps anybody from signing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from exam.domain.language import mark, say, say_count
from exam.domain.note.conclusion import impression_lines
from exam.domain.note.parts.contradictory import abnormal_sides, sides_differ, sides_words
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.causes import roots_of
from exam.domain.record.model import ExamRecord, result_of, split_side
from exam.domain.words.ranking import Place, agreeable
from exam.domain.words.strip import headline
from exam.web.presenters.assessment.view import gaps
from exam.web.presenters.frame.page import ExamPage
from exam.web.presenters.frame.strip import next_link
from reference.vocabulary import SIDES

PATIENT, SIDE, IMPRESSION = (
    "complaint#patient-age",
    "complaint#presentation-symptom_side",
    "assessment#impression-title",
)
# More lines than these would push the button off the screen; the rest are on the assessment.
MOST_LINES = 4
SEXES = {"female": mark("female"), "male": mark("male"), "other": mark("other"), "unknown": mark("unknown")}
NOT_EXAMINED: dict[tuple[str, ...], str] = {
    ("right",): mark("right leg not examined"),
    ("left",): mark("left leg not examined"),
    ("right", "left"): mark("legs not examined"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and the step and row that it leads to."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One subject of the sheet. `open` where a clinician should read it before signing; `urgent` for an emergency."""

    id: str
    head: str
    lines: tuple[Line, ...]
    open: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The sheet: first what is open, then what is signed."""

    empty: bool
    items: tuple[Item, ...]

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What should be read before signing."""
        return tuple(item for item in self.items if item.open)

    @property
    def settled(self) -> tuple[Item, ...]:
        """What is in order."""
        return tuple(item for item in self.items if not item.open)


@dataclass(frozen=True, slots=True)
class Before:
    """The signed note that this version would replace: its version, when it was signed, and whose it was."""

    version: int
    signed: str
    reference: str


def confirmation(
    record: ExamRecord, assessment: Assessment, page: ExamPage, before: Before | None = None
) -> Confirmation:
    """The sheet of one examination. `before` where it corrects a signed note."""
    items = (
        _emergencies(page),
        _patient(record, before),
        _version(before),
        side_item(record),
        _contradictions(page),
        Item("program", say("Program"), (Line(headline(assessment), "assessment"),)),
        _impression(record, assessment),
        _core(assessment, page),
        _undone(assessment),
    )
    return Confirmation(not _has_result(record), tuple(item for item in items if item.lines))


def _has_result(record: ExamRecord) -> bool:
    """Whether any test of the record has a result: one that could not be done has none."""
    results = (result_of(found) for found in record.findings.values())
    return record.stated_otherwise_normal or any(result is not None for result in results)


def _patient(record: ExamRecord, before: Before | None) -> Item:
    patient = record.patient
    age = _age(patient.age) if patient.age is not None else say("age not recorded")
    sex = say(SEXES[patient.sex]) if patient.sex else say("sex not recorded")
    who = say("Reference {reference}; {age}, {sex}").format(reference=patient.reference, age=age, sex=sex)
    lines = [Line(who, PATIENT)]
    moved = before is not None and before.reference != patient.reference
    if before and moved:
        was = say("The reference was {reference} in version {version}: are age and sex those of this patient?")
        lines.append(Line(was.format(reference=before.reference, version=before.version), PATIENT))
    return Item("patient", say("Patient"), tuple(lines), open=moved or patient.age is None or patient.sex is None)


def _age(years: int) -> str:
    return say_count("{number} years", "{number} years", years).format(number=years)


def _version(before: Before | None) -> Item:
    if before is None:
        return Item("version", "", ())
    words = say("It replaces version {version}, signed {time}").format(version=before.version, time=before.signed)
    return Item("version", say("Version {version}").format(version=before.version + 1), (Line(words, "note"),))


def side_item(record: ExamRecord) -> Item:
    """The side of the complaint beside that of what was found, so that a swapped side is seen."""
    missing = _not_examined(record)
    unseen = bool(missing) and not abnormal_sides(record)
    is_open = record.presentation.symptom_side is None or bool(sides_differ(record)) or unseen
    words = sides_words(record, missing or say("no abnormal finding recorded in a leg"))
    return Item("side", say("Side"), (Line(words, SIDE),), open=is_open)


def _not_examined(record: ExamRecord) -> str:
    """The legs of the complaint in which no test has a result, in words; empty if there are none."""
    if record.stated_otherwise_normal:
        return ""
    examined = {key.side for key, found in record.findings.items() if result_of(found) is not None}
    said = record.presentation.symptom_side
    missing = [side for side in SIDES if side not in examined and said in (side, "both", "none", None)]
    if said == "none" and len(missing) < len(SIDES):
        return ""
    return say(NOT_EXAMINED[tuple(missing)]) if missing else ""


def _impression(record: ExamRecord, assessment: Assessment) -> Item:
    own = replace(record, impression=replace(record.impression, entered_before_ranking=None))
    said = [line.text for line in impression_lines(own)]
    head = say("Your impression")
    if not said:
        return Item("impression", head, (Line(say("No impression entered"), IMPRESSION),), open=True)
    lines = [Line(" ".join("; ".join(said).split()), IMPRESSION)]
    if differs(record, assessment):
        words = say("Your cause or side differs from the one that the program ranks first")
        lines.append(Line(words, "assessment"))
    return Item("impression", head, tuple(lines))


def differs(record: ExamRecord, assessment: Assessment) -> bool:
    """Whether the clinician names a cause or a side that the program does not rank first; a root in common agrees."""
    own, first = record.impression, agreeable(assessment)
    return own.cause is not None and bool(first) and not any(_agrees(own.cause, own.side, place) for place in first)


def _agrees(cause: str, side: str | None, place: Place) -> bool:
    same = cause == place.cause or not set(roots_of(cause)).isdisjoint(roots_of(place.cause))
    return same and side in (None, place.side)


def _emergencies(page: ExamPage) -> Item:
    words = say("{alert}: not answered")
    lines = (Line(words.format(alert=alert.label), f"assessment#alert-{alert.id}") for alert in page.unanswered)
    return Item("unanswered", say("Emergency"), tuple(lines), open=True, urgent=True)


def _contradictions(page: ExamPage) -> Item:
    found = (Line(f"{one.label}. {one.because}.", f"{one.slug}#{one.anchor}") for one in page.contradictions)
    return Item("contradictions", say("Contradiction"), tuple(found), open=True)


def _core(assessment: Assessment, page: ExamPage) -> Item:
    missing = assessment.not_examined
    if not missing:
        return Item("core", say("Core tests"), (Line(page.strip.missing, "assessment"),))
    lines = [Line(gap.label, f"{gap.slug}#{gap.anchor}") for gap in gaps(missing)]
    count = say_count(
        "{number} without a result, counting each side", "{number} without a result, counting each side", len(missing)
    ).format(number=len(missing))
    return Item("core", say("Core tests"), (Line(count, "assessment#gaps-title"), *_first(lines)), open=True)


def _first(lines: list[Line]) -> list[Line]:
    """The first lines; the rest as one that leads to all."""
    if len(lines) <= MOST_LINES:
        return lines
    rest = len(lines) - MOST_LINES + 1
    more = say_count("{number} more", "{number} more", rest).format(number=rest)
    return [*lines[: MOST_LINES - 1], Line(more, "assessment#gaps-title")]


def _undone(assessment: Assessment) -> Item:
    """The tests besides the core that would distinguish what leads from its rival, as the strip suggests them."""
    core = {split_side(path)[0] for path in assessment.not_examined}
    links = [next_link(test) for test in assessment.next_tests if test.separates and test.test not in core]
    lines = [Line(link.heading, f"{link.slug}#{link.anchor}") for link in links if link]
    return Item("undone", say("Not done"), tuple(lines[: MOST_LINES - 1]), open=True)
