"""The findings of a note: each on its side, and nothing that was not examined."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import RaisedAlert
from exam.domain.record.reading import parse_record
from reference import load_reference
from tests.domain.note.notes import EMPTY, note

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


def test_light_touch_and_pinprick_share_a_cell_for_each_area():
    felt = table(
        "Sensation",
        light_touch={"L4": {"right": 2, "left": 2}, "L5": {"right": 2, "left": 1}},
        pinprick={"L4": {"right": 2}, "L5": {"left": 0}, "S1": {"left": 0, "right": {"not_tested": "pain"}}},
    )
    assert felt.heads == ("Right", "Left")
    assert felt.scale == "light touch / pinprick: sensation score, 0 to 2 (2 normal, 1 altered, 0 absent)"
    assert rows(felt) == {
        "L4": ["2 normal / 2 normal", "2 normal / not examined"],
        "L5": ["2 normal / not examined", "1 altered / 0 absent"],
        "S1": ["not examined / could not be tested (pain)", "not examined / 0 absent"],
    }
    assert {row.label: [cell.brief for cell in row.cells] for row in felt.rows} == {
        "L4": ["2 / 2", "2 / -"],
        "L5": ["2 / -", "altered / absent"],
        "S1": ["- / NT: pain", "- / absent"],
    }
    assert [[cell.mark for cell in row.cells] for row in felt.rows] == [
        ["normal", "not_examined"],
        ["not_examined", "abnormal"],
        ["not_tested", "abnormal"],
    ]


def test_what_neither_touch_nor_pinprick_could_show_is_said_once():
    refused = {"right": {"not_tested": "cast_or_dressing"}}
    felt = table("Sensation", light_touch={"L5": refused}, pinprick={"L5": refused})
    assert [(cell.text, cell.brief) for cell in felt.rows[0].cells] == [
        ("could not be tested (cast or dressing)", "NT: cast/dressing"),
        ("not examined", "-"),
    ]


def test_a_single_modality_is_named_above_its_two_columns():
    felt = table("Sensation, pinprick", pinprick={"L4": {"right": 2}})
    assert felt.heads == ("Right", "Left")


def test_a_finding_of_the_whole_person_has_no_side():
    signs = table("Long tracts", long_tract={"trunk_sensory_level": "present", "ankle_clonus": {"left": "absent"}})
    assert rows(signs) == {"Ankle clonus": ["not examined", "absent"], "Trunk sensory level": ["present"]}
    assert signs.heads == ("Right", "Left")
    assert [row.is_unsided for row in signs.rows] == [False, True]


@pytest.mark.parametrize(
    ("group", "test", "value", "words", "mark"),
    [
        ("tension", "straight_leg_raise_degrees", {"left": 40}, "40 degrees", "abnormal"),
        ("tension", "straight_leg_raise_degrees", {"left": 59}, "59 degrees", "abnormal"),
        ("tension", "straight_leg_raise_degrees", {"left": 60}, "60 degrees", "measured"),
        ("saddle", "post_void_residual_ml", 620, "620 ml", "abnormal"),
        ("saddle", "post_void_residual_ml", 201, "201 ml", "abnormal"),
        ("saddle", "post_void_residual_ml", 200, "200 ml", "measured"),
    ],
)
def test_a_measurement_beyond_its_limit_is_marked_and_none_is_called_normal(group, test, value, words, mark):
    (shown,) = note(findings={group: {test: value}}).tables
    assert (shown.rows[0].cells[-1].text, shown.rows[0].cells[-1].mark) == (words, mark)
    assert shown.scale == ""


def test_a_normal_grade_is_printed_as_its_number_and_any_other_with_its_word():
    shown = table("Reflexes", reflexes={"achilles": {"right": 2, "left": 1}})
    assert [cell.brief for cell in shown.rows[0].cells] == ["2", "1 reduced"]


def test_what_is_normal_on_both_sides_and_not_of_the_core_is_named_below_the_table():
    both = {"right": "5", "left": "5"}
    shown = note(
        findings={
            "strength": {
                "knee_extension": both,
                "hip_flexion": both,
                "hip_abduction": both,
                "hip_adduction": {"left": "5"},
                "knee_flexion": {"right": "5", "left": "4"},
            },
            "tension": {"straight_leg_raise": {"right": "negative", "left": "negative"}},
            "long_tract": {"romberg": "absent"},
        }
    )
    assert [(part.title, [row.label for row in part.shown]) for part in shown.tables] == [
        ("Strength", ["Knee extension", "Hip adduction", "Knee flexion"]),
        ("Tension tests", []),
        ("Long tracts", []),
    ]
    assert shown.also_normal == (
        "Right and left hip flexion and hip abduction 5; right and left straight leg raise negative; "
        "Romberg sign absent."
    )
    assert note(findings={"strength": {"knee_extension": both}}).also_normal == ""


def test_a_part_on_which_an_alert_rests_comes_first_and_whole():
    findings = {"strength": {"knee_extension": {"right": "5", "left": "5"}}}
    findings["saddle"] = {"anal_tone": "normal", "perianal_pinprick": {"left": 0, "right": 2}}
    raised = RaisedAlert("cauda_equina", "emergency", ("findings.saddle.perianal_pinprick.left",), ())
    alarmed = note(replace(EMPTY, alerts=(raised,)), findings=findings)
    assert [part.title for part in alarmed.tables] == ["Saddle and sphincters", "Strength"]
    assert [row.label for row in alarmed.tables[0].shown] == ["Perianal pinprick", "Anal tone"]
    to_note = replace(EMPTY, alerts=(replace(raised, urgency="routine"),))
    calm = note(to_note, findings=findings)
    assert [part.title for part in calm.tables] == ["Strength", "Saddle and sphincters"]
    assert calm.also_normal == "Anal tone normal."


def test_what_could_not_be_tested_has_its_reason_in_the_table_and_in_a_line():
    shown = note(findings={"strength": {"hip_flexion": {"right": {"not_tested": "pain"}}}})
    assert rows(shown.tables[0]) == {"Hip flexion": ["could not be tested (pain)", "not examined"]}
    assert shown.could_not_be_tested == "Right hip flexion (pain)"


def test_only_tables_with_findings_are_shown():
    assert note().tables == ()
    assert [shown.title for shown in note(findings={"local": {"spinal_tenderness": "absent"}}).tables] == [
        "Knee, hip and spine"
    ]


def test_a_rest_stated_to_be_normal_is_mentioned_and_not_listed():
    stated = note(findings={"stated_otherwise_normal": True})
    assert "stated to be normal without being listed" in stated.stated_normal
    assert (stated.tables, note().stated_normal) == ((), None)
    assert stated.not_examined.endswith("not shown were stated to be normal, not recorded individually.")


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
                for column, words in columns(table, head, cell.text):
                    if words != "not examined":
                        yield (row.label, column), words


def columns(table, head, words):
    """The results of a cell by the column that the case names; one that both ways share is said once."""
    if not table.title.startswith("Sensation"):
        return [(head, words)]
    ways = [way for way in ("light touch", "pinprick") if way in f"{table.title}{table.scale}"]
    results = words.split(" / ") if " / " in words else [words] * len(ways)
    return [(f"{way.replace(' ', '_')} {head.lower()}", one) for way, one in zip(ways, results, strict=True)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_finding_of_a_published_case_is_on_its_side_and_nothing_else_is(path):
    text = path.read_text(encoding="utf-8")
    wanted = dict(expected_cells(json.loads(text)["record"].get("findings", {})))
    shown = dict(shown_cells(write_note(parse_record(text), EMPTY)))
    assert {place: words.removesuffix(" degrees").removesuffix(" ml") for place, words in shown.items()} == {
        place: FELT[int(words)] if place[0].startswith("Perianal") else words for place, words in wanted.items()
    }
