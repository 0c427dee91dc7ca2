"""Which file has the rows of each type, and how a fault in a row is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from reference import model


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the reference: the file, the row (its id or number) and what is wrong."""

    file: str
    row: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.row}: {self.message}"


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of one type are: the file, the name of its TOML array, their type and field in `Reference`."""

    file: str
    array: str
    row: type[msgspec.Struct]
    field: str
    key: str = "id"


TABLES = (
    Table("sources.toml", "source", model.Source, "sources"),
    Table("scales.toml", "scale", model.Scale, "scales"),
    Table("steps.toml", "step", model.StepRow, "steps"),
    Table("families.toml", "family", model.Family, "families"),
    Table("tests.toml", "test", model.Test, "tests"),
    Table("questions.toml", "question", model.Question, "questions"),
    Table("sites.toml", "site", model.Site, "sites"),
    Table("roots.toml", "root", model.Root, "roots"),
    Table("nerves.toml", "nerve", model.Nerve, "nerves"),
    Table("kinds.toml", "kind", model.Kind, "kinds"),
    Table("causes.toml", "cause", model.Cause, "causes"),
    Table("likelihoods.toml", "finding", model.FindingLikelihood, "likelihoods", key="finding"),
    Table("hallmarks.toml", "hallmarks", model.Hallmarks, "hallmarks", key="cause"),
    Table("likelihoods.toml", "severity", model.SeverityShare, "severity_shares", key=""),
    Table("priors.toml", "prior", model.Prior, "priors"),
    Table("alerts.toml", "pattern", model.Pattern, "patterns"),
    Table("alerts.toml", "alert", model.Alert, "alerts"),
    Table("alerts.toml", "sign", model.Sign, "signs"),
    Table("consistency.toml", "contradiction", model.Contradiction, "contradictions"),
    Table("imaging.toml", "imaging", model.Imaging, "imaging"),
    Table("imaging.toml", "alternative", model.Alternative, "alternatives"),
    Table("imaging.toml", "precaution", model.Precaution, "precautions"),
    Table("imaging.toml", "other_test", model.OtherTest, "other_tests"),
    Table("discriminators.toml", "pair", model.Discriminator, "discriminators"),
    Table("discriminators.toml", "first", model.FirstTests, "first_tests"),
    Table("knee_or_spine.toml", "complaint", model.JointComplaint, "joint_complaints"),
    Table("knee_or_spine.toml", "pointer", model.Pointer, "pointers"),
    Table("conditions.toml", "condition", model.Condition, "conditions"),
    Table("mechanisms.toml", "mechanism", model.Mechanism, "mechanisms"),
    Table("management.toml", "reading", model.Reading, "readings"),
    Table("dermatome_maps.toml", "map", model.DermatomeMap, "dermatome_maps"),
    Table("reviews.toml", "reviewed", model.ReviewedFigure, "reviews", key="figure"),
    Table("codes.toml", "loinc", model.Code, "codes", key="code"),
)


def rows_of(reference: model.Reference, field: str) -> tuple[tuple[str, Any], ...]:
    """The rows of one table, each with its name in faults and reviews."""
    rows = getattr(reference, field)
    if isinstance(rows, dict):
        return tuple(rows.items())
    return tuple((f"{row.scale} under {row.cause}", row) for row in rows)
