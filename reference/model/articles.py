"""What the articles say besides the examination: diseases, mechanisms, treatment, maps of the skin."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from reference.model.rows import NamedRow, Row, Text
from reference.model.rules import When
from reference.vocabulary import Basis, ConditionKind, MechanismKind, Phase


class Support(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reason for a condition, or against it, with the sentence that states it.

    It has its own `basis`: in one row, some signs were measured, others are ordinary teaching (`judgement`).
    """

    sentence: Text
    when: When
    sources: tuple[str, ...] = ()
    basis: Basis = "published"


class Picture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a condition is named where the findings point to no root or nerve; `phrase` names it: "lumbar stenosis".

    The reasons for it must outnumber those against it by at least `reasons`, a judgement within `range`.
    """

    phrase: Text
    reasons: Annotated[int, Meta(ge=1)]
    range: tuple[int, int]
    basis: Basis
    why: Text


class Condition(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A disease the articles connect with back, knee or leg pain, and how this record bears on it.

    It is listed only where `shown_when` holds: the minimum that must be in the record. `about` says what it is,
    `findings` what the examination shows. `rule_out` marks what the articles want excluded, not suspected. A condition
    without a `picture` is never named in the conclusion. `plain` is for a patient, after "this may be:".
    """

    id: Text
    label: Text
    plain: Text
    kind: ConditionKind
    about: Text
    findings: Text
    shown_when: When
    supports: tuple[Support, ...]
    opposes: tuple[Support, ...] = ()
    imaging: Text
    tests: Text
    disagreement: str = ""
    rule_out: bool = False
    picture: Picture | None = None


class Mechanism(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How, according to the articles, a knee or leg becomes painful; `disagreement` is the evidence against it."""

    id: Text
    label: Text
    kind: MechanismKind
    about: Text
    disagreement: str = ""


class Guidance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a guideline says; the basis says whether it was read there."""

    says: Text
    sources: tuple[str, ...]
    basis: Basis


class ReadyPhrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that a clinician may insert by a tap into the plan, or into the advice on when to seek help; ours.

    They say no more than the sources of the row. What sends to an emergency department is written in the `signs`, as on
    the patient's sheet; the `text` follows them.
    """

    kind: Literal["plan", "safety_net"]
    signs: tuple[Text, ...] = ()
    text: str = ""


class Reading(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article states about treatment, recovery or prevention: for reading, never the program's advice.

    `standing` says who states it, how far to trust it, and what a study says against it; `guideline` what a guideline
    says of the treatment. A `phrase` is offered to the clinician, and never inserted by itself.
    """

    id: Text
    label: Text
    phase: Phase
    statement: Text
    standing: Text
    guideline: Guidance | None = None
    phrase: ReadyPhrase | None = None


class DermatomeMap(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A map of the dermatomes: how it was made, what it shows for the leg, and its weaknesses."""

    id: Text
    label: Text
    method: Text
    says: Text
    weakness: Text
