"""The note: every sentence and row that a clinician reads, in the order in which it is read.

It shows what was examined or asked. What was not is listed as such, and is never shown as normal.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from exam.domain.language import mark, say, say_count
from exam.domain.leg_chart.state import LegChart
from exam.domain.note.findings import FindingTable
from exam.domain.note.headings import ENGLISH, LABELS, NOTHING, TITLE
from exam.domain.note.history import Line, filled
from exam.domain.note.life import ONLY_VERSION, Life, State
from exam.domain.note.parts.short import is_whole
from exam.domain.note.parts.sources import MOST_LISTED, NoteSource
from exam.domain.note.program import Program
from exam.domain.note.signature import Addition, Signed
from exam.domain.words.regulatory_status import REGULATORY_STATUS
from exam.domain.words.statements import URGENCY_WORDS
from exam.domain.words.values import moment
from reference.vocabulary import Urgency

SHORT_HASH = 12
LIMITS = mark(
    "Dermyo ranks causes by what was examined, from published figures and the developers' own judgement; "
    "published accuracy is modest for single roots, and the clinician decides."
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
    """The alerts of one urgency. `said` is the urgency in words; without it, it is English."""

    urgency: Urgency
    alerts: tuple[NoteAlert, ...]
    said: str = ""

    @property
    def word(self) -> str:
        """The urgency in the words of the screen."""
        return self.said or URGENCY_WORDS[self.urgency]


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
    That of `findings` holds `FindingTable` and the lines below them. If the body is empty, only the sentence `nothing`
    is shown. `labels` are those of its note.
    """

    id: str
    kind: Kind
    body: tuple[Any, ...]
    heading: str
    nothing: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """The whole note, in the order in which it is read. `unknown` are answers that the reference no longer has.

    `words` are its headings and labels as they were said when it was written; one without them is English.
    """

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
    contradictory: tuple[Line, ...] = ()
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
    limits: str = f"{LIMITS} {REGULATORY_STATUS}"
    words: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Whether the note is a draft, signed, not valid yet, or no longer counts."""
        return self.life.ended or (self.signature.standing if self.signature else "draft")

    @property
    def status(self) -> str:
        """The same in words."""
        return self._word(f"status.{self.state}")

    @property
    def status_by(self) -> str:
        """The same with who signed and when: "Signed: A. Brandt, 21 November 2026, 09:30 (UTC)"."""
        signature = self.signature
        if signature is None:
            return self.status
        signed = f"{self.status}: {signature.full_name}, {moment(signature.when)}"
        return "; ".join(filter(None, (signed, signature.counter_signed)))

    @property
    def mark(self) -> str:
        """What every page of a demonstration says, or of a note that does not count or was changed; else nothing."""
        first = self.labels["training"] if self.training else self.life.mark
        return "; ".join(filter(None, (first, self.signature.mark if self.signature else "")))

    @property
    def urgency(self) -> Urgency:
        """That of the most urgent alert."""
        return self.alerts[0].urgency if self.alerts else "routine"

    @property
    def signed_by(self) -> str:
        """Whether the note is signed, by whom, when, and with how many addenda, in a line for every page."""
        if self.signature is None:
            return self._word("status.draft")
        words, signature = say("Signed {moment} by {name}"), self.signature
        signed = words.format(moment=moment(signature.when), name=signature.full_name)
        signed = "; ".join(filter(None, (signed, signature.counter_signed)))
        count = say_count("{number} addendum", "{number} addenda", len(self.addenda)).format(number=len(self.addenda))
        return f"{signed} ({count})" if self.addenda else signed

    @property
    def short_hash(self) -> str:
        """The beginning of the hash, to recognise a page by; empty on a draft."""
        return self.signature.sha256[:SHORT_HASH] if self.signature else ""

    @property
    def signed_lines(self) -> tuple[Line, ...]:
        """Who signed, when, and over what; none on a draft."""
        if self.signature is None:
            return ()
        name = self.labels["name"]
        about = [line for line in self.examiner if line.head != name]
        account = Line(say("Account"), self.signature.account)
        return (*filled((Line(name, self.signature.signer), account)), *about, *self.signature.lines)

    @property
    def by_hand(self) -> tuple[Line, ...]:
        """The lines of a draft that are filled in by hand, with what is known of the examiner."""
        known = dict(self.examiner)
        heads = (self.labels[id] for id in ("name", "role", "registration", "signature", "date"))
        return tuple(Line(head, known.get(head, "")) for head in heads)

    @property
    def labels(self) -> dict[str, str]:
        """The labels inside a section, as "Triggered by"."""
        return {id: self._word(f"label.{id}") for id in LABELS}

    def _word(self, id: str) -> str:
        return self.words.get(id, ENGLISH[id])

    def sections(self) -> tuple[Section, ...]:
        """The parts of the note in reading order; empty ones without a sentence to show are left out."""
        # In an emergency nothing else is to be tested or considered first.
        hurries = self.urgency == "emergency"
        next_tests = "; ".join(self.program.next_tests)
        first, further = self.sources[:MOST_LISTED], self.sources[MOST_LISTED:]
        section, labels = self.section, self.labels
        sections = (
            section("void", "lines", self.life.void_lines),
            section("version", "lines", self.life.version_lines),
            section("short", "short", self.short),
            section("findings", "findings", (*self.tables, *self._below_the_findings)),
            section("unknown", "lines", self.unknown),
            section("history", "lines", self.complaint),
            section("flags", "flags", self.red_flags),
            section("comments", "lines", self.comments),
            section("impression", "lines", () if is_whole(self.short, "impression", labels) else self.impression),
            section("plan", "lines", self._plan_in_full),
            section("why", "causes", self._why),
            section("next", "lines", filled([f"{next_tests}." if next_tests and not hurries else ""])),
            section("imaging", "studies", self._studies),
            section("compared", "lines", self.compared, self.compared_title),
            section(
                "signature", "signature", self.signed_lines or (Line(labels["status"], self.status), *self.by_hand)
            ),
            section("addenda", "lines", self.addenda_lines),
            section("sources", "sources", first),
            section("alerts", "alerts", self._alerts_without_the_first_action),
            section("origin", "lines", () if hurries else filled([self.knee_or_spine, *self.pointers])),
            section("conditions", "lines", () if hurries else self.conditions),
            section("further", "sources", further),
        )
        return tuple(section for section in sections if section.body or section.nothing)

    def section(self, id: str, kind: Kind, body: tuple[Any, ...], title: str = "") -> Section:
        """A section; `title` is a heading that depends on the record."""
        nothing = self._word(f"nothing.{id}") if id in NOTHING else ""
        return Section(id, kind, body, title or self._word(f"heading.{id}"), nothing, self.labels)

    @property
    def _below_the_findings(self) -> tuple[Line | str, ...]:
        return filled([Line(self.labels["also_normal"], self.also_normal), self.stated_normal or ""])

    @property
    def _plan_in_full(self) -> tuple[Line, ...]:
        """What the line that comes first has not: the whole plan, and the words of the safety-net advice."""
        labels = self.labels
        heads = {labels["safety_net"]} | (set() if is_whole(self.short, "plan", labels) else {labels["plan"]})
        said = [line for line in self.plan if line.text not in (labels["yes"], labels["no"])]
        return tuple(line for line in said if line.head in heads)

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

    @property
    def _studies(self) -> tuple[NoteStudy | str, ...]:
        """The studies and what is withheld, those that come later under a heading of their own."""
        studies = (*self.imaging, *self.other_tests)
        first: list[NoteStudy | str] = [study for study in studies if not study.later]
        later = [study for study in studies if study.later]
        heading = [f"{self.labels['later']}:"] if later else []
        return (*first, *self.withheld, *heading, *later)
