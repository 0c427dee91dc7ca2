"""What looks alike, and the tests that distinguish two lesions, agree with the table and with what is taught."""

import pytest

from exam.domain.appearance.imitations import imitations, in_common
from exam.domain.appearance.rates import examined, forms_of, rates_of
from reference import load_reference

FORMS = [form for cause in load_reference().causes for form in forms_of(cause)]
TAUGHT = {
    "root.L5": {"nerve.common_fibular", "nerve.sciatic", "root.S1"},
    "root.S1": {"root.L5", "nerve.tibial", "nerve.sciatic"},
    "root.L3": {"nerve.femoral", "root.L4"},
    "root.L4": {"nerve.femoral", "root.L3"},
    "nerve.common_fibular": {"root.L5", "nerve.sciatic", "nerve.deep_fibular"},
    "nerve.femoral": {"root.L3", "root.L4", "plexus.lumbosacral"},
    "nerve.saphenous": {"nerve.femoral", "root.L4"},
    "nerve.sural": {"root.S1", "nerve.tibial"},
    "nerve.lateral_femoral_cutaneous": {"root.L2", "root.L3"},
    "cauda_equina:low": {"upper_motor_neuron", "root.S1"},
    "upper_motor_neuron:spastic": {"motor_neuron_disease", "polyneuropathy"},
}


@pytest.mark.parametrize(("form", "alike"), TAUGHT.items())
def test_what_is_often_mistaken_for_it_is_among_them(form, alike):
    assert alike <= {one.cause for one in imitations(form)}


def test_what_has_the_most_in_common_comes_first_and_nothing_imitates_itself():
    for form in FORMS:
        found = imitations(form)
        assert len(found) <= 5
        assert form.partition(":")[0] not in {one.cause for one in found}
        assert {"no_neurological_lesion", "other_lesion"}.isdisjoint(one.cause for one in found)
        shares = [in_common(form, one.form) for one in found]
        assert shares == sorted(shares, reverse=True)


def test_in_common_is_counted_by_hand():
    none, one, other = (rates_of(form) for form in ("none", "nerve.sural", "nerve.tibial:tarsal"))
    smaller = larger = 0.0
    for row in examined():
        for what in ("abnormal", "raised"):
            pair = [max(0.0, getattr(rates[row], what) - getattr(none[row], what)) for rates in (one, other)]
            smaller, larger = smaller + min(pair), larger + max(pair)
    assert in_common("nerve.sural", "nerve.tibial:tarsal") == pytest.approx(smaller / larger)
    assert in_common("nerve.sural", "nerve.sural") == 1.0
    assert in_common("none", "none") == 0.0


def test_three_tests_separate_them_by_the_largest_ratio_of_the_table():
    for form in FORMS:
        for one in imitations(form):
            ratios = [test.ratio for test in one.tests]
            assert ratios == sorted(ratios, reverse=True)
            assert 1 <= len(ratios) <= 3
            assert ratios[-1] >= 1.5
            for test in one.tests:
                what = "raised" if test.raised else "abnormal"
                assert test.here == getattr(rates_of(form)[test.finding], what)
                assert test.there == getattr(rates_of(one.form)[test.finding], what)
                assert max(test.here, test.there) >= 0.2
                assert not test.finding.startswith(("local.", "presentation.", "red_flags.", "pain."))


def test_abduction_distinguishes_the_fibular_nerve_from_l5():
    (fibular,) = [one for one in imitations("root.L5") if one.cause == "nerve.common_fibular"]
    assert "strength.hip_abduction" in {test.finding for test in fibular.tests}
