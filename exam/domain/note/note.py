"""The note: every sentence and row that a clinician reads, in the order in which it is read.

It shows what was examined or asked. What was not is listed as such, and is never shown as normal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from exam.domain.language import say_count
from exam.domain.leg_chart.state import LegChart
from exam.domain.note.findings import FindingTable
from exam.domain.note.headings import HEADINGS, LABELS, NOTHING
from exam.domain.note.history import Line, filled
from exam.domain.note.life import ONLY_VERSION, Life, State
from exam.domain.note.parts.short import is_whole
from exam.domain.note.parts.sources import MOST_LISTED, NoteSource
from exam.domain.note.program import Program
from exam.domain.note.signature import Addition, Signed
from exam.domain.words.regulatory_status import REGULATORY_STATUS
from exam.domain.words.statements import URGENCY_WORDS
from exam.domain.words.studies import LATER_HEADING
from exam.domain.words.values import moment, one_line
from reference.vocabulary import Urgency

SHORT_HASH = 12
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

Kind = Literal["alerts", "short", "lines", "flags", "findings", "causes", "studies", "signature", "sources"]


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

    An `alerts` body holds `AlertGroup`; `short`, `lines`, `flags` and `signature` hold `Line` and plain sentences;
    `causes` hold `NoteCause`, `studies` hold `NoteStudy`, both also sentences; `sources` hold `NoteSource`.
    That of `findings` holds `FindingTable` and the lines below them. `title` is a heading that depends on the record.
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
    """The whole note, in the order in which it is read. `unknown` are answers that the reference no longer has."""

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
    short: tuple[Line, ...] = ()
    also_normal: str = ""
    sources: tuple[NoteSource, ...] = ()
    withheld: tuple[str, ...] = ()
    training: bool = False
    clinic: str = ""
    life: Life = ONLY_VERSION
    compared_title: str = ""
    compared: tuple[Line | str, ...] = ()
    unknown: tuple[Line, ...] = ()
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
    def status_by(self) -> str:
        """The same with who signed and when: "Signed: A. Brandt, 21 November 2026, 09:30 (UTC)"."""
        signature = self.signature
        return f"{self.status}: {one_line(signature.name)}, {moment(signature.when)}" if signature else self.status

    @property
    def mark(self) -> str:
        """What every page of a demonstration says, or of a note that no longer counts or was changed; else nothing."""
        first = TRAINING if self.training else self.life.mark
        return "; ".join(filter(None, (first, self.signature.mark if self.signature else "")))

    @property
    def urgency(self) -> Urgency:
        """That of the most urgent alert."""
        return self.alerts[0].urgency if self.alerts else "routine"

    @property
    def signed_by(self) -> str:
        """Whether the note is signed, by whom, when, and with how many addenda, in a line for every page."""
        if self.signature is None:
            return STATUS["draft"]
        count = say_count("{number} addendum", "{number} addenda", len(self.addenda)).format(number=len(self.addenda))
        also = f" ({count})" if self.addenda else ""
        return f"Signed {moment(self.signature.when)} by {self.signature.name}{also}"

    @property
    def short_hash(self) -> str:
        """The beginning of the hash, to recognise a page by; empty on a draft."""
        return self.signature.sha256[:SHORT_HASH] if self.signature else ""

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
        # In an emergency nothing else is to be tested or considered first.
        hurries = self.urgency == "emergency"
        next_tests = "; ".join(self.program.next_tests)
        first, further = self.sources[:MOST_LISTED], self.sources[MOST_LISTED:]
        sections = (
            Section("void", "lines", self.life.void_lines),
            Section("version", "lines", self.life.version_lines),
            Section("short", "short", self.short),
            Section("findings", "findings", (*self.tables, *self._below_the_findings)),
            Section("unknown", "lines", self.unknown),
            Section("history", "lines", self.complaint),
            Section("flags", "flags", self.red_flags),
            Section("comments", "lines", self.comments),
            Section("impression", "lines", () if is_whole(self.short, "Impression") else self.impression),
            Section("plan", "lines", self._plan_in_full),
            Section("why", "causes", self._why),
            Section("next", "lines", filled([f"{next_tests}." if next_tests and not hurries else ""])),
            Section("imaging", "studies", _later_apart((*self.imaging, *self.other_tests), self.withheld)),
            Section("compared", "lines", self.compared, self.compared_title),
            Section("signature", "signature", self.signed_lines or (Line("Status", self.status), *self.by_hand)),
            Section("addenda", "lines", self.addenda_lines),
            Section("sources", "sources", first),
            Section("alerts", "alerts", self._alerts_without_the_first_action),
            Section("origin", "lines", () if hurries else filled([self.knee_or_spine, *self.pointers])),
            Section("conditions", "lines", () if hurries else self.conditions),
            Section("further", "sources", further),
        )
        return tuple(section for section in sections if section.body or section.nothing)

    @property
    def _below_the_findings(self) -> tuple[Line | str, ...]:
        return filled([Line(LABELS["also_normal"], self.also_normal), self.stated_normal or ""])

    @property
    def _plan_in_full(self) -> tuple[Line, ...]:
        """What the line that comes first has not: the whole plan, and the words of the safety-net advice."""
        cut = not is_whole(self.short, "Plan")
        said = [line for line in self.plan if line.text not in ("yes", "no")]
        return tuple(line for line in said if (cut and line.head == "Plan") or line.head.startswith("Safety"))

    @property
    def _why(self) -> tuple[Any, ...]:
        """The causes; how sure the first place is does not matter beside an emergency."""
        return (*self.program.causes, *filled(["" if self.urgency == "emergency" else self.program.robust]))

    @property
    def _alerts_without_the_first_action(self) -> tuple[AlertGroup, ...]:
        """The action of the most urgent one comes first on the note, and is not repeated; its answer is."""
        if not self.alerts or self.urgency == "routine":
            return self.alerts
        first, *groups = self.alerts
        alert, *others = first.alerts
        return (replace(first, alerts=(replace(alert, action=""), *others)), *groups)

    @property
    def addenda_lines(self) -> tuple[Line, ...]:
        """The addenda, each headed by its author and time, and followed by its hash, which covers the one before."""
        return tuple(line for number, one in enumerate(self.addenda, 1) for line in one.lines(number))


def _later_apart(studies: tuple[NoteStudy, ...], withheld: tuple[str, ...] = ()) -> tuple[NoteStudy | str, ...]:
    """The studies and what is withheld, those that come later under a heading of their own."""
    first: list[NoteStudy | str] = [study for study in studies if not study.later]
    later = [study for study in studies if study.later]
    heading = [f"{LATER_HEADING}:"] if later else []
    return (*first, *withheld, *heading, *later)
