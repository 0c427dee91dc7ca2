"""The likelihood table as arrays: the figures of the reference that they must reproduce."""

from itertools import pairwise

import numpy as np
import pytest

from exam.domain.reasoning.assess import prepare
from exam.domain.reasoning.localise.columns import columns_of
from exam.domain.reasoning.localise.tables import _drawn, base_tables, build_tables, drawn_tables, provide
from exam.domain.record.causes import is_cause, roots_of
from reference import load_reference

TABLES = base_tables()
COLUMNS = TABLES.columns
PLACES = {column.cell: place for place, column in enumerate(COLUMNS)}

each_item = pytest.mark.parametrize("item", TABLES.items.values(), ids=list(TABLES.items))


def marginal(item, depth=0):
    """P(at least this deep) under each column, over all severities of the lesion."""
    figures = TABLES.depth[item.group][0, item.place, :, 0, :, depth]
    return figures @ TABLES.weights if figures.shape[-1] > 1 else figures[:, 0]


def test_no_lesion_comes_first_and_generalised_causes_last():
    assert COLUMNS[0].cause == "no_neurological_lesion"
    assert TABLES.none == 0
    person = [column.is_generalised for column in COLUMNS]
    assert person == sorted(person)
    assert {column.cause for column in COLUMNS if column.is_generalised} == {
        *("polyneuropathy", "upper_motor_neuron", "cauda_equina", "motor_neuron_disease", "myopathy")
    }


def test_every_column_is_a_cause_in_one_of_its_forms():
    assert all(is_cause(column.cause) for column in COLUMNS)
    assert len(PLACES) == len(COLUMNS)
    for cause in load_reference().causes.values():
        forms = [column for column in COLUMNS if column.cause == cause.id]
        assert sum(form.share for form in forms) == pytest.approx(1.0)
        assert len(forms) == max(1, len(cause.variants))


def test_several_roots_are_those_that_have_a_prior():
    several = {column.cause.replace("root.", "roots.") for column in COLUMNS if len(column.roots) > 1}
    assert several == {id for id in load_reference().priors if id.startswith("roots.")}
    assert columns_of(load_reference()) == COLUMNS


def expected(item, cell, figures):
    """How often the first modality is abnormal, by the table."""
    # Deficits that roots do not cause are false positives, as without a lesion.
    least = figures["none"] if roots_of(cell) and item.row.shared else 0.0
    return max(figures[cell], least)


@each_item
def test_over_all_severities_a_finding_is_abnormal_as_often_as_its_cell_says(item):
    modality, figures = item.modalities[0], {cell.cause: cell.p for cell in item.row.cells}
    at_least = np.array([marginal(item, depth) for depth in range(3)])
    detected = np.array(modality.detects_by_depth) @ (at_least - np.append(at_least[1:], 0 * at_least[:1], axis=0))
    found = dict(zip(PLACES, detected + (1 - at_least[0]) * modality.false_alarm, strict=True))
    cells = [cell for cell in PLACES if cell in figures and len(roots_of(cell)) < 2]
    assert [found[cell] for cell in cells] == pytest.approx([expected(item, cell, figures) for cell in cells], abs=3e-3)


@pytest.mark.parametrize(
    ("movement", "lesion", "shared"),
    [
        ("ankle_dorsiflexion", "root.L4+L5", True),
        ("great_toe_extension", "root.L4+L5", False),
        ("great_toe_extension", "root.L5+S1", False),
        ("ankle_eversion", "root.L5+S1", True),
        ("knee_extension", "root.L3+L4", True),
    ],
)
def test_a_deficit_is_deeper_where_two_roots_of_the_lesion_supply_one_muscle(movement, lesion, shared):
    """Among what both add to the baseline, the share that is severe: 0.12 of one root, 0.3 of several."""
    item = TABLES.items[f"strength.{movement}"]
    severe, any_depth = marginal(item, depth=2)[PLACES[lesion]], marginal(item)[PLACES[lesion]]
    assert bool(severe / any_depth > 0.2) is shared


@each_item
def test_a_column_without_a_cell_equals_no_lesion(item):
    cells, seen = {cell.cause for cell in item.row.cells}, marginal(item)
    without = [
        place
        for place, column in enumerate(COLUMNS)
        if column.cell not in cells and not any(f"root.{root}" in cells for root in column.roots)
    ]
    assert seen[without] == pytest.approx(np.full(len(without), seen[TABLES.none]))


@each_item
def test_at_every_severity_a_deeper_loss_is_rarer(item):
    figures = TABLES.depth[item.group][:, item.place]
    assert ((figures > 0) & (figures <= 1)).all()
    assert (np.diff(figures, axis=-1) <= 1e-12).all()


@pytest.mark.parametrize(
    "item", [item for item in TABLES.items.values() if item.row.shared], ids=lambda item: item.row.finding
)
def test_a_severer_lesion_makes_every_loss_likelier(item):
    figures = TABLES.depth[item.group][0, item.place, :, 0, :, 0]
    assert (np.diff(figures, axis=-1) >= 0).all()


@each_item
def test_two_roots_are_at_least_as_likely_abnormal_as_the_likelier_of_them(item):
    seen = marginal(item)
    for place, column in enumerate(COLUMNS):
        if len(column.roots) > 1 and item.row.shared:
            assert seen[place] >= max(seen[PLACES[f"root.{root}"]] for root in column.roots) - 1e-4


def test_the_draws_are_the_same_every_time_and_lie_around_the_figures():
    drawn = drawn_tables()
    assert drawn is drawn_tables()
    for id, prior in load_reference().priors.items():
        draws = drawn.priors[id]
        assert draws.shape == (200,)
        if prior.basis == "judgement":
            inside = ((draws >= prior.range[0]) & (draws <= prior.range[1])).mean()
            assert 0.8 < inside < 0.98
            assert (draws < prior.p).any()
            assert (draws > prior.p).any()
        else:
            assert (draws == prior.p).all()


def test_an_asymptomatic_leg_has_no_more_false_alarms():
    for item in TABLES.items.values():
        if item.row.of == "leg":
            asymptomatic = TABLES.asymptomatic[item.group][item.place]
            assert asymptomatic[0] <= marginal(item)[TABLES.none] + 1e-12
            assert all(one >= other for one, other in pairwise(asymptomatic))


def test_only_reflexes_and_tone_can_be_too_strong():
    strong = {name for name, item in TABLES.items.items() if TABLES.raised[item.group][item.place].any()}
    assert strong == {"reflexes.patellar", "reflexes.medial_hamstring", "reflexes.achilles", "long_tract.muscle_tone"}


class Noise:
    """A generator of these values, then of zeros."""

    def __init__(self, *first):
        self.first = first

    def standard_normal(self, size):
        return np.array([*self.first, *[0.0] * (size - len(self.first))])


def test_a_judged_figure_is_drawn_so_that_nine_of_ten_draws_lie_in_its_range():
    drawn = _drawn(0.2, (0.1, 0.5), "judgement", Noise(1.645, -1.645, 0.8225, -3.29))
    # Half of the way up is half of the way on the logit scale: odds of 1/4 and 1 make 1/2.
    # Twice the way down: odds of 1/4 and 1/9 make (1/9) ** 2 * 4.
    odds = 4 / 81
    assert drawn[:4] == pytest.approx([0.5, 0.1, 1 / 3, odds / (1 + odds)])
    assert drawn[4:] == pytest.approx(np.full(196, 0.2))


def test_a_figure_from_a_source_is_not_drawn():
    assert (_drawn(0.2, (0.1, 0.5), "published", Noise(1.645)) == np.full(200, 0.2)).all()
    assert _drawn(0.2, (0.1, 0.5), "judgement", None).tolist() == [0.2]


def test_the_draws_are_those_of_this_seed():
    again = build_tables(load_reference(), np.random.default_rng(20261121))
    assert all((again.priors[id] == draws).all() for id, draws in drawn_tables().priors.items())
    assert all((again.depth[group] == figures).all() for group, figures in drawn_tables().depth.items())


def test_draws_that_are_all_the_figures_themselves_give_the_tables_again():
    plain, exact = build_tables(load_reference(), Noise()), base_tables()
    assert plain.weights.shape == (5,)
    assert exact.weights.shape == (15,)
    for group in ("shared", "apart", "person"):
        assert plain.depth[group].shape[0] == 200
        mean, expected = (
            (tables.depth[group] * tables.weights[:, None]).sum(axis=-2)
            if group == "shared"
            else tables.depth[group][..., 0, :]
            for tables in (plain, exact)
        )
        assert mean[[0, 199]] == pytest.approx(np.concatenate([expected, expected]), abs=3e-3)


def test_tables_that_were_kept_are_used(monkeypatch):
    made = (base_tables(), drawn_tables())
    monkeypatch.setattr("exam.domain.reasoning.localise.tables._provided", {})
    provide(*made)
    base_tables.cache_clear()
    drawn_tables.cache_clear()
    assert (base_tables(), drawn_tables()) == made
    assert base_tables() is made[0]


def test_what_all_assessments_share_is_worked_out_before_the_first():
    prepare()
    assert base_tables.cache_info().currsize == 1
    assert drawn_tables.cache_info().currsize == 1
