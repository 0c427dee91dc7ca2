"""How often each finding is abnormal under each cause."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from reference.model.rows import Probability, Row, Text
from reference.vocabulary import Basis, Constitution


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


class Modality(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of examining a thing: how often it detects what is there, and how often it alarms falsely."""

    finding: Text
    detects: Annotated[float, Meta(gt=0.0, le=1.0)]
    false_alarm: Annotated[float, Meta(ge=0.0, lt=1.0)]


class Explanation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A joint that weakens a movement by pain: abnormal findings that explain it, and P(abnormal) beside them."""

    by: tuple[Text, ...]
    p: Probability


class FindingLikelihood(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often one thing is abnormal under each cause; a cause without a cell takes that of `none`.

    `finding` names the thing and, unless `modalities` are given, is also what is examined (a test id or a path of
    the record). Two modalities of one thing (light touch and pinprick of a dermatome) are not two findings; the figures
    are for the first modality. `of` says whether each leg has its own or the person has one. A `shared` thing rises
    and falls with the severity of the lesion; tension signs and history do not. The cell `none.asymptomatic`
    replaces `none` in a leg without complaint. `weight` below 1 lets a thing count for less. Where one of the
    findings of `explained` is abnormal in the same leg, the thing is abnormal that often without any lesion. `label`
    names a thing that is no test, as the sensation of a dermatome. `lost_without_lesion` is how often a healthy person
    of a constitution lacks it: such a reflex depends on the person's own.
    """

    finding: Text
    of: Literal["leg", "person"]
    shared: bool = False
    weight: Annotated[float, Meta(gt=0.0, le=1.0)] = 1.0
    modalities: tuple[Modality, ...] = ()
    explained: Explanation | None = None
    label: str = ""
    lost_without_lesion: dict[Constitution, Probability] = {}  # noqa: RUF012 - msgspec copies it for each row
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
