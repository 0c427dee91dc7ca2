"""The findings of a note: each on its side, and nothing that was not examined."""

import json
from pathlib import Path

import pytest

from exam.domain.note.findings import not_examined_sentence
from exam.domain.note.writing import write_note
from exam.domain.record.reading import parse_record
from reference import load_reference
from tests.domain.note.notes import EMPTY, note, record

CASES = sorted((Path(__file__).parents[2] / "cases").glob("case-*.json"))


def table(title, **findings):
    return next(table for table in note(findings=findings).tables if table.title == title)


def rows(table):
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}


def test_a_table_has_right_before_left_and_names_its_scale():
    strength = table("Strength", strength={"knee_extension": {"right": "5", "left": "4-"}})
    assert strength.heads == ("Right", "Left")
    assert rows(strength) == {"Knee extension": ["5", "4-"]}
    assert strength.scale == "MRC grade, 0 to 5 (5 is normal)"
    assert strength.grades == ("4-: full range, and holds against slight resistance",)


def test_a_grade_limited_by_pain_says_so_and_is_graded_as_it_is():
    strength = table("Strength", strength={"knee_extension": {"left": {"grade": "4", "limited_by": "pain"}}})
    assert rows(strength) == {"Knee extension": ["not examined", "4 (limited by pain)"]}
    assert strength.rows[0].cells[1].mark == "abnormal"
    assert strength.grades == ("4: full range, and holds against moderate resistance",)


def test_the_other_side_of_an_examined_test_is_labelled_not_examined():
    reflexes = table("Reflexes", reflexes={"achilles": {"left": 0}})
    assert rows(reflexes) == {"Achilles reflex": ["not examined", "0 absent"]}
    assert [cell.mark for cell in reflexes.rows[0].cells] == ["not_examined", "abnormal"]


def test_light_touch_and_pinprick_are_side_by_side_for_each_area():
    felt = table("Sensation", light_touch={"L5": {"right": 2, "left": 1}}, pinprick={"S1": {"left": 0}})
    assert felt.heads == ("Light touch right", "Light touch left", "Pinprick right", "Pinprick left")
    assert rows(felt) == {
        "L5": ["2 normal", "1 altered", "not examined", "not examined"],
        "S1": ["not examined", "not examined", "not examined", "0 absent"],
    }


def test_a_single_modality_is_named_above_its_two_columns():
    felt = table("Sensation, pinprick", pinprick={"L4": {"right": 2}})
    assert felt.heads == ("Right", "Left")


def test_a_finding_of_the_whole_person_has_no_side():
    signs = table("Long tracts", long_tract={"trunk_sensory_level": "present", "ankle_clonus": {"left": "absent"}})
    assert rows(signs) == {"Ankle clonus": ["not examined", "absent"], "Trunk sensory level": ["present"]}
    assert signs.heads == ("Right", "Left")
    alone = table("Long tracts", long_tract={"trunk_sensory_level": "present"})
    assert (alone.heads, alone.rows[0].is_unsided) == (("Finding",), True)


def test_a_measurement_is_neither_normal_nor_abnormal():
    raised = table("Tension tests", tension={"straight_leg_raise_degrees": {"left": 45}})
    assert (raised.rows[0].cells[1].text, raised.rows[0].cells[1].mark) == ("45 degrees", "measured")
    assert raised.scale == ""


def test_what_could_not_be_tested_has_its_reason_in_the_table_and_in_a_line():
    shown = note(findings={"strength": {"hip_flexion": {"right": {"not_tested": "pain"}}}})
    assert rows(shown.tables[0]) == {"Hip flexion": ["could not be tested (pain)", "not examined"]}
    assert shown.could_not_be_tested == "Right hip flexion (pain)"


def test_only_tables_with_findings_are_shown():
    assert note().tables == ()
    assert [shown.title for shown in note(findings={"local": {"spinal_tenderness": "absent"}}).tables] == [
        "Knee, hip and spine"
    ]


def test_the_core_that_was_left_out_is_listed_and_counted():
    lacking = ("reflexes.achilles.left", "strength.knee_extension.right", "strength.knee_extension.left")
    assert not_examined_sentence(record(), lacking) == (
        "Left Achilles reflex; right and left knee extension (3 core tests, counting each side)."
    )
    assert not_examined_sentence(record(), lacking[:1]).endswith("(1 core test, counting each side).")
    assert not_examined_sentence(record(), ()) == "None; all core tests have a result."


def test_a_test_that_could_not_be_done_is_not_called_not_examined():
    tried = record(findings={"reflexes": {"achilles": {"left": {"not_tested": "pain"}}}})
    assert not_examined_sentence(tried, ("reflexes.achilles.left",)) == "None, but some core tests could not be tested."


def test_a_rest_stated_to_be_normal_is_mentioned_and_not_listed():
    stated = note(findings={"stated_otherwise_normal": True})
    assert "stated to be normal without being listed" in stated.stated_normal
    assert (stated.tables, note().stated_normal) == ((), None)
    assert stated.not_examined.endswith("not shown above were stated to be normal, not recorded individually.")


# Written out again from the scales, so that a wrong word in the note is not also the expected one.
REFLEXES = ("0 absent", "1 reduced", "2 normal", "3 brisk", "4 brisk with clonus")
FELT = ("0 absent", "1 altered", "2 normal")


def expected_cells(findings):
    """Every finding of a case in the words of its scale, as (row, column) -> words."""
    tests = load_reference().tests
    for group, named in findings.items():
        for name, value in named.items() if isinstance(named, dict) else ():
            test = tests[f"{group}.{name}"]
            for side, grade in value.items() if test.sided else ((None, value),):
                column = f"{group} {side}" if group in ("light_touch", "pinprick") else str(side).capitalize()
                yield (test.label, column), in_words(group, grade)


def in_words(group, grade):
    if isinstance(grade, dict):
        return f"could not be tested ({grade['not_tested']})"
    if group in ("light_touch", "pinprick"):
        return FELT[grade]
    return REFLEXES[grade] if group == "reflexes" else str(grade)


def shown_cells(note):
    for table in note.tables:
        for row in table.rows:
            heads = ("None",) if row.is_unsided else table.heads
            for head, cell in zip(heads, row.cells, strict=True):
                if cell.mark != "not_examined":
                    yield (row.label, column_of(table, head)), cell.text


def column_of(table, head):
    """The column as the case names it: the modality is in the head, or in the title when there is only one."""
    if not table.title.startswith("Sensation"):
        return head
    look = "light_touch" if "ight touch" in f"{table.title}{head}" else "pinprick"
    return f"{look} {head.split()[-1].lower()}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_finding_of_a_published_case_is_on_its_side_and_nothing_else_is(path):
    text = path.read_text(encoding="utf-8")
    wanted = dict(expected_cells(json.loads(text)["record"].get("findings", {})))
    shown = dict(shown_cells(write_note(parse_record(text), EMPTY)))
    assert {place: words.removesuffix(" degrees").removesuffix(" ml") for place, words in shown.items()} == {
        place: FELT[int(words)] if place[0].startswith("Perianal") else words for place, words in wanted.items()
    }
