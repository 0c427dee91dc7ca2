"""An abnormal finding without a side, as a heading, in the words of its scale: "Ankle dorsiflexion, weak"."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.reasoning.localise.observe import DURATION, ONSET, WEEKS
from exam.domain.words.findings import finding_label, test_of
from exam.domain.words.grammar import heading, joined
from reference import load_reference
from reference.model import Scale, Test

COURSE = {DURATION: mark("More than {weeks} weeks"), ONSET: mark("Sudden onset")}
ABSENT = "absent"


def sign_words(finding: str, *, raised: bool = False) -> str:
    """What a row of the likelihoods calls abnormal, or too strong where it is `raised`."""
    if finding in COURSE:
        return say(COURSE[finding]).format(weeks=WEEKS)
    row, label = load_reference().likelihoods[finding], finding_label(finding)
    test = test_of(row.modalities[0].finding if row.modalities else finding)
    result = _result(test, raised=raised) if test else ""
    return say("{finding}, {result}").format(finding=label, result=result) if result else label


def _result(test: Test, *, raised: bool) -> str:
    """The grades on one side of normal; empty where the test looks for a sign, which its label names."""
    reference = load_reference()
    scale, family = reference.scales[test.scale], reference.families[test.family]
    if scale.abnormal_above is not None:
        return say("more than {number} {unit}").format(number=f"{scale.abnormal_above:g}", unit=say(scale.unit))
    if scale.normal and scale.normal.label == ABSENT:
        return ""
    if family.abnormal and not raised:
        return say(family.abnormal)
    return _grades(scale, raised=raised)


def _grades(scale: Scale, *, raised: bool) -> str:
    """Of those that are too strong the first, which the others are degrees of."""
    levels = [grade for grade in scale.grades if (grade.level == "raised") == raised and grade.level != "normal"]
    return joined((say(grade.label) for grade in (levels[:1] if raised else levels)), "or")


def result_words(finding: str, *, raised: bool = False) -> str:
    """What a row that can be too strong calls abnormal, as a heading: "Reduced or absent", "Brisk"."""
    row = load_reference().likelihoods[finding]
    test = test_of(row.modalities[0].finding if row.modalities else finding)
    assert test is not None
    return heading(_result(test, raised=raised))
