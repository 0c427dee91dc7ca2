"""Each path of a record is kept, changed or left out; what nobody listed stays in the clinic."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given

from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import ExamRecord
from exam.domain.record.writing import write_record
from exam.domain.research import paths
from exam.domain.research.paths import is_listed, what_leaves
from reference.load import DATA
from tests.domain.records import answers

ONE_FINDING = "findings.saddle.post_void_residual_ml"
LISTS = (paths.KEPT, paths.CHANGED, paths.LEFT_OUT)
# Written in groups of tests, and beside these instead of as fields of their own.
OF_FINDINGS = ("{}.*.*", "{}.*.*.*", "{}.*.*.*.*")
WRITTEN_AS = {
    "findings": OF_FINDINGS,
    "earlier_findings": OF_FINDINGS,
    "stated_otherwise_normal": ("findings.stated_otherwise_normal",),
}


def paths_of(kind, path=""):
    """Every path that the dataclasses of the record have."""
    for field in fields(kind):
        where = f"{path}.{field.name}" if path else field.name
        if where in WRITTEN_AS:
            yield from (pattern.format(where) for pattern in WRITTEN_AS[where])
        else:
            yield from paths_of_type(get_type_hints(kind)[field.name], where)


def paths_of_type(kind, path):
    held = [part for part in get_args(kind) if part is not type(None)]
    if get_origin(kind) is Mapping:
        yield from paths_of_type(held[1], f"{path}.*")
    elif is_dataclass(kind):
        yield from paths_of(kind, path)
    elif held and is_dataclass(held[0]):
        yield from paths_of(held[0], path)
    else:
        yield path


def leaves(data, path=""):
    for key, value in data.items():
        where = f"{path}.{key}" if path else key
        yield from leaves(value, where) if isinstance(value, dict) else [where]


EVERY = ("format", *paths_of(ExamRecord))


@pytest.mark.parametrize("path", EVERY)
def test_each_path_of_the_record_is_in_one_list(path):
    assert [path in listed for listed in LISTS].count(True) == 1


def test_no_list_has_a_path_that_the_record_has_not():
    assert {path for listed in LISTS for path in listed} == {*EVERY, ONE_FINDING}


def test_what_is_kept_has_no_text_no_name_and_no_date():
    assert list(paths.KEPT) == [
        "format",
        "patient.sex",
        "presentation.symptom_side",
        "presentation.pain_sites.*",
        "presentation.paraesthesia_sites.*",
        "presentation.onset",
        "presentation.features.*",
        "presentation.zoster_dermatomes.*",
        "presentation.examiner_had_seen_imaging",
        "red_flags.*",
        "red_flag_course.*",
        "findings.stated_otherwise_normal",
        "findings.*.*",
        "findings.*.*.*",
        "findings.*.*.*.*",
        "impression.cause",
        "impression.side",
        "impression.entered_before_ranking",
    ]


@given(answers)
def test_each_path_that_is_written_is_listed(given_answers):
    record = fold([Answer("patient.reference", "P-1"), *(Answer(*one) for one in given_answers.items())])
    written = list(leaves(write_record(record)))
    assert [path for path in written if not any(is_listed(path, listed) for listed in LISTS)] == []


def test_what_nobody_listed_stays():
    data = {
        "format": "dermyo-exam/1",
        "patient": {"reference": "K. Lundgren", "age": 44, "sex": "female", "employer": "a brewery"},
        "presentation": {"symptom_side": "left", "town": "Uppsala", "features": {"back_pain": True}},
        "letter": "Dear colleague",
        "letters": {"first": "Dear colleague"},
        "findings": {"reflexes": {"achilles": {"left": {"grade": {"of": "whom"}}}}},
    }
    assert what_leaves(data) == {
        "format": "dermyo-exam/1",
        "patient": {"age": 44, "sex": "female"},
        "presentation": {"symptom_side": "left", "features": {"back_pain": True}},
    }


@pytest.mark.parametrize(("age", "given_as"), [(0, 0), (89, 89), (90, 90), (91, 90), (120, 90)])
def test_ages_above_89_are_given_as_90(age, given_as):
    assert what_leaves({"patient": {"age": age}}) == {"patient": {"age": given_as}}


@pytest.mark.parametrize(
    ("weeks", "given_as"),
    [(0.4, 0.4), (12, 12), (12.5, 26), (26, 26), (27, 52), (52, 52), (53, 104), (104, 104), (5199, 104)],
)
def test_a_long_duration_is_given_roughly(weeks, given_as):
    story = {"duration_weeks": weeks, "second_leg_weeks": weeks}
    given = {"duration_weeks": given_as, "second_leg_weeks": given_as}
    assert what_leaves({"presentation": story}) == {"presentation": given}


def test_no_rule_asks_for_a_duration_beyond_what_is_given_as_typed():
    asked = re.compile(r"(?:duration|second_leg)_weeks (?:above|below|at_least|at_most) ([0-9.]+)")
    rules = "".join(file.read_text(encoding="utf-8") for file in DATA.glob("*.toml"))
    assert max(map(float, asked.findall(rules))) == 12


@pytest.mark.parametrize(
    ("ml", "given_as"), [(0, 0), (1, 50), (200, 200), (201, 250), (437, 450), ("refused", "refused")]
)
def test_a_residual_is_given_to_the_next_50_ml(ml, given_as):
    record = {"findings": {"saddle": {"post_void_residual_ml": ml, "anal_tone": "normal"}}}
    assert what_leaves(record) == {"findings": {"saddle": {"post_void_residual_ml": given_as, "anal_tone": "normal"}}}


def test_of_an_old_deficit_only_that_there_is_one_leaves():
    data = {"presentation": {"old_deficit": {"right": "polio in Malmo, 1953"}}}
    assert what_leaves(data) == {"presentation": {"old_deficit": {"right": "stated"}}}


@pytest.mark.parametrize(
    ("path", "patterns", "listed"),
    [
        ("red_flags.fever", ("red_flags.*",), True),
        ("red_flags", ("red_flags.*",), False),
        ("red_flags.fever.since", ("red_flags.*",), False),
        ("plan.text", ("red_flags.*", "plan.text"), True),
        ("plan.texts", ("plan.text",), False),
    ],
)
def test_a_star_is_one_key(path, patterns, listed):
    assert is_listed(path, patterns) is listed
