"""The note: every sentence and row that a clinician reads, in the order in which it is read.

It shows what was examined or asked. What was not is listed as such, and is never shown as normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from exam.domain.leg_chart.state import LegChart
from exam.domain.note.findings import FindingTable
from exam.domain.note.headings import HEADINGS, LABELS, NOTHING
from exam.domain.note.history import Line
from exam.domain.note.life import ONLY_VERSION, Life, State
from exam.domain.note.program import Program
from exam.domain.note.signature import Addition, Signed
from exam.domain.words.regulatory_status import REGULATORY_STATUS
from exam.domain.words.statements import URGENCY_WORDS
from exam.domain.words.studies import LATER_HEADING
from reference.vocabulary import Urgency

TITLE = "Lumbar neurological examination"
TRAINING = "TRAINING: an invented demonstration patient"
STATUS: dict[State, str] = {
    "draft": "Draft, not signed",
    "signed": "Signed",
    "replaced": "Replaced by a later version",
    "void": "Void",
}
LIMITS = (
    "Dermyo ranks causes by what was examined, from published figures and the developers' own judgement; "
    "published accuracy is modest for single roots, and the clinician decides. "
    f"{REGULATORY_STATUS}"
)

Kind = Literal["alerts", "lines", "paragraphs", "findings", "causes", "studies", "signature"]


@dataclass(frozen=True, slots=True)
class NoteAlert:
    """An alert: its headline, what the sources recommend, what triggered it, and the clinician's answer.

    `action` is empty where an emergency comes first, unless it says what is known and old. An emergency without an
    answer says that it has none.
    """

    label: str
    action: str
    because: str
    sources: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class AlertGroup:
    """The alerts of one urgency."""

    urgency: Urgency
    alerts: tuple[NoteAlert, ...]

    @property
    def word(self) -> str:
        """The urgency in the words of the screen."""
        return URGENCY_WORDS[self.urgency]


@dataclass(frozen=True, slots=True)
class NoteStudy:
    """A study or another test that the sources suggest. `heading` is its label and the verdict.

    One that is `later` is less urgent than the patient, and comes under a heading of its own.
    """

    heading: str
    purpose: str
    because: str
    sources: str
    caution: str
    caution_sources: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of the note. `kind` says what its `body` is made of, and so how it is drawn or written.

    An `alerts` body holds `AlertGroup`; `lines`, `paragraphs` and `signature` hold `Line` and plain sentences; `causes`
    hold `NoteCause`; `studies` hold `NoteStudy` and plain sentences. That of `findings` holds `FindingTable` and the
    sentences below them. `title` is a heading that depends on the record.
    If the body is empty, only the sentence `nothing` is shown.
    """

    id: str
    kind: Kind
    body: tuple[Any, ...]
    title: str = ""

    @property
    def heading(self) -> str:
        """The heading of the section."""
        return self.title or HEADINGS[self.id]

    @property
    def nothing(self) -> str:
        """The sentence shown if the body is empty."""
        return NOTHING.get(self.id, "")


@dataclass(frozen=True, slots=True)
class Note:
    """The whole note, in the order in which it is read."""

    reference: str
    patient: tuple[Line, ...]
    signature: Signed | None
    alerts: tuple[AlertGroup, ...]
    impression: tuple[Line, ...]
    plan: tuple[Line, ...]
    complaint: tuple[Line, ...]
    red_flags: tuple[Line, ...]
    tables: tuple[FindingTable, ...]
    could_not_be_tested: str
    not_examined: str
    stated_normal: str | None
    chart: LegChart
    program: Program
    knee_or_spine: str
    pointers: tuple[Line, ...]
    conditions: tuple[Line, ...]
    imaging: tuple[NoteStudy, ...]
    other_tests: tuple[NoteStudy, ...]
    comments: tuple[Line, ...]
    examiner: tuple[Line, ...]
    addenda: tuple[Addition, ...]
    withheld: tuple[str, ...] = ()
    training: bool = False
    clinic: str = ""
    life: Life = ONLY_VERSION
    compared_title: str = ""
    compared: tuple[Line | str, ...] = ()
    title: str = TITLE
    limits: str = LIMITS

    @property
    def state(self) -> State:
        """Whether the note is a draft, signed, or no longer counts."""
        return self.life.ended or ("signed" if self.signature else "draft")

    @property
    def status(self) -> str:
        """The same in words."""
        return STATUS[self.state]

    @property
    def mark(self) -> str:
        """What every page of a demonstration says, or of a note that no longer counts or was changed; else nothing."""
        first = TRAINING if self.training else self.life.mark
        return "; ".join(filter(None, (first, self.signature.mark if self.signature else "")))

    @property
    def signed_lines(self) -> tuple[Line, ...]:
        """Who signed, when, and over what; none on a draft."""
        if self.signature is None:
            return ()
        about = [line for line in self.examiner if line.head != "Name"]
        return (Line("Name", self.signature.name), *about, *self.signature.lines)

    @property
    def by_hand(self) -> tuple[Line, ...]:
        """The lines of a draft that are filled in by hand, with what is known of the examiner."""
        known = dict(self.examiner)
        return tuple(Line(head, known.get(head, "")) for head in ("Name", "Role", "Registration", "Signature", "Date"))

    @property
    def labels(self) -> dict[str, str]:
        """The labels inside a section, as "Triggered by"."""
        return LABELS

    def sections(self) -> tuple[Section, ...]:
        """The parts of the note in reading order; empty ones without a sentence to show are left out."""
        program, missed = self.program, self.could_not_be_tested
        sentences = (
            self.stated_normal or "",
            Line(LABELS["could_not_be_tested"], f"{missed}." if missed else ""),
            Line(LABELS["not_examined"], self.not_examined),
        )
        more = Line(LABELS["next"], f"{'; '.join(program.next_tests)}." if program.next_tests else "")
        sections = (
            Section("void", "lines", self.life.void_lines),
            Section("version", "lines", self.life.version_lines),
            Section("alerts", "alerts", self.alerts),
            Section("impression", "lines", self.impression),
            Section("plan", "lines", self.plan),
            Section("statement", "paragraphs", _filled(program.statement, program.unexplained, program.robust, more)),
            Section("history", "lines", self.complaint),
            Section("flags", "lines", self.red_flags),
            Section("findings", "findings", (*self.tables, *_filled(*sentences))),
            Section("compared", "lines", self.compared, self.compared_title),
            Section("comments", "lines", self.comments),
            Section("why", "causes", program.causes),
            Section("origin", "lines", _filled(self.knee_or_spine, *self.pointers)),
            Section("conditions", "lines", self.conditions),
            Section("imaging", "studies", _later_apart(self.imaging, self.withheld)),
            Section("tests", "studies", _later_apart(self.other_tests)),
            Section("signature", "signature", self.signed_lines or (Line("Status", self.status), *self.by_hand)),
            Section("addenda", "lines", self.addenda_lines),
        )
        return tuple(section for section in sections if section.body or section.nothing)

    @property
    def addenda_lines(self) -> tuple[Line, ...]:
        """The addenda, each headed by its author and time, and followed by its hash, which covers the one before."""
        return tuple(line for number, one in enumerate(self.addenda, 1) for line in one.lines(number))


def _filled(*parts: str | Line) -> tuple[str | Line, ...]:
    """The sentences and lines that are not empty."""
    return tuple(part for part in parts if (part.text if isinstance(part, Line) else part))


def _later_apart(studies: tuple[NoteStudy, ...], withheld: tuple[str, ...] = ()) -> tuple[NoteStudy | str, ...]:
    """The studies and what is withheld, those that come later under a heading of their own."""
    first: list[NoteStudy | str] = [study for study in studies if not study.later]
    later = [study for study in studies if study.later]
    heading = [f"{LATER_HEADING}:"] if later else []
    return (*first, *withheld, *heading, *later)
