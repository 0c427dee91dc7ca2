"""The likelihood table as arrays: reference rows in, P(at least mild, moderate, severe | column) out.

Axes, in this order wherever they appear: draw, item, column, reflex constitution, node of severity, depth.
There is one draw of the figures as given, or many drawn from their ranges for the robustness check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from exam.domain.reasoning.localise.columns import Column, columns_of
from exam.domain.reasoning.localise.normal import Array, below, inverse, nearly_below, nearly_inverse, nodes
from exam.domain.record.causes import NO_LESION, root_cause
from reference import Reference, load_reference
from reference.model import Cell, FindingLikelihood, Modality, SeverityShare

SPREAD = 1.2
"""How strongly the severity of a lesion correlates its deficits (b of the probit model); judgement, 0.6 to 1.4."""

NODES = 15
NODES_WHEN_DRAWN = 5
DRAWS = 200
Depths = tuple[float, float, float]
"""Of a mild, a moderate and a severe deficit, or of one that is at least so deep."""

NO_LESION_CELLS = ("none", "none.asymptomatic")
SUPPLIES = 0.2
"""How often a lesion of a root makes an item abnormal if the root supplies it; judgement, 0.15 to 0.25."""

LOWEST, HIGHEST = 1e-4, 1.0 - 1e-4
NOTHING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One thing that can be abnormal, the modalities that test it, and its place in the arrays of its group.

    `severity` has the shares of its scale, by cause or kind of cause.
    """

    row: FindingLikelihood
    modalities: tuple[Modality, ...]
    severity: Mapping[str, SeverityShare]
    place: int

    @property
    def group(self) -> str:
        """The arrays it belongs to: `shared` and `apart` for the legs, or `person`."""
        return "person" if self.row.of == "person" else "shared" if self.row.shared else "apart"


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Everything the inference needs of the reference, as arrays.

    `depth[group]` is P(deficit at least mild, moderate, severe); `asymptomatic` the same for a leg without symptoms or
    lesion; `raised` P(too strong | not too weak); `false_alarm_depths` the share of each depth among false alarms.
    """

    columns: tuple[Column, ...]
    items: dict[str, Item]
    depth: dict[str, Array]
    asymptomatic: dict[str, Array]
    raised: dict[str, Array]
    false_alarm_depths: dict[str, Array]
    weights: Array
    priors: dict[str, Array]

    @property
    def is_drawn(self) -> bool:
        """Whether there are many draws of the figures, and not the figures alone."""
        return len(self.depth["person"]) > 1

    @property
    def none(self) -> int:
        """The column of no lesion."""
        return next(index for index, column in enumerate(self.columns) if column.cause == NO_LESION)


_provided: dict[str, Tables] = {}


def provide(base: Tables, drawn: Tables) -> None:
    """Use these tables, worked out before from the same reference by the same program."""
    _provided.update(base=base, drawn=drawn)


@cache
def base_tables() -> Tables:
    """The figures as the reference gives them."""
    return _provided.get("base") or build_tables(load_reference())


@cache
def drawn_tables() -> Tables:
    """The figures drawn 200 times from the ranges of those that are judged; the same draws every time."""
    return _provided.get("drawn") or build_tables(load_reference(), np.random.default_rng(20261121))


def build_tables(reference: Reference, draw: np.random.Generator | None = None) -> Tables:
    """The arrays of a reference; with a generator, 200 draws of its judged figures from their ranges."""
    columns = columns_of(reference)
    items = items_of(reference)
    figures = {
        group: _marginals(reference, columns, _in_group(items, group), draw) for group in ("shared", "apart", "person")
    }
    points, weights = nodes(NODES_WHEN_DRAWN if draw else NODES)
    shared, touched = figures["shared"]
    depth = {"shared": _spread(shared, touched, points, exact=draw is None)}
    depth |= {group: figures[group][0][:, :, :, None, None, :] for group in ("apart", "person")}
    depth["shared"] = depth["shared"][:, :, :, None, :, :]
    return Tables(
        columns=columns,
        items=items,
        depth=depth,
        asymptomatic={group: _asymptomatic(reference, _in_group(items, group)) for group in figures},
        raised={group: _raised(columns, _in_group(items, group)) for group in figures},
        false_alarm_depths={group: _false_alarm_depths(_in_group(items, group)) for group in figures},
        weights=weights,
        priors={id: _drawn(row.p, row.range, row.basis, draw) for id, row in reference.priors.items()},
    )


def items_of(reference: Reference) -> dict[str, Item]:
    """What can be abnormal, by the findings of the likelihoods."""
    of_scale: dict[str, dict[str, SeverityShare]] = {}
    for shares in reference.severity_shares:
        of_scale.setdefault(shares.scale, {})[shares.cause] = shares
    items: dict[str, Item] = {}
    places = {"shared": 0, "apart": 0, "person": 0}
    for row in reference.likelihoods.values():
        modalities = row.modalities or (Modality(finding=row.finding, detects=1.0, false_alarm=0.0),)
        test = reference.tests.get(_test_id(modalities[0].finding))
        severity = of_scale.get(test.scale if test else "", {})
        item = Item(row, modalities, severity, 0)
        items[row.finding] = Item(row, modalities, severity, places[item.group])
        places[item.group] += 1
    return items


def _test_id(finding: str) -> str:
    return ".".join(finding.split(".")[:2])


def _in_group(items: dict[str, Item], group: str) -> list[Item]:
    return [item for item in items.values() if item.group == group]


def _drawn(p: float, bounds: tuple[float, float], basis: str, draw: np.random.Generator | None) -> Array:
    """The figure itself, or draws around it: normal on the logit scale, the range holding 90 %."""
    if draw is None:
        return np.array([p])
    if basis != "judgement":
        return np.full(DRAWS, p)
    low, middle, high = (np.log(x / (1 - x)) for x in (bounds[0], p, bounds[1]))
    noise = draw.standard_normal(DRAWS) / 1.645
    logit = middle + np.where(noise < 0, noise * (middle - low), noise * (high - middle))
    return np.asarray(1.0 / (1.0 + np.exp(-logit)), dtype=np.float64)


def _marginals(
    reference: Reference, columns: tuple[Column, ...], items: list[Item], draw: np.random.Generator | None
) -> tuple[Array, Array]:
    """P(at least mild, moderate, severe): [draw, item, column, depth]; and which columns affect which item."""
    drawn = DRAWS if draw else 1
    depth = np.zeros((drawn, len(items), len(columns), 3))
    touched = np.zeros((len(items), len(columns)), dtype=np.float64)
    for row, item in enumerate(items):
        figures = {
            cell.cause: _true_rate(reference, item, cell.cause, _drawn(cell.p, cell.range, cell.basis, draw))
            for cell in item.row.cells
        }
        for place, column in enumerate(columns):
            depth[:, row, place], touched[row, place] = _column(item, column, figures)
    return np.clip(depth, LOWEST * 1e-3, HIGHEST), touched


def _true_rate(reference: Reference, item: Item, cell: str, observed: Array) -> Array:
    """How often the deficit is present, from how often its first modality is abnormal.

    As Rogan and Gladen, where the modality may detect a severe deficit more often than a mild one.
    """
    cause = "none" if cell in NO_LESION_CELLS else cell.split(":", maxsplit=1)[0]
    kind = cause if cause == "none" else reference.kind_named(cause).id
    undetected, _ = _true_depths(item, cause, kind)
    false_alarm = item.modalities[0].false_alarm
    detected = (observed - false_alarm) / (1.0 - false_alarm * undetected)
    return np.clip(detected * undetected, LOWEST, HIGHEST)


def _true_depths(item: Item, cause: str, kind: str) -> tuple[float, Array]:
    """How many deficits there are for each that the first modality detects, and the shares of them by depth.

    The shares of the reference are among detected deficits; these are among all.
    """
    return _among_all(_depths(item, cause, kind), item.modalities[0].detects_by_depth)


@cache
def _among_all(least: Depths, detects: Depths) -> tuple[float, Array]:
    detected = np.array(least) - np.array((*least[1:], 0.0))
    present = detected / np.array(detects)
    return float(present.sum()), np.cumsum(present[::-1])[::-1] / present.sum()


def _column(item: Item, column: Column, figures: dict[str, Array]) -> tuple[Array, bool]:
    """P(at least each depth | column), [draw, depth], and whether the column affects the item at all."""
    none = figures["none"][:, None] * _true_depths(item, "none", "none")[1]
    own = [cause for cause in (column.cell, *(root_cause((root,)) for root in column.roots)) if cause in figures]
    if column.cause == NO_LESION or not own:
        return none, False
    kind = "several_roots" if _share_a_muscle(item, column) else column.kind.id
    _, depths = _true_depths(item, column.cause, kind)
    parts = [figures[cause][:, None] * depths for cause in dict.fromkeys(own)]
    together = _added(none, parts) if column.roots and item.row.shared else np.maximum.reduce(parts)
    # An item that the lesion spares does not vary with its severity.
    return together, bool(np.any(together[:, 0] > none[:, 0] + NOTHING))


def _share_a_muscle(item: Item, column: Column) -> bool:
    """Whether at least two roots of the lesion supply it: only there is a deficit of several roots deeper than of one.

    The depth was read from spinal foot drop, where L4 and L5 supply one muscle.
    """
    supplied_by = {root_cause((root,)) for root in column.roots}
    return sum(cell.cause in supplied_by and cell.p >= SUPPLIES for cell in item.row.cells) > 1


def _added(none: Array, parts: list[Array]) -> Array:
    """Deficits of several roots add up: noisy-OR over the baseline. No root makes a deficit rarer.

    Sites of pain, tension signs and the history do not add up: there the highest figure of the roots is used.
    """
    spared = 1.0 - none
    for part in parts:
        spared = spared * (1.0 - np.clip((part - none) / (1.0 - none), 0.0, 1.0))
    return 1.0 - spared


def _depths(item: Item, cause: str, kind: str) -> Depths:
    """The shares of abnormal findings that are at least mild, at least moderate, severe."""
    found = item.severity
    row = found.get(cause) or found.get(kind)
    if row is None and kind == "several_roots":
        row = found.get("root")
    return (1.0, row.moderate + row.severe, row.severe) if row else (1.0, 0.0, 0.0)


def _spread(depth: Array, touched: Array, points: Array, *, exact: bool) -> Array:
    """Let deficits of one lesion vary with its severity z; the mean over z remains the table's figure.

    Only what the lesion adds to the baseline varies: no lesion, however mild, makes a deficit rarer than without one.
    """
    to_score, to_share = (inverse, below) if exact else (nearly_inverse, nearly_below)
    varying = touched > 0
    baseline = np.broadcast_to(depth[:, :, :1], depth.shape)[:, varying]
    added = np.minimum.accumulate((depth[:, varying] - baseline) / (1.0 - baseline), axis=-1)
    score = to_score(np.clip(added, LOWEST * 1e-3, HIGHEST)) * np.sqrt(1.0 + SPREAD**2)
    moved = to_share(score[..., None, :] + SPREAD * points[:, None])
    spread = np.repeat(depth[..., None, :], len(points), axis=-2)
    spread[:, varying] = 1.0 - (1.0 - baseline[..., None, :]) * (1.0 - moved)
    return spread


def _asymptomatic(reference: Reference, items: list[Item]) -> Array:
    """A leg without symptoms or lesion: P(at least each depth), [item, depth]."""
    return np.array([_asymptomatic_row(reference, item) for item in items])


def _asymptomatic_row(reference: Reference, item: Item) -> Array:
    cell = _cell(item.row, "none.asymptomatic") or _cell(item.row, "none")
    share = _true_rate(reference, item, "none", np.array([cell.p if cell else LOWEST]))
    return share * _true_depths(item, "none", "none")[1]


def _raised(columns: tuple[Column, ...], items: list[Item]) -> Array:
    """P(too strong | not too weak): [item, column]; zero where an item cannot be too strong."""
    return np.array([[_raised_cell(item.row, column) for column in columns] for item in items])


def _raised_cell(row: FindingLikelihood, column: Column) -> float:
    cell = _cell(row, column.cell)
    none = _cell(row, "none")
    return (cell and cell.raised) or (none and none.raised) or 0.0


def _cell(row: FindingLikelihood, cause: str) -> Cell | None:
    return next((cell for cell in row.cells if cell.cause == cause), None)


def _false_alarm_depths(items: list[Item]) -> Array:
    """How severe false alarms are: the share of them that is exactly mild, moderate, severe, [item, depth]."""
    least = np.array([_depths(item, "none", "none") for item in items])
    deeper: Array = np.append(least[:, 1:], np.zeros((len(items), 1)), axis=1)
    return least - deeper
