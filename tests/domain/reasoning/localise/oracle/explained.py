"""How well each column explains one observation."""

import math
from functools import cache

from reference import load_reference
from tests.domain.reasoning.localise.oracle.table import (
    NODES,
    NONE,
    at_least,
    cells,
    columns,
    columns_of,
    excess,
    figures,
    modalities,
    scale_of,
    without_lesion,
)

USUAL, LOW_ANKLES, LOW_EVERYWHERE, BRISK = range(4)
LOST_WITHOUT_LESION = {
    "reflexes.patellar": {LOW_EVERYWHERE: 0.8},
    "reflexes.medial_hamstring": {LOW_EVERYWHERE: 0.8},
    "reflexes.achilles": {LOW_ANKLES: 0.85, LOW_EVERYWHERE: 0.9},
}
BRISK_WITHOUT_LESION = {USUAL: 0.0, LOW_ANKLES: 0.002, LOW_EVERYWHERE: 0.002, BRISK: 0.75}


@cache
def logs(seen):
    """[column][constitution][node]: the logarithm of P(results | column)."""
    row = load_reference().likelihoods[seen.finding]
    healthy = (
        without_lesion(row, "none.asymptomatic") if seen.asymptomatic else figures(seen.finding)[columns_of(NONE)[0]][0]
    )
    found = []
    for column, table in zip(columns(), figures(seen.finding), strict=True):
        given = [healthy] * NODES if column.cause == NONE else table
        if row.finding in LOST_WITHOUT_LESION:
            found.append([logs_at_nodes(seen, column, constitution, given, healthy) for constitution in range(4)])
        else:
            found.append([logs_at_nodes(seen, column, USUAL, given, healthy)] * 4)
    return found


def logs_at_nodes(seen, column, constitution, table, healthy):
    """Computed once where the severity of the lesion changes nothing."""
    if all(depths is table[0] for depths in table):
        return [log_of(seen, column, constitution, table[0], healthy)] * NODES
    return [log_of(seen, column, constitution, depths, healthy) for depths in table]


def log_of(seen, column, constitution, depths, healthy):
    row = load_reference().likelihoods[seen.finding]
    if seen.explained:
        depths, healthy = (with_joint(row, given) for given in (depths, healthy))
    raised = raised_under(row, column)
    if row.finding in LOST_WITHOUT_LESION:
        low = LOST_WITHOUT_LESION[row.finding].get(constitution)
        if low is not None:
            baselines = (low, low * 0.5, low * 0.5)
            depths = [
                1 - (1 - baseline) * (1 - excess(p, n))
                for baseline, p, n in zip(baselines, depths, healthy, strict=True)
            ]
        if row.cells[0].raised:
            raised = max(raised, BRISK_WITHOUT_LESION[constitution])
    return seen.weight * math.log(max(probability(row, seen.depths, depths, raised), 1e-12))


def with_joint(row, depths):
    return [1 - (1 - depths[0]) * (1 - row.explained.p), *depths[1:]]


def raised_under(row, column):
    own = cells(row).get(column.cell)
    return (own.raised if own else None) or cells(row)["none"].raised or 0.0


def probability(row, taken, depths, raised):
    """P(what the modalities showed), given how often the thing is there and how often it is too strong."""
    if any(depth < 0 for _, depth in taken):
        return (1 - depths[0]) * raised
    kinds = [(modalities(row)[place], depth > 0) for place, depth in taken]
    seen_if_there = [
        math.prod(kind.detects[depth] if positive else 1 - kind.detects[depth] for kind, positive in kinds)
        for depth in range(3)
    ]
    seen_if_not = math.prod(kind.false_alarm if positive else 1 - kind.false_alarm for kind, positive in kinds)
    deepest = max(depth for _, depth in taken)
    present = [exactly(depths, depth) * seen_if_there[depth - 1] for depth in (1, 2, 3)]
    if deepest:
        alarms = at_least(scale_of(row.finding), "none", "none")
        seen_if_not *= exactly(alarms, deepest)
        present = [present[deepest - 1]]
    return (1 - depths[0]) * (1 - raised) * seen_if_not + sum(present)


def exactly(at_least_so_deep, depth):
    return at_least_so_deep[depth - 1] - (at_least_so_deep[depth] if depth < 3 else 0.0)
