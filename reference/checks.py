"""Checks of single rows: every name resolves, every figure lies in its range, every rule can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reference.alert_checks import alert_faults
from reference.cells import cell_names, finding_names, findings_in
from reference.clause_checks import OF_THE_WHOLE, clause_faults
from reference.codes.checks import code_faults
from reference.figures import figure_named
from reference.imaging_checks import imaging_faults
from reference.model import (
    Alert,
    Alternative,
    Cause,
    Condition,
    Contradiction,
    Discriminator,
    FindingLikelihood,
    FirstTests,
    Hallmarks,
    Imaging,
    JointComplaint,
    Nerve,
    OtherTest,
    Pattern,
    Pointer,
    Precaution,
    Prior,
    Question,
    Reading,
    Reference,
    ReviewedFigure,
    Row,
    Scale,
    SeverityShare,
    Site,
    Source,
    Test,
    When,
)
from reference.structure import structure_faults
from reference.tables import TABLES, Fault, rows_of

Messages = Iterator[str]
CLOSE = 1e-6


def check(reference: Reference) -> tuple[Fault, ...]:
    """Every fault of the rows and between them, by file and row."""
    found = [fault for table in TABLES for fault in _table(reference, table.file, table.field)]
    between = (alert_faults, imaging_faults, code_faults, structure_faults)
    return (*found, *(fault for faults in between for fault in faults(reference)))


def _table(reference: Reference, file: str, field: str) -> Iterator[Fault]:
    for name, row in rows_of(reference, field):
        yield from (Fault(file, name, message) for message in _row(reference, row))


def _row(reference: Reference, row: object) -> Messages:
    if isinstance(row, (Row, Source)):
        yield from _dates(row)
    if isinstance(row, Row):
        yield from _provenance(reference, row)
    for kind, checks in CHECKS.items():
        if isinstance(row, kind):
            yield from checks(reference, row)


def _dates(row: Row | Source) -> Messages:
    if row.review_by <= row.reviewed_on:
        yield f"is to be reviewed on {row.review_by}, before it was reviewed"


def _provenance(reference: Reference, row: Row) -> Messages:
    yield from _unknown("source", row.sources, reference.sources)
    if row.basis == "judgement" and not row.why:
        yield "is a judgement without its reason (why)"
    if row.basis != "judgement" and not row.sources:
        yield f"is {row.basis} without a source"


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> Messages:
    known = set(known)
    yield from (f'{what} "{name}" does not exist' for name in names if name not in known)


def _scale(_reference: Reference, scale: Scale) -> Messages:
    if bool(scale.grades) == (scale.minimum is not None and scale.maximum is not None):
        yield "needs grades, or a minimum and a maximum, and not both"
    values = [grade.value for grade in scale.grades]
    if len(set(values)) < len(values):
        yield "has a grade twice"
    if scale.grades and sum(grade.level == "normal" for grade in scale.grades) != 1:
        yield "needs exactly one normal grade"
    away = sorted(str(value) for direction in scale.directions for value in direction)
    if away != sorted(str(grade.value) for grade in scale.grades if grade.level != "normal"):
        yield "needs each grade but the normal one in one direction"
    if bool(scale.grades) == (scale.worse is not None):
        yield "is a measurement that says not which is worse, or grades that say it"


def _test(reference: Reference, test: Test) -> Messages:
    if len(test.id.split(".")) != 2:
        yield "its id is not group.name"
    yield from _unknown("scale", [test.scale], reference.scales)
    yield from _unknown("root", (*test.primary_roots, *test.secondary_roots), reference.roots)
    yield from _unknown("nerve", [test.nerve] if test.nerve else [], reference.nerves)
    yield from _unknown("test", filter(None, (test.after, test.after_abnormal)), reference.tests)
    yield from _when(reference, test.opened_by)


def _question(reference: Reference, question: Question) -> Messages:
    if question.course and not question.id.startswith("red_flags."):
        yield "has a course, which is asked of red flags only"
    yield from _when(reference, question.opened_by)
    yield from _when(reference, question.first_when)
    if question.derived_from:
        yield from _needs_a_fact(reference, question.derived_from, whole=True)


def _when(reference: Reference, when: When | None, *, whole: bool = False) -> Messages:
    """Faults of a condition; without `whole` it has no facts about the record as a whole."""
    if when is None:
        return
    if not when.all and not when.any and not when.none:
        yield "has a condition that always holds"
    if when.any and when.at_least > len(when.any):
        yield f"asks for {when.at_least} of {len(when.any)} clauses"
    for clause in (*when.all, *when.any, *when.none):
        yield from clause_faults(reference, clause)
        if clause.startswith(OF_THE_WHOLE) and not whole:
            yield f'"{clause}" is only known to consistency.toml and to derived_from'


def _roots(reference: Reference, row: Site | Nerve | Cause) -> Messages:
    yield from _unknown("root", row.roots, reference.roots)


def _cause(reference: Reference, cause: Cause) -> Messages:
    yield from _roots(reference, cause)
    for variant in cause.variants:
        yield from _unknown("source", variant.sources, reference.sources)
        yield from _range(variant.id, variant.share, variant.range)
    if cause.variants and abs(sum(variant.share for variant in cause.variants) - 1.0) > CLOSE:
        yield "the shares of its variants do not sum to 1"


def _range(name: str, p: float, bounds: tuple[float, float]) -> Messages:
    if not bounds[0] <= p <= bounds[1]:
        yield f"{name}: {p} lies outside its range {bounds[0]} to {bounds[1]}"


def _likelihood(reference: Reference, row: FindingLikelihood) -> Messages:
    causes = [cell.cause for cell in row.cells]
    yield from _unknown("cause", causes, cell_names(reference))
    yield from (f'cause "{cause}" has two cells' for cause in set(causes) if causes.count(cause) > 1)
    if "none" not in causes:
        yield "has no cell for `none`"
    for cell in row.cells:
        yield from _range(cell.cause, cell.p, cell.range)
        yield from _unknown("source", cell.sources, reference.sources)
        if row.modalities and cell.p > (most := max(row.modalities[0].detects_by_depth)):
            yield f"{cell.cause}: {cell.p} is more than the first modality detects ({most:g})"
    yield from _unknown("finding", findings_in(row), finding_names(reference))
    yield from _unknown("finding", row.explained.by if row.explained else (), reference.tests)
    yield from (
        f"{modality.finding} alarms as often as it detects"
        for modality in row.modalities
        if min(modality.detects_by_depth) <= modality.false_alarm
    )


def _hallmarks(reference: Reference, row: Hallmarks) -> Messages:
    named = (*row.abnormal, *row.raised, *row.normal)
    yield from _unknown("cause", [row.cause], reference.causes)
    yield from _unknown("finding", named, reference.likelihoods)
    yield from (f'"{name}" is a hallmark twice' for name in dict.fromkeys(named) if named.count(name) > 1)
    for name in row.emergencies:
        if name not in reference.alerts or reference.alerts[name].urgency != "emergency":
            yield f'"{name}" is no alert of an emergency'
    if not row.abnormal and not row.raised:
        yield "has no abnormal finding"


def _severity(reference: Reference, row: SeverityShare) -> Messages:
    yield from _unknown("scale", [row.scale], reference.scales)
    yield from _unknown("cause", [row.cause], {*reference.causes, *reference.kinds, "several_roots"})
    if abs(row.mild + row.moderate + row.severe - 1.0) > CLOSE:
        yield "its shares do not sum to 1"


def _prior(_reference: Reference, prior: Prior) -> Messages:
    yield from _range("p", prior.p, prior.range)


def _reviewed(reference: Reference, row: ReviewedFigure) -> Messages:
    if figure_named(reference, row.figure) is None:
        yield "is no figure of likelihoods.toml or priors.toml"
    if not row.reviews:
        yield "is listed without a review"
    readers = [(review.by, review.on) for review in row.reviews]
    yield from (f'"{by}" has two reviews of {on}' for by, on in dict.fromkeys(readers) if readers.count((by, on)) > 1)


def _rule(
    reference: Reference,
    row: Alert | Alternative | Imaging | JointComplaint | OtherTest | Pattern | Pointer | Precaution,
) -> Messages:
    yield from _when(reference, row.when)


def _contradiction(reference: Reference, row: Contradiction) -> Messages:
    yield from _when(reference, row.when, whole=True)
    if not row.when.all:
        yield "has no clause in `all`, the place to look at first"


def _discriminator(reference: Reference, row: Discriminator) -> Messages:
    yield from _unknown("cause", row.causes, {*reference.causes, *reference.kinds})
    yield from _unknown("test", row.tests, reference.tests)
    if row.causes[0] == row.causes[1]:
        yield "distinguishes a cause from itself"


def _first_tests(reference: Reference, row: FirstTests) -> Messages:
    yield from _unknown("alert", row.alerts, reference.alerts)
    yield from _unknown("cause", (*row.causes, row.looks_for), reference.causes)
    yield from _unknown("test", row.tests, reference.tests)
    if not row.alerts and not row.causes:
        yield "is never used: it names neither an alert nor a cause"


def _imaging(reference: Reference, row: Imaging) -> Messages:
    yield from _rule(reference, row)
    yield from _unknown("source", row.caution_sources, reference.sources)
    yield from _when(reference, row.caution_unless)
    if row.caution and not row.caution_sources and row.basis != "judgement":
        yield "has a caution without a source"
    if row.verdict_with_caution and not row.caution:
        yield "has a verdict for a caution that it does not have"


def _condition(reference: Reference, row: Condition) -> Messages:
    yield from _needs_a_fact(reference, row.shown_when)
    if not row.supports:
        yield "has nothing in a record that would support it"
    if row.picture and not row.picture.range[0] <= row.picture.reasons <= row.picture.range[1]:
        yield f"the reasons for its picture, {row.picture.reasons}, lie outside their range"
    for support in (*row.supports, *row.opposes):
        yield from _unknown("source", support.sources, reference.sources)
        yield from _needs_a_fact(reference, support.when)
        if not support.sources and support.basis != "judgement":
            yield f'says without a source: "{support.sentence}"'


def _reading(reference: Reference, row: Reading) -> Messages:
    yield from _unknown("source", row.guideline.sources if row.guideline else (), reference.sources)


def _needs_a_fact(reference: Reference, when: When, *, whole: bool = False) -> Messages:
    """What was not asked is no reason for a condition or against it, nor for an answer."""
    yield from _when(reference, when, whole=whole)
    if when.none and not when.all and not when.any:
        yield "has a condition that a record holds by saying nothing"


# Each check accepts one type of row only, which the type of this mapping cannot express.
CHECKS: dict[type, Callable[[Reference, Any], Messages]] = {
    Scale: _scale,
    Question: _question,
    Test: _test,
    Site: _roots,
    Nerve: _roots,
    Cause: _cause,
    FindingLikelihood: _likelihood,
    Hallmarks: _hallmarks,
    SeverityShare: _severity,
    Prior: _prior,
    Pattern: _rule,
    Alert: _rule,
    OtherTest: _rule,
    Contradiction: _contradiction,
    JointComplaint: _rule,
    Pointer: _rule,
    Discriminator: _discriminator,
    FirstTests: _first_tests,
    Imaging: _imaging,
    Alternative: _rule,
    Precaution: _rule,
    Condition: _condition,
    Reading: _reading,
    ReviewedFigure: _reviewed,
}
