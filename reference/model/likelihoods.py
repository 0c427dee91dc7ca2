"""How often each finding is abnormal under each cause."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from reference.model.rows import Probability, Row, Text
from reference.vocabulary import Basis, Constitution

Detects = Annotated[float, Meta(gt=0.0, le=1.0)]


class Cell(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(finding abnormal | cause), with its judged range.

    `raised` is the same for a finding that is too strong rather than too weak (a brisk reflex, a spastic leg).
    """

    cause: Text
    p: Probability
    range: tuple[Probability, Probability]
    raised: Probability | None = None
    basis: Basis = "judgement"
    sources: tuple[str, ...] = ()
    why: str = ""


class DetectsByDepth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a mild, a moderate and a severe deficit is detected."""

    mild: Detects
    moderate: Detects
    severe: Detects


class Modality(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of testing an item: how often it detects a deficit, and how often it gives a false alarm.

    `detects` is one figure, or one for each depth of a deficit.
    """

    finding: Text
    detects: Detects | DetectsByDepth
    false_alarm: Annotated[float, Meta(ge=0.0, lt=1.0)]

    @property
    def detects_by_depth(self) -> tuple[float, float, float]:
        """How often it detects a mild, a moderate and a severe deficit."""
        if isinstance(self.detects, DetectsByDepth):
            return self.detects.mild, self.detects.moderate, self.detects.severe
        return (self.detects,) * 3


class Explanation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A painful joint that weakens a movement: abnormal findings that explain it, and P(abnormal) with one."""

    by: tuple[Text, ...]
    p: Probability


class FindingLikelihood(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often one item is abnormal under each cause; a cause without a cell uses that of `none`.

    `finding` names the item and, unless `modalities` are given, is also what is examined (a test id or a path of
    the record). Two modalities of one item (light touch and pinprick of a dermatome) are not two findings; the figures
    are for the first modality. `of` says whether the item belongs to each leg or to the person. A `shared` item varies
    with the severity of the lesion; tension signs and history do not. The cell `none.asymptomatic` replaces `none` in
    a leg without symptoms. A `weight` below 1 makes an item count for less. Where one of the findings of `explained`
    is abnormal in the same leg, the item is abnormal that often without any lesion. `label` names an item that is
    not a test, as the sensation of a dermatome. `lost_without_lesion` is how often a healthy person of each
    constitution lacks a reflex; only reflexes that depend on constitution have it.
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

    `cause` is a cause, a kind of cause, or `several_roots`; the most specific one applies.
    """

    scale: Text
    cause: Text
    mild: Annotated[float, Meta(ge=0.0, le=1.0)]
    moderate: Annotated[float, Meta(ge=0.0, le=1.0)]
    severe: Annotated[float, Meta(ge=0.0, le=1.0)]
