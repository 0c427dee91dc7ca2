"""Each figure as a sentence, whatever it is about."""

import pytest

from exam.domain.review.claims import claim, reason, sources, span
from reference import load_reference
from reference.figures import figure_named, figures_of


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (
            "strength.great_toe_extension/root.L5",
            "With a lesion of the L5 root, great toe extension is weak in {} of 100",
        ),
        ("dermatome.S1/none", "Without a nerve or root lesion, S1 light touch is altered or absent in {} of 100"),
        (
            "strength.hip_abduction/none.asymptomatic",
            "Without a nerve or root lesion, in a leg without symptoms, hip abduction is weak in {} of 100",
        ),
        (
            "reflexes.achilles/polyneuropathy:length_dependent",
            "is reduced or absent in {} of 100 patients, not counting people whose reflexes are always low.",
        ),
        ("reflexes.achilles/polyneuropathy:length_dependent", "With a polyneuropathy (length dependent), "),
        ("presentation.duration_weeks/none", "the complaint has lasted more than 6 weeks in {} of 100"),
        ("presentation.onset/none", "the complaint began suddenly in {} of 100"),
        ("red_flags.severe_pain/none", 'the answer to "Severe pain" is yes in {} of 100'),
        ("pain.heel/root.S1", "pain or tingling is reported in: heel, in {} of 100"),
        ("long_tract.muscle_tone/none", '"Muscle tone" is reduced in {} of 100'),
        ("other.pedal_pulses/none", '"Pedal pulses" is abnormal in {} of 100'),
    ],
)
def test_a_likelihood_is_a_sentence(figure, words):
    found = figure_named(load_reference(), f"likelihoods/{figure}")
    number = f"{100 * found.of.p:.3g}"
    assert words.format(number) in claim(found)


def test_a_prior_is_its_label_and_its_number():
    found = figure_named(load_reference(), "priors/leg.root")
    assert claim(found) == f"A root lesion in a painful leg: {100 * found.of.p:.3g} of 100."


def test_every_figure_has_a_claim_and_a_reason_of_its_own():
    figures = figures_of(load_reference()).values()
    assert all(claim(figure).endswith(".") and reason(figure) for figure in figures)
    claims = [claim(figure) for figure in figures]
    assert len(set(claims)) == len(claims)


def test_a_cell_without_reason_or_sources_has_those_of_its_row():
    row = load_reference().likelihoods["reflexes.achilles"]
    own = figure_named(load_reference(), "likelihoods/reflexes.achilles/polyneuropathy:length_dependent")
    assert (reason(own), sources(own)) == (own.cell.why, ("Abraham 2017",))
    bare = figure_named(load_reference(), "likelihoods/reflexes.achilles/root.L3")
    assert reason(bare) == row.why
    assert len(sources(bare)) == len(row.sources)
    assert span(bare) == "{:.2g} to {:.2g} of 100".format(*(100 * end for end in bare.cell.range))
