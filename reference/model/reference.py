"""The whole of the reference: every table."""

from __future__ import annotations

from msgspec import Struct

from reference.model.anatomy import Nerve, Root
from reference.model.articles import Condition, DermatomeMap, Mechanism, Reading
from reference.model.causes import Cause, Hallmarks, Kind, Prior
from reference.model.codes import Code
from reference.model.examination import Family, Question, Site, StepRow, Test
from reference.model.likelihoods import FindingLikelihood, SeverityShare
from reference.model.next_tests import Discriminator, FirstTests
from reference.model.reviews import ReviewedFigure
from reference.model.rows import Source
from reference.model.rules import (
    Alert,
    Alternative,
    Contradiction,
    Imaging,
    JointComplaint,
    OtherTest,
    Pattern,
    Pointer,
    Precaution,
    Sign,
)
from reference.model.scales import Scale


class Reference(Struct, frozen=True, kw_only=True):
    """The whole clinical reference, each table keyed by its rows' ids, in the order of the files."""

    version: str
    sources: dict[str, Source]
    scales: dict[str, Scale]
    steps: dict[str, StepRow]
    families: dict[str, Family]
    tests: dict[str, Test]
    questions: dict[str, Question]
    sites: dict[str, Site]
    roots: dict[str, Root]
    nerves: dict[str, Nerve]
    kinds: dict[str, Kind]
    causes: dict[str, Cause]
    likelihoods: dict[str, FindingLikelihood]
    hallmarks: dict[str, Hallmarks]
    severity_shares: tuple[SeverityShare, ...]
    priors: dict[str, Prior]
    patterns: dict[str, Pattern]
    alerts: dict[str, Alert]
    signs: dict[str, Sign]
    contradictions: dict[str, Contradiction]
    imaging: dict[str, Imaging]
    alternatives: dict[str, Alternative]
    precautions: dict[str, Precaution]
    other_tests: dict[str, OtherTest]
    discriminators: dict[str, Discriminator]
    first_tests: dict[str, FirstTests]
    joint_complaints: dict[str, JointComplaint]
    pointers: dict[str, Pointer]
    conditions: dict[str, Condition]
    mechanisms: dict[str, Mechanism]
    readings: dict[str, Reading]
    dermatome_maps: dict[str, DermatomeMap]
    reviews: dict[str, ReviewedFigure]
    codes: dict[str, Code]

    @property
    def courses(self) -> tuple[str, ...]:
        """The names of the red flags that are asked with their course, in the order of the questions."""
        return tuple(question.name for question in self.questions.values() if question.course)

    def family_of(self, finding: str) -> Family:
        """The family of a test, a question or a row of the likelihoods; with modalities, that of the first."""
        row = self.likelihoods.get(finding)
        name = row.modalities[0].finding if row and row.modalities else finding
        return self.families[name.partition(".")[0]]

    def may_be_old(self, test: str) -> bool:
        """Whether a result of this test on a leg with a known old deficit is taken as part of that."""
        return self.tests[test].old_deficit or self.family_of(test).old_deficit

    def step_of(self, test: Test) -> str:
        """The step in which a test is done: that of its family."""
        return self.families[test.family].step

    def kind_of(self, cause: Cause) -> Kind:
        """The kind of a cause."""
        return self.kinds[cause.kind]

    def kind_named(self, cause: str) -> Kind:
        """The kind of a cause by its name; several roots together, as in `root.L4+L5`, have no row of their own."""
        row = self.causes.get(cause)
        return self.kind_of(row) if row else self.kind_of_roots

    @property
    def kind_of_roots(self) -> Kind:
        """The kind of a root, and of several together."""
        return next(kind for kind in self.kinds.values() if kind.of == "root")
