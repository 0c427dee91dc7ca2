"""The influence of a figure, against tables that are built again with the figure changed."""

import msgspec
import pytest

from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.ranking import by_candidate
from exam.domain.reasoning.localise.tables import build_tables
from exam.domain.review.influence import influences
from exam.domain.review.typical import typical_examinations
from reference import load_reference
from reference.figures import figure_named, figures_of

pytestmark = pytest.mark.xdist_group("influence")

RECORDS = typical_examinations(2)
FIGURES = (
    "likelihoods/reflexes.achilles/root.S1",
    "likelihoods/strength.knee_extension/none",
    "likelihoods/dermatome.L5/root.L5",
    "likelihoods/presentation.features.back_pain/root.L5",
    "likelihoods/pain.buttock/root.S1",
    "priors/leg.root",
    "priors/roots.L5+S1",
)


@pytest.fixture(scope="module")
def found():
    return influences(RECORDS)


def with_value(figure, p):
    """The reference with one figure changed."""
    reference = load_reference()
    if figure.cell is None:
        prior = msgspec.structs.replace(figure.row, p=p)
        return msgspec.structs.replace(reference, priors=reference.priors | {figure.row.id: prior})
    cells = [msgspec.structs.replace(cell, p=p) if cell == figure.cell else cell for cell in figure.row.cells]
    row = msgspec.structs.replace(figure.row, cells=tuple(cells))
    return msgspec.structs.replace(reference, likelihoods=reference.likelihoods | {row.finding: row})


def ranked(reference):
    tables = build_tables(reference)
    return [by_candidate(posterior(gather(record, tables)))[0] for record in RECORDS]


@pytest.mark.parametrize("id", FIGURES)
def test_it_is_the_probability_that_changes_place(found, id):
    figure = figure_named(load_reference(), id)
    low, high = (ranked(with_value(figure, end)) for end in figure.of.range)
    expected = sum(0.5 * abs(one - other).sum() for one, other in zip(low, high, strict=True)) / len(RECORDS)
    assert found[id] == pytest.approx(expected, abs=1e-9)


def test_every_figure_has_an_influence_between_0_and_1(found):
    assert set(found) == set(figures_of(load_reference()))
    assert all(0.0 <= influence <= 1.0 for influence in found.values())
    assert max(found.values()) > 0.01
