"""How much each figure matters for the ranking: how far the probabilities move over its range.

The influence of a figure is the total variation distance between the posterior with the figure at the low end of its
range and at the high end, all else equal: the probability that changes place, from 0 to 1, as a mean over examinations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import msgspec
import numpy as np

from exam.domain.reasoning.localise.evidence import log_likelihood
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import Observation
from exam.domain.reasoning.localise.posterior import Evidence, gather, posterior, with_changes
from exam.domain.reasoning.localise.ranking import by_candidate
from exam.domain.reasoning.localise.tables import Tables, base_tables, build_tables
from exam.domain.record.model import ExamRecord
from reference import load_reference
from reference.figures import cell_id, prior_id
from reference.model import Cell, FindingLikelihood, Modality


def influences(records: Sequence[ExamRecord]) -> dict[str, float]:
    """The influence of each figure, by its id; a finding that none of the records has gives its figures none."""
    figures = [cell_id(row.finding, cell.cause) for row in load_reference().likelihoods.values() for cell in row.cells]
    added = dict.fromkeys([*figures, *map(prior_id, load_reference().priors)], 0.0)
    for record in records:
        evidence = gather(record, base_tables())
        for finding, observations in _by_item(evidence).items():
            for cell, moved in zip(_cells(finding), _of_cells(evidence, observations), strict=True):
                added[cell_id(finding, cell.cause)] += float(moved)
        for prior, moved in zip(load_reference().priors, _moved(gather(record, _with_priors())), strict=True):
            added[prior_id(prior)] += float(moved)
    return {figure: change / len(records) for figure, change in added.items()}


def _by_item(evidence: Evidence) -> dict[str, list[tuple[Observation, Array]]]:
    """The observations of each item and their log-likelihoods: an item may be observed on both legs."""
    found = defaultdict(list)
    for observation, part in zip(evidence.observations, evidence.parts, strict=True):
        found[observation.item.row.finding].append((observation, part))
    return found


def _cells(finding: str) -> tuple[Cell, ...]:
    return load_reference().likelihoods[finding].cells


def _of_cells(evidence: Evidence, observations: list[tuple[Observation, Array]]) -> Array:
    """How far the posterior moves over the range of each cell of one item, [cell]."""
    changes: dict[str, Array] = {}
    for observation, part in observations:
        items = [_with_ends().items[name] for name, _ in _at_ends(observation.item.row)]
        ends = [log_likelihood(_with_ends(), observation._replace(item=item)) - part for item in items]
        changes[observation.side] = changes.get(observation.side, 0.0) + np.concatenate(ends)
    return _moved(with_changes(evidence, changes))


def _moved(evidence: Evidence) -> Array:
    """The distance between low and high of each figure, [figure], from draws in which the two alternate."""
    found = by_candidate(posterior(evidence))
    distance: Array = 0.5 * np.abs(found[::2] - found[1::2]).sum(axis=-1)
    return distance


@cache
def _with_ends() -> Tables:
    """The tables with each row repeated for each of its cells, the figure at the low and the high end of its range."""
    reference = load_reference()
    repeated = {name: row for each in reference.likelihoods.values() for name, row in _at_ends(each)}
    return build_tables(msgspec.structs.replace(reference, likelihoods=reference.likelihoods | repeated))


def _at_ends(row: FindingLikelihood) -> Iterator[tuple[str, FindingLikelihood]]:
    # The modality says what is examined, since the name of a repeated row is no test.
    modalities = row.modalities or (Modality(finding=row.finding, detects=1.0, false_alarm=0.0),)
    for place, cell in enumerate(row.cells):
        for end, p in zip(("low", "high"), cell.range, strict=True):
            moved = msgspec.structs.replace(cell, p=p)
            cells = (*row.cells[:place], moved, *row.cells[place + 1 :])
            name = f"{row.finding}/{cell.cause}/{end}"
            yield name, msgspec.structs.replace(row, finding=name, modalities=modalities, cells=cells)


@cache
def _with_priors() -> Tables:
    """The tables with a draw for each prior at the low and the high end of its range."""
    priors = load_reference().priors
    drawn = {id: np.full(2 * len(priors), prior.p) for id, prior in priors.items()}
    for place, (id, prior) in enumerate(priors.items()):
        drawn[id][2 * place : 2 * place + 2] = prior.range
    return replace(base_tables(), priors=drawn)
