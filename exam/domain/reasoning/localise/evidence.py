"""How well each column explains the findings: log-likelihoods with the axes draw, column, constitution, node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import NORMAL, RAISED, Observation, depth_of
from exam.domain.reasoning.localise.tables import Item, Tables
from exam.domain.record.model import split_side
from reference import load_reference
from reference.vocabulary import CONSTITUTIONS, Constitution

ByModality = tuple[tuple[int, int], ...]
"""The results at one item: the index of the modality, and the depth that was found."""

BRISK_IN_THE_BRISK = 0.75
"""P(brisk) of a healthy reflex in people whose reflexes are brisk; judgement, 0.6 to 0.9."""

BRISK_IN_THE_LOW = 0.002
LOW_BUT_PRESENT = 0.5
"""The share of reflexes lost to constitution that is reduced rather than absent; judgement."""

OLD = 60
SMALLEST = 1e-12


class Setting(NamedTuple):
    """What affects how often a healthy leg is abnormal: whether it has no symptoms, and a painful joint in it."""

    asymptomatic: bool = False
    explained: bool = False


Key = tuple[Tables, Item, ByModality, Setting]


class OfDraws:
    """Log-likelihoods of drawn tables, a third of a megabyte each: the last ones within a bound, and some for good."""

    # Threads may use it at once: each step is one of a dictionary, and what one has just taken out another computes.
    def __init__(self) -> None:
        self._most: int | None = None
        self._keeps = False
        self._for_good: dict[Key, Array] = {}
        self._recent: dict[Key, Array] = {}

    def of(self, key: Key) -> Array:
        """What is kept, else computed."""
        found = self._for_good.get(key)
        if found is not None:
            return found
        found = self._recent.pop(key, None)
        return self._kept(key, _computed(*key) if found is None else found)

    @contextmanager
    def keeping_for_good(self, most: int) -> Iterator[None]:
        """Keep for good what is computed meanwhile, and from then on at most so many bytes of anything else."""
        self._keeps = True
        try:
            yield
        finally:
            self._keeps, self._most = False, most

    def _kept(self, key: Key, made: Array) -> Array:
        (self._for_good if self._keeps else self._recent)[key] = made
        while self._most is not None and sum(one.nbytes for one in list(self._recent.values())) > self._most:
            self._recent.pop(next(iter(list(self._recent))), None)
        return made


OF_DRAWS = OfDraws()


def log_likelihood(tables: Tables, observation: Observation) -> Array:
    """Log P(results | column), [draw, column, constitution, node]; an axis along which nothing varies has size 1."""
    results = tuple((result.modality, result.depth) for result in observation.results)
    key = tables, observation.item, results, Setting(observation.asymptomatic, observation.explained)
    if not tables.is_drawn:
        return _of_the_figures(*key, observation.weight)
    return _weighted(OF_DRAWS.of(key), observation.weight)


@lru_cache(maxsize=2048)
def _of_the_figures(tables: Tables, item: Item, results: ByModality, setting: Setting, weight: float) -> Array:
    return _weighted(_computed(tables, item, results, setting), weight)


def prepare_results(tables: Tables) -> None:
    """Work out the likelihood of every result that an item can have: 4 MB, which processes can share."""
    for item in tables.items.values():
        for depths in product(*((None, *_depths(modality.finding)) for modality in item.modalities)):
            results = tuple((place, depth) for place, depth in enumerate(depths) if depth is not None)
            for setting in _settings(item) if results else ():
                _of_the_figures(tables, item, results, setting, item.row.weight)


def _settings(item: Item) -> list[Setting]:
    asymptomatic = (False, True) if item.row.of == "leg" else (False,)
    return [Setting(*both) for both in product(asymptomatic, (False, True) if item.row.explained else (False,))]


def _depths(finding: str) -> list[int]:
    """Every depth that a finding, or the answer to a question, can have."""
    reference, test = load_reference(), split_side(finding)[0]
    grades = reference.scales[reference.tests[test].scale].grades if test in reference.tests else ()
    return sorted({depth_of(test, grade.value) for grade in grades}) or [NORMAL, NORMAL + 1]


def _weighted(found: Array, weight: float) -> Array:
    return found if weight == 1.0 else found * weight


def _computed(tables: Tables, item: Item, results: ByModality, setting: Setting) -> Array:
    likelihood: Array = np.log(np.maximum(_likelihood(tables, item, results, setting), SMALLEST))
    return likelihood


def _likelihood(tables: Tables, item: Item, results: ByModality, setting: Setting) -> Array:
    depth = depth_in(tables, item, setting)
    raised = tables.raised[item.group][item.place][None, :, None, None]
    if item.row.lost_without_lesion:
        depth, raised = constituted(tables, item, depth, raised)
    lost = depth[..., 0]
    deepest = max(depth for _, depth in results)
    if any(depth == RAISED for _, depth in results):
        too_strong: Array = (1.0 - lost) * raised
        return too_strong
    by_depth, false_alarm = _pattern(item, results)
    spared = (1.0 - lost) * (1.0 - raised)
    if deepest != NORMAL:
        false_alarm *= float(tables.false_alarm_depths[item.group][item.place][deepest - 1])
        present = exactly(depth, deepest) * by_depth[deepest - 1]
    else:
        present = _missed(depth, by_depth)
    explained: Array = spared * false_alarm + present
    return explained


def _missed(depth: Array, by_depth: tuple[float, float, float]) -> Array:
    """P(a deficit of any depth is there, and every modality misses it)."""
    mild, moderate, severe = by_depth
    missed: Array = depth[..., 0] * mild
    if not mild == moderate == severe:
        missed = missed + depth[..., 1] * (moderate - mild) + depth[..., 2] * (severe - moderate)
    return missed


def depth_in(tables: Tables, item: Item, setting: Setting) -> Array:
    """P(at least each depth), [draw, column, constitution, node, depth]."""
    depth = tables.depth[item.group][:, item.place]
    if setting.asymptomatic:
        depth = depth.copy()
        depth[:, tables.none] = tables.asymptomatic[item.group][item.place]
    if setting.explained and item.row.explained:
        # The joint weakens the movement independently of a lesion: an additional mild cause, added by noisy-OR.
        depth = depth.copy()
        depth[..., 0] = 1.0 - (1.0 - depth[..., 0]) * (1.0 - item.row.explained.p)
    return depth


def exactly(depth: Array, wanted: int) -> Array:
    """P(exactly this depth) from P(at least each depth)."""
    part: Array = depth[..., wanted - 1] - (depth[..., wanted] if wanted < 3 else 0.0)
    return part


def _pattern(item: Item, results: ByModality) -> tuple[tuple[float, float, float], float]:
    """P(these results | a mild, a moderate, a severe deficit), and P(these results | it is absent)."""
    if_present, if_absent = [1.0, 1.0, 1.0], 1.0
    for modality, depth in results:
        kind, found = item.modalities[modality], depth != NORMAL
        detects = kind.detects_by_depth
        if_present = [p * (d if found else 1.0 - d) for p, d in zip(if_present, detects, strict=True)]
        if_absent *= kind.false_alarm if found else 1.0 - kind.false_alarm
    mild, moderate, severe = if_present
    return (mild, moderate, severe), if_absent


def constituted(tables: Tables, item: Item, depth: Array, raised: Array) -> tuple[Array, Array]:
    """Add the axis of the person's constitution, which explains symmetric loss and symmetric briskness."""
    none = depth[:, tables.none : tables.none + 1]
    layers = []
    for constitution in CONSTITUTIONS:
        low = item.row.lost_without_lesion.get(constitution)
        layers.append(depth if low is None else _with_low(depth, none, low))
    high = np.array([_brisk(constitution) for constitution in CONSTITUTIONS])[None, None, :, None]
    return np.concatenate(layers, axis=2), np.maximum(raised, high) if item.row.cells[0].raised else raised


def _with_low(depth: Array, none: Array, low: float) -> Array:
    """The baseline rate `low` in place of the table's, with the lesion added by noisy-OR."""
    baseline = low * np.array([1.0, 1.0 - LOW_BUT_PRESENT, 1.0 - LOW_BUT_PRESENT])
    excess = np.clip((depth - none) / (1.0 - none), 0.0, 1.0)
    combined: Array = 1.0 - (1.0 - baseline) * (1.0 - excess)
    return combined


def _brisk(constitution: Constitution) -> float:
    return {"usual": 0.0, "brisk": BRISK_IN_THE_BRISK}.get(constitution, BRISK_IN_THE_LOW)


def total(parts: Iterable[Array], shape: tuple[int, ...]) -> Array:
    """The sum of log-likelihoods, broadcast to a full array; equal shapes are added before they are broadcast."""
    alike: dict[tuple[int, ...], Array] = {}
    for part in parts:
        if part.shape in alike:
            alike[part.shape] += part
        else:
            alike[part.shape] = part.copy()
    whole = np.zeros(shape)
    for part in alike.values():
        whole += part
    return whole


def constitution_weights(tables: Tables, age: int | None) -> Array:
    """P(constitution), [draw, constitution]; low reflexes are commoner over 60 (Vrancken 2006)."""
    low_ankles, low = (_by_age(tables, f"reflex.{name}", age) for name in ("low_ankles", "low_everywhere"))
    brisk = tables.priors["reflex.brisk"]
    return np.stack(np.broadcast_arrays(1.0 - low_ankles - low - brisk, low_ankles, low, brisk), axis=-1)


def _by_age(tables: Tables, name: str, age: int | None) -> Array:
    """The mean of the two figures where the age is not known."""
    young, old = tables.priors[name], tables.priors[f"{name}_over_60"]
    return 0.5 * (young + old) if age is None else old if age > OLD else young
