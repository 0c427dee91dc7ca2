"""The whole of the reference: every table."""

from __future__ import annotations

from msgspec import Struct

from reference.model.anatomy import Nerve, Root
from reference.model.articles import Condition, DermatomeMap, Mechanism, Reading
from reference.model.causes import Cause, Prior
from reference.model.examination import Question, Site, Test
from reference.model.likelihoods import FindingLikelihood, SeverityShare
from reference.model.rows import Source
from reference.model.rules import Alert, Imaging, OtherTest, Pointer
from reference.model.scales import Scale


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
