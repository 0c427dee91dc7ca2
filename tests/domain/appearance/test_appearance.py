"""What is expected and spared follows from the table and the hallmarks."""

from exam.domain.appearance.appearance import appearance_of
from exam.domain.appearance.imitations import imitations
from exam.domain.appearance.rates import examined, forms_of, own_cells, rates_of
from reference import load_reference

FORMS = [form for cause in load_reference().causes for form in forms_of(cause)]


def names(signs):
    return {sign.finding for sign in signs}


def test_an_l5_root_has_its_muscles_and_spares_the_tinel_sign():
    look = appearance_of("root.L5")
    muscles = {f"strength.{muscle}" for muscle in ("great_toe_extension", "ankle_dorsiflexion", "hip_abduction")}
    assert muscles | {"dermatome.L5", "tension.straight_leg_raise"} <= names(look.expected)
    assert "presentation.features.pain_below_knee" in names(look.asked)
    assert {"other.fibular_neck_tinel", "saddle.perianal"} <= names(look.spared)


def test_a_fibular_nerve_spares_abduction_inversion_and_the_ankle_jerk():
    spared = {one.finding: one for one in appearance_of("nerve.common_fibular").spared}
    assert {"strength.hip_abduction", "strength.ankle_inversion", "reflexes.achilles"} <= set(spared)
    assert spared["strength.ankle_inversion"].share == 0.1


def test_brisk_reflexes_are_expected_of_a_cord_lesion():
    brisk = {sign.finding for sign in appearance_of("upper_motor_neuron:spastic").expected if sign.raised}
    assert {"reflexes.patellar", "reflexes.achilles", "long_tract.muscle_tone"} <= brisk


def test_expected_is_frequent_or_a_hallmark_and_more_than_in_healthy_legs():
    for form in FORMS:
        marks = load_reference().hallmarks.get(form.partition(":")[0])
        for sign in (*appearance_of(form).expected, *appearance_of(form).asked):
            what = "raised" if sign.raised else "abnormal"
            assert sign.share == getattr(rates_of(form)[sign.finding], what)
            assert sign.share >= 1.5 * getattr(rates_of("none")[sign.finding], what)
            named = marks and sign.finding in (marks.raised if sign.raised else marks.abnormal)
            assert sign.share >= (0.2 if named else 0.5)


def test_spared_is_seldom_here_and_often_in_the_imitation_named():
    for form in FORMS:
        look = appearance_of(form)
        assert len(look.spared) <= 8
        assert names(look.spared).isdisjoint(names(look.expected))
        for one in look.spared:
            assert one.other in {imitation.form for imitation in imitations(form)}
            assert (one.share, one.there) == (
                rates_of(form)[one.finding].abnormal,
                rates_of(one.other)[one.finding].abnormal,
            )
            assert one.share <= 0.2
            assert one.there >= 0.3


def test_no_lesion_expects_nothing():
    assert appearance_of("no_neurological_lesion").expected == ()


def test_a_form_has_its_own_cells_and_else_those_of_no_lesion():
    cells = {cell.cause: cell for cell in load_reference().likelihoods["reflexes.achilles"].cells}
    assert rates_of("nerve.femoral")["reflexes.achilles"].abnormal == cells["none"].p
    assert rates_of("root.S1")["reflexes.achilles"].abnormal == cells["root.S1"].p
    spastic = cells["upper_motor_neuron:spastic"]
    assert rates_of("upper_motor_neuron:spastic")["reflexes.achilles"].raised == (1 - spastic.p) * spastic.raised
    row = load_reference().likelihoods["reflexes.achilles"]
    assert {cell.cause for cell in own_cells(row, "nerve.sciatic")} == {
        f"nerve.sciatic:{form}" for form in ("whole", "fibular_division", "tibial_division")
    }
    assert "local.fadir" not in examined()
    assert "reflexes.achilles" in examined()


def spared(form):
    return names(appearance_of(form).spared)


def test_no_gait_is_spared_where_many_cannot_walk():
    cannot_walk = "presentation.features.unable_to_walk_unaided"
    for form in FORMS:
        if rates_of(form)[cannot_walk].abnormal >= 0.3:
            assert not [finding for finding in spared(form) if finding.startswith("gait.")], form
    assert rates_of("upper_motor_neuron:acute")[cannot_walk].abnormal >= 0.3
    assert "gait.trendelenburg" in spared("nerve.sciatic:whole")


def test_no_vibration_is_spared_where_no_touch_is_felt():
    for form in FORMS:
        if max(rates_of(form)[f"dermatome.{root}"].abnormal for root in ("L5", "S1")) >= 0.5:
            assert "other.vibration_great_toe" not in spared(form), form
    assert "other.vibration_great_toe" in spared("motor_neuron_disease")


def test_in_a_lesion_of_the_whole_person_only_what_the_table_knows_is_spared():
    for form in FORMS:
        cause = form.partition(":")[0]
        if load_reference().kind_named(cause).of == "person":
            known = {
                row.finding for row in load_reference().likelihoods.values() if form in {c.cause for c in row.cells}
            }
            assert spared(form) <= known, form
    assert "other.calf_wasting" not in spared("cauda_equina:high")
    assert "strength.hip_flexion" in spared("nerve.obturator")
