"""What a row of the clinical reference may hold: one frozen type for each kind of row.

The types refuse unknown fields and values of the wrong type; references between rows
(that its sources exist, that its scale is known) are checked in `reference.checks`.
"""

from reference.model.anatomy import Nerve, Root
from reference.model.articles import Condition, DermatomeMap, Guidance, Mechanism, Reading, ReadyPhrase, Support
from reference.model.causes import Cause, Hallmarks, Kind, Prior, Variant
from reference.model.codes import Code
from reference.model.examination import Family, Question, Site, StepRow, Test
from reference.model.likelihoods import Cell, Explanation, FindingLikelihood, Modality, SeverityShare
from reference.model.next_tests import Discriminator, FirstTests
from reference.model.reference import Reference
from reference.model.reviews import Review, ReviewedFigure
from reference.model.rows import NamedRow, Row, Source
from reference.model.rules import (
    Alert,
    Alternative,
    Check,
    Contradiction,
    Imaging,
    JointComplaint,
    OtherTest,
    Pattern,
    Pointer,
    Precaution,
    Sign,
    When,
)
from reference.model.scales import Grade, Scale

__all__ = [
    "Alert",
    "Alternative",
    "Cause",
    "Cell",
    "Check",
    "Code",
    "Condition",
    "Contradiction",
    "DermatomeMap",
    "Discriminator",
    "Explanation",
    "Family",
    "FindingLikelihood",
    "FirstTests",
    "Grade",
    "Guidance",
    "Hallmarks",
    "Imaging",
    "JointComplaint",
    "Kind",
    "Mechanism",
    "Modality",
    "NamedRow",
    "Nerve",
    "OtherTest",
    "Pattern",
    "Pointer",
    "Precaution",
    "Prior",
    "Question",
    "Reading",
    "ReadyPhrase",
    "Reference",
    "Review",
    "ReviewedFigure",
    "Root",
    "Row",
    "Scale",
    "SeverityShare",
    "Sign",
    "Site",
    "Source",
    "StepRow",
    "Support",
    "Test",
    "Variant",
    "When",
]
