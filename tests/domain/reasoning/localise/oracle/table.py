"""The rows of the likelihood table: how often each deficit is there, and how deep, under each column."""

import math
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

from reference import load_reference

NONE, CORD = "no_neurological_lesion", "upper_motor_neuron"
OF_THE_PERSON = ("polyneuropathy", CORD, "cauda_equina", "motor_neuron_disease", "myopathy")
SPREAD, NODES = 1.2, 15


class Column(NamedTuple):
    """What may be wrong with one leg: one form of a cause, or several roots."""

    cause: str
    cell: str
    kind: str
    roots: tuple[str, ...]
    share: float


class Modality(NamedTuple):
    """How often it finds a mild, a moderate, a severe deficit, and how often it is abnormal without one."""

    detects: tuple[float, float, float]
    false_alarm: float


@cache
def columns():
    found = []
    for cause in load_reference().causes.values():
        forms = [(f"{cause.id}:{form.id}", form.share) for form in cause.variants] or [(cause.id, 1.0)]
        found += [Column(cause.id, cell, cause.kind, cause.roots, share) for cell, share in forms]
    for id in load_reference().priors:
        if id.startswith("roots."):
            roots = tuple(id.removeprefix("roots.").split("+"))
            found.append(Column("root." + "+".join(roots), "", "root", roots, 1.0))
    return found


@cache
def columns_of(cause):
    return [place for place, column in enumerate(columns()) if column.cause == cause]


def cells(row):
    return cells_of(row.finding)


@cache
def cells_of(finding):
    return {cell.cause: cell for cell in load_reference().likelihoods[finding].cells}


def modalities(row):
    if not row.modalities:
        return [Modality((1.0, 1.0, 1.0), 0.0)]
    return [
        Modality(
            tuple(getattr(one.detects, depth, one.detects) for depth in ("mild", "moderate", "severe")), one.false_alarm
        )
        for one in row.modalities
    ]


def modality_names(row):
    return [modality.finding for modality in row.modalities] or [row.finding]


@cache
def scale_of(finding):
    test = load_reference().tests.get(".".join(modality_names(load_reference().likelihoods[finding])[0].split(".")[:2]))
    return test.scale if test else "yes or no"


@cache
def at_least(scale, cause, kind):
    """The shares of abnormal results that are at least mild, at least moderate, severe."""
    rows = {row.cause: row for row in load_reference().severity_shares if row.scale == scale}
    for name in (cause, kind, "root" if kind == "several_roots" else ""):
        if name in rows:
            return 1.0, rows[name].moderate + rows[name].severe, rows[name].severe
    return 1.0, 0.0, 0.0


def in_truth(row, cause, kind):
    """The deficits of each depth there are for one that the first modality finds, mild, moderate, severe."""
    all_of_them, moderate, severe = at_least(scale_of(row.finding), cause, kind)
    found = (all_of_them - moderate, moderate - severe, severe)
    return [share / found_of for share, found_of in zip(found, modalities(row)[0].detects, strict=True)]


def shares(row, cause, kind):
    """Of the deficits that are there, how many are at least mild, at least moderate, severe."""
    mild, moderate, severe = in_truth(row, cause, kind)
    return [1.0, (moderate + severe) / (mild + moderate + severe), severe / (mild + moderate + severe)]


def there(row, p, cause, kind):
    """How often the deficit is there, from how often its first modality is abnormal."""
    alarm = modalities(row)[0].false_alarm
    for_one_found = sum(in_truth(row, cause, kind))
    return min(max((p - alarm) / (1 / for_one_found - alarm), 1e-4), 1 - 1e-4)


def without_lesion(row, cell="none"):
    p = cells(row).get(cell, cells(row)["none"]).p
    return [there(row, p, "none", "none") * part for part in shares(row, "none", "none")]


def there_under(row, cell):
    """How often the deficit is there under one cell of the table."""
    cause = cell.split(":")[0]
    return there(row, cells(row)[cell].p, cause, load_reference().causes[cause].kind)


def under(row, column):
    """P(at least mild, moderate, severe) over all severities, and whether the column changes it."""
    none = without_lesion(row)
    own = [cell for cell in (column.cell, *(f"root.{root}" for root in column.roots)) if cell in cells(row)]
    if column.cause == NONE or not own:
        return none, False
    parts = shares(row, column.cause, "several_roots" if supplied_twice(row, column) else column.kind)
    each = [[there_under(row, cell) * part for part in parts] for cell in dict.fromkeys(own)]
    by_depth = list(zip(*each, strict=True))
    if column.roots and row.shared:
        joined = [1 - (1 - n) * math.prod(1 - excess(p, n) for p in ps) for n, ps in zip(none, by_depth, strict=True)]
    else:
        joined = [max(ps) for ps in by_depth]
    return joined, joined[0] > none[0] + 1e-12


def supplied_twice(row, column):
    """Deficits of several roots are deeper only where two of them supply the item."""
    return len([root for root in column.roots if (own := cells(row).get(f"root.{root}")) and own.p >= 0.2]) >= 2


def excess(p, baseline):
    return min(max((p - baseline) / (1 - baseline), 0.0), 1.0)


@cache
def figures(finding):
    """[column][node][depth]: what a lesion adds to the baseline moves with its severity, if the thing is shared."""
    row = load_reference().likelihoods[finding]
    baseline = [min(max(depth, 1e-7), 1 - 1e-4) for depth in without_lesion(row)]
    table = []
    for column in columns():
        depths, touched = under(row, column)
        depths = [min(max(depth, 1e-7), 1 - 1e-4) for depth in depths]
        if row.shared and touched:
            table.append([spread(depths, baseline, z) for z, _ in nodes()])
        else:
            table.append([depths] * NODES)
    return table


def spread(depths, baseline, z):
    """P(at least each depth) at one severity: only what the lesion adds varies with it; deeper never above milder."""
    at_severity, most = [], 1.0
    for depth, least in zip(depths, baseline, strict=True):
        most = min(most, (depth - least) / (1 - least))
        added = moved(min(max(most, 1e-7), 1 - 1e-4), z)
        at_severity.append(1 - (1 - least) * (1 - added))
    return at_severity


def moved(p, z):
    score = NormalDist().inv_cdf(p) * math.sqrt(1 + SPREAD**2) + SPREAD * z
    return 0.5 * math.erfc(-score / math.sqrt(2))


@cache
def nodes():
    """The zeros of the Hermite polynomial and their weights, which integrate over a standard normal."""
    zeros = [bisect(low / 100, (low + 1) / 100) for low in range(-700, 700) if changes_sign(low / 100, (low + 1) / 100)]
    weights = [1 / hermite(NODES - 1, zero) ** 2 for zero in zeros]
    assert len(zeros) == NODES
    return [(zero, weight / math.fsum(weights)) for zero, weight in zip(zeros, weights, strict=True)]


def hermite(degree, x):
    before, now = 0.0, 1.0
    for n in range(degree):
        before, now = now, x * now - n * before
    return now


def changes_sign(low, high):
    return hermite(NODES, low) < 0 <= hermite(NODES, high) or hermite(NODES, low) >= 0 > hermite(NODES, high)


def bisect(low, high):
    rising = hermite(NODES, low) < hermite(NODES, high)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if (hermite(NODES, middle) < 0) is rising else (low, middle)
    return (low + high) / 2
