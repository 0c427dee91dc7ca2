"""Patients simulated from the model itself."""

import numpy as np

from exam.domain.evaluation.simulate import simulate


def test_lesions_are_as_common_as_the_prior_says_and_the_same_seed_gives_the_same_patients():
    cohort = simulate(2000, 3)
    assert (cohort.causes == simulate(2000, 3).causes).all()
    roots = np.char.startswith(cohort.causes, "root.")
    assert 0.5 < roots.mean() < 0.65
    weak = cohort.depth["strength.great_toe_extension", "left"] > 0
    without, with_l5 = (weak[cohort.causes == cause].mean() for cause in ("no_neurological_lesion", "root.L5"))
    assert with_l5 > 3 * without


def test_what_is_found_of_the_whole_person_is_as_frequent_as_the_table_says():
    cohort = simulate(4000, 5)
    numb = cohort.depth["red_flags.saddle_numbness", "none"] > 0
    tripping = cohort.depth["presentation.features.tripping_or_foot_slap", "none"] > 0
    assert numb[cohort.causes == "no_neurological_lesion"].mean() < 0.03
    assert 0.2 < tripping[cohort.causes == "root.L5"].mean() < 0.4
    residual = cohort.depth["saddle.post_void_residual_ml", "none"]
    assert set(residual) == {0, 1}
