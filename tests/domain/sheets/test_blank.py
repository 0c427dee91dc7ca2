"""The blank form asks what the note shows, in each language; the core tests are always on it."""

import pytest

from exam.domain.language import speaking
from exam.domain.sheets.blank import blank_form, further_families
from exam.languages.catalogue import catalogue
from reference import load_reference
from tests.pretend import Pretend

ENGLISH, GERMAN = catalogue("en"), catalogue("de")


def labels(groups):
    return {group.title: [row.label for row in group.rows] for group in groups}


def test_the_core_is_beside_the_leg_chart():
    form = blank_form(ENGLISH)
    assert labels(form.beside) == {
        "Reflexes": ["Patellar reflex", "Achilles reflex"],
        "Sensation": ["L3", "L4", "L5", "S1"],
        "Strength": ["Knee extension", "Ankle dorsiflexion", "Great toe extension", "Ankle plantarflexion"],
    }
    assert all(row.is_core and row.sided for group in form.beside for row in group.rows)
    assert [row.cell.kind for row in form.beside[1].rows] == ["write_two"] * 4
    assert form.beside[1].how == "light touch / pinprick; Sensation score, 0 to 2"


def test_what_decides_about_an_emergency_or_a_root_is_on_every_form():
    always = labels(blank_form(ENGLISH).further)
    assert always["Tension tests"][:2] == ["Straight leg raise", "Straight leg raise angle"]
    assert always["Saddle and sphincters"][1:3] == ["Perianal pinprick", "Anal tone"]
    assert list(always) == ["Tension tests", "Saddle and sphincters"]


def test_every_test_can_be_on_it():
    form = blank_form(ENGLISH, further_families())
    groups = (*form.beside, *form.further)
    wanted = sorted(test.label for test in load_reference().tests.values() if test.family != "pinprick")
    assert sorted(label for rows in labels(groups).values() for label in rows) == wanted
    assert further_families()[:3] == ("reflexes", "light_touch", "strength")
    assert not {"pinprick", "red_flags", "presentation"} & set(further_families())


@pytest.mark.parametrize(
    ("family", "label", "kind", "choices", "unit", "sided"),
    [
        ("tension", "Slump test", "choose", ("\N{MINUS SIGN}", "+"), "", True),
        ("tension", "Straight leg raise angle", "measure", (), "degrees", True),
        ("saddle", "Anal tone", "choose", ("normal", "reduced", "absent"), "", False),
        ("saddle", "Perianal pinprick", "write", (), "", True),
        ("saddle", "Post-void residual", "measure", (), "ml", False),
        ("gait", "Foot drop", "choose", ("no", "yes"), "", True),
    ],
)
def test_a_result_is_written_or_chosen(family, label, kind, choices, unit, sided):
    rows = [row for group in blank_form(ENGLISH, [family]).further for row in group.rows]
    row = next(row for row in rows if row.label == label)
    assert (row.cell.kind, row.cell.choices, row.cell.unit, row.sided) == (kind, choices, unit, sided)
    assert not row.is_core


def test_the_columns_are_about_as_long_and_keep_the_order():
    form = blank_form(ENGLISH, further_families())
    left, right = form.halves
    assert (*left, *right) == form.further
    assert abs(sum(len(group.rows) for group in left) - sum(len(group.rows) for group in right)) <= 6
    assert [len(half) for half in blank_form(ENGLISH).halves] == [1, 1]


def test_all_red_flags_that_everybody_is_asked_are_on_it():
    flags = blank_form(ENGLISH).flags
    assert flags[0].label == "Urinary retention or incontinence"
    assert [flag.label for flag in flags if flag.has_course][-1] == "Sexual dysfunction"
    assert "Fever" in [flag.label for flag in flags]
    assert "Cancer within ten years" not in [flag.label for flag in flags]


def test_the_scales_are_explained_from_the_best_grade_down():
    scales = blank_form(ENGLISH).scales
    assert [(scale.label, [grade for grade, _ in scale.grades]) for scale in scales] == [
        ("MRC grade, 0 to 5", ["5", "4", "3", "2", "1", "0"]),
        ("Bedside reflex grade, 0 to 4 (2 is normal)", ["4", "3", "2", "1", "0"]),
        ("Sensation score, 0 to 2", ["2", "1", "0"]),
    ]


def test_right_is_before_left_on_the_chart_as_on_the_note():
    assert [word for word, *_ in blank_form(ENGLISH).heads] == ["Right", "Front", "Left", "Left", "Back", "Right"]
    across = [across for _, across, _ in blank_form(ENGLISH).heads]
    assert across == sorted(across)


def test_the_form_is_in_its_language():
    form = blank_form(GERMAN, ["gait"])
    assert form.beside[2].rows[1].label == "Fußhebung"
    assert form.further[-1].rows[0].cell.choices == ("nein", "ja")
    assert form.heads[0][0] == "Rechts"
    with speaking(Pretend()):
        assert blank_form(GERMAN, ["gait"]) == form
    assert (form.size_of_heads, blank_form(catalogue("es")).size_of_heads) == (16, 12)
