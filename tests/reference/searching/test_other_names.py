"""A name by which a search finds a row leads to that row alone, unless its rows say that it is shared."""

import pytest

from reference.checks import check
from reference.load import read
from tests.reference.faults import SMALL, edited, faults_of

RAISE = 'id = "tension.raise"'
ANGLE = 'id = "tension.angle"'


def with_names(folder, names, others=""):
    edited(folder, "tests.toml", RAISE, f"{RAISE}\n{names}")
    file = folder / "tests.toml"
    file.write_text(file.read_text().replace(ANGLE, f"{ANGLE}\n{others}"))
    return folder


def test_a_name_of_two_rows_is_refused_in_both(tmp_path):
    folder = with_names(tmp_path / "data", 'also = ["SLR"]', 'also = ["slr"]')
    assert faults_of(folder) == [
        'tests.toml: tension.angle: its name "slr" is one of tension.raise (also) too',
        'tests.toml: tension.raise: its name "SLR" is one of tension.angle (also) too',
    ]


@pytest.mark.parametrize("name", ["Fever", "fever", "FEVERS"])
def test_the_label_of_another_row_is_no_other_name(tmp_path, name):
    folder = with_names(tmp_path / "data", f'also = ["{name}"]')
    assert [fault for fault in faults_of(folder) if f'its name "{name}" is one of' in fault]


def test_a_name_that_differs_by_spelling_alone_is_the_same(tmp_path):
    folder = with_names(tmp_path / "data", 'also = ["Saddle anaesthesia"]', 'also = ["Saddle-anesthesia"]')
    assert len(faults_of(folder)) == 2


def test_a_name_of_a_family_is_no_name_of_another_row(tmp_path):
    folder = with_names(tmp_path / "data", 'also = ["LT"]')
    file = folder / "families.toml"
    file.write_text(file.read_text().replace('id = "tension"', 'id = "tension"\nalso = ["LT"]'))
    assert 'families.toml: tension: its name "LT" is one of tension.raise (also) too' in faults_of(folder)


def test_a_shared_name_is_accepted_where_both_rows_say_so(tmp_path):
    assert faults_of(with_names(tmp_path / "data", 'also_shared = ["SLR"]', 'also_shared = ["SLR"]')) == []


def test_a_name_that_is_shared_with_no_other_row_is_refused(tmp_path):
    folder = with_names(tmp_path / "data", 'also_shared = ["SLR"]')
    assert faults_of(folder) == ['tests.toml: tension.raise: shares the name "SLR" with no other row']


def test_the_small_reference_has_no_such_fault():
    assert check(read(SMALL)[0]) == ()
