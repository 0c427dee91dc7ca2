"""What a row of the clinical reference may hold: one frozen type for each kind of row.

The types refuse unknown fields and values of the wrong type; what one row says of another
(that its sources exist, that its scale is known) is checked in `reference.checks`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Basis = Literal["published", "second_hand", "recalled", "judgement"]
Urgency = Literal["emergency", "urgent", "routine"]
Step = Literal["complaint", "red_flags", "back_or_knee", "reflexes", "sensation", "strength", "tension", "further"]
Level = Literal["normal", "mild", "moderate", "severe", "raised", "abnormal"]
Kind = Literal["root", "nerve", "plexus", "polyneuropathy", "upper_motor_neuron", "cauda_equina", "none"]
GradeValue = str | int

Text = Annotated[str, Meta(min_length=1)]
Probability = Annotated[float, Meta(gt=0.0, lt=1.0)]


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row says of its own standing.

    `sources` are ids of `sources.toml`; `why` says what was read, or gives the reason of a judgement.
    """

    sources: tuple[str, ...]
    basis: Basis
    reviewed_on: date
    review_by: date
    why: str = ""


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article, study, guideline or book that a row may cite.

    `details_to_confirm` is true where a bibliographic detail is quoted from memory.
    """

    id: Text
    kind: Literal["article", "study", "review", "guideline", "standard", "textbook", "web_page"]
    authors: Text
    year: int | None = None
    title: Text
    published_in: str = ""
    doi: str = ""
    short: Text
    standing: str = ""
    details_to_confirm: bool = False
    reviewed_on: date
    review_by: date


class Grade(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer of a scale. `common` grades are one tap away, the others stand behind "more"."""

    value: GradeValue
    label: Text
    meaning: Text
    level: Level
    common: bool = True


class Scale(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of grades, or a whole-number measurement with its bounds.

    `fault` completes the sentence '"7" is not ...', for example "an MRC grade".
    """

    id: Text
    label: Text
    fault: Text
    grades: tuple[Grade, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""

    @property
    def normal(self) -> Grade | None:
        """The grade that means normal; a measurement has none."""
        return next((grade for grade in self.grades if grade.level == "normal"), None)


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition on the facts of a record: all of `all`, at least `at_least` of `any`, none of `none`.

    Each clause is `path operator value`; see `reference.clauses`.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: Annotated[int, Meta(ge=1)] = 1


class Test(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One test of the examination; `id` is its path below `findings`, as in `strength.knee_extension`.

    `core` tests are those the source articles describe; "all normal" fills only these.
    `effort` is 1 for a test done in seconds where the patient lies, 2 for one that asks them to
    turn or stand, 3 for one that is uncomfortable or needs equipment.
    """

    id: Text
    step: Step
    group: Text
    label: Text
    subtitle: str = ""
    about: Text
    scale: Text
    sided: bool = True
    core: bool = False
    primary_roots: tuple[str, ...] = ()
    secondary_roots: tuple[str, ...] = ()
    nerve: str = ""
    position: Text
    command: Text
    landmark: Text
    disagreement: str = ""
    effort: Annotated[int, Meta(ge=1, le=3)] = 1
    opened_by: When | None = None


class Question(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes-or-no question of the history; `id` is its path in the record, as in `red_flags.fever`."""

    id: Text
    step: Step
    group: Text
    label: Text
    ask: Text
    about: str = ""


class Site(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where it may hurt or tingle, with the roots whose pain is commonly drawn there."""

    id: Text
    label: Text
    region: Literal["leg", "midline"]
    roots: tuple[str, ...] = ()


class Root(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lumbar or sacral root: what it supplies and which disc usually presses on it."""

    id: Text
    label: Text
    disc: Text
    dermatome: Text
    key_point: Text
    myotome: Text
    reflex: Text
    pain: Text
    disagreement: str = ""


class Nerve(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A peripheral nerve of the leg: its roots, what it moves and feels, and what its lesion spares."""

    id: Text
    label: Text
    roots: tuple[str, ...]
    motor: Text
    sensory: Text
    spared: Text
    history: Text


class Variant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form a cause takes, as a sciatic lesion that spares the tibial division, and its share of the cause."""

    id: Text
    share: Probability
    range: tuple[Probability, Probability]
    basis: Basis
    sources: tuple[str, ...] = ()
    why: str = ""


class Cause(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lesion the localisation can name. Several roots are combined by the program, not listed here.

    `label` stands in headings ("L5 root"), `phrase` inside a sentence ("the L5 root").
    The shares of the `variants` sum to 1; their likelihood cells are named `cause:variant`.
    """

    id: Text
    label: Text
    phrase: Text
    kind: Kind
    roots: tuple[str, ...] = ()
    about: Text
    variants: tuple[Variant, ...] = ()


class Cell(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(finding abnormal | cause), with the range over which it is judged to lie.

    `raised` is the same for a finding that is too strong rather than too weak (a brisk reflex, a spastic leg).
    """

    cause: Text
    p: Probability
    range: tuple[Probability, Probability]
    raised: Probability | None = None
    basis: Basis = "judgement"
    sources: tuple[str, ...] = ()
    why: str = ""


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of looking at a thing: how often it detects what is there, and how often it alarms falsely."""

    finding: Text
    detects: Annotated[float, Meta(gt=0.0, le=1.0)]
    false_alarm: Annotated[float, Meta(ge=0.0, lt=1.0)]


class Explanation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A joint that weakens a movement by pain: abnormal findings that explain it, and P(abnormal) beside them."""

    by: tuple[Text, ...]
    p: Probability


class FindingLikelihood(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often one thing is abnormal under each cause; a cause without a cell takes that of `none`.

    `finding` names the thing and, unless `looks` are given, is also the only look at it (a test id or a path of
    the record). Two looks at one thing (light touch and pinprick of a dermatome) are not two findings; the figures
    are for the first look. `of` says whether each leg has its own or the person has one. A `shared` thing rises
    and falls with the severity of the lesion; tension signs and history do not. The cell `none.quiet`
    replaces `none` in a leg without complaint. `weight` below 1 lets a thing count for less. Where one of the
    findings of `explained` is abnormal in the same leg, the thing is abnormal that often without any lesion.
    """

    finding: Text
    of: Literal["leg", "person"]
    shared: bool = False
    weight: Annotated[float, Meta(gt=0.0, le=1.0)] = 1.0
    looks: tuple[Look, ...] = ()
    explained: Explanation | None = None
    cells: tuple[Cell, ...]


class SeverityShare(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Among abnormal findings of a scale under a cause, how they fall into mild, moderate and severe.

    `cause` is a cause, a kind of cause, or `several_roots`; the closest one holds.
    """

    scale: Text
    cause: Text
    mild: Annotated[float, Meta(ge=0.0, le=1.0)]
    moderate: Annotated[float, Meta(ge=0.0, le=1.0)]
    severe: Annotated[float, Meta(ge=0.0, le=1.0)]


class Prior(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of the prior, before anything is examined, with its judged range; `label` says what it counts."""

    id: Text
    label: Text
    p: Probability
    range: tuple[Probability, Probability]


class Alert(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that raises an alert. `label` is the headline, `action` what the sources ask for."""

    id: Text
    label: Text
    action: Text
    urgency: Urgency
    when: When


class Imaging(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A study the sources suggest when `when` holds; the caution shows unless `caution_unless` holds."""

    id: Text
    study: Text
    label: Text
    priority: Urgency
    purpose: Text
    when: When
    caution: str = ""
    caution_sources: tuple[str, ...] = ()
    caution_unless: When | None = None


class OtherTest(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test that is not imaging (blood tests, nerve conduction studies) and when the sources suggest it."""

    id: Text
    test: Text
    label: Text
    purpose: Text
    when: When


class Pointer(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that points to the spine, or to the knee or hip, with the sentence that says so."""

    id: Text
    towards: Literal["spine", "knee_or_hip"]
    weight: Annotated[int, Meta(ge=1, le=3)]
    sentence: Text
    when: When


class Support(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing in a record that speaks for a condition, or against it, with the sentence that says so.

    Its `basis` is its own: of one row some signs were measured, others are ordinary teaching (`judgement`).
    """

    sentence: Text
    when: When
    sources: tuple[str, ...] = ()
    basis: Basis = "published"


class Condition(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A disease the articles connect with back, knee or leg pain, and how this record bears on it.

    It is listed only where `shown_when` holds: the least that must be in the record. `about` says what it is,
    `findings` what it does to the examination. `rule_out` marks what the articles want excluded, not suspected.
    """

    id: Text
    label: Text
    kind: Literal["spine", "inflammatory", "knee_or_hip", "leg"]
    about: Text
    findings: Text
    shown_when: When
    supports: tuple[Support, ...]
    opposes: tuple[Support, ...] = ()
    imaging: Text
    tests: Text
    disagreement: str = ""
    rule_out: bool = False


class Mechanism(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in which the articles say a knee or leg comes to hurt; `disagreement` is what speaks against it."""

    id: Text
    label: Text
    kind: Literal["local_cause", "mechanism", "muscle", "foot"]
    about: Text
    disagreement: str = ""


class Reading(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article states of treatment, recovery or prevention: to be read, never advice of the program.

    `standing` says who states it, how far to trust it, and what a guideline or study says against it.
    """

    id: Text
    label: Text
    phase: Literal[
        "when_to_seek_care",
        "conventional",
        "other_therapy",
        "self_care",
        "weeks_1_2",
        "weeks_4_6",
        "recovery",
        "prevention",
        "posture",
        "foot_care",
    ]
    statement: Text
    standing: Text


class DermatomeMap(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A map of the dermatomes: how it was made, what it says of the leg, and where it is weak."""

    id: Text
    label: Text
    method: Text
    says: Text
    weakness: Text


class Reference(Struct, frozen=True, kw_only=True):
    """The whole clinical reference, each table keyed by its rows' ids, in the order of the files."""

    version: str
    sources: dict[str, Source]
    scales: dict[str, Scale]
    tests: dict[str, Test]
    questions: dict[str, Question]
    sites: dict[str, Site]
    roots: dict[str, Root]
    nerves: dict[str, Nerve]
    causes: dict[str, Cause]
    likelihoods: dict[str, FindingLikelihood]
    severity_shares: tuple[SeverityShare, ...]
    priors: dict[str, Prior]
    alerts: dict[str, Alert]
    imaging: dict[str, Imaging]
    other_tests: dict[str, OtherTest]
    pointers: dict[str, Pointer]
    conditions: dict[str, Condition]
    mechanisms: dict[str, Mechanism]
    readings: dict[str, Reading]
    dermatome_maps: dict[str, DermatomeMap]
