"""Every text that leaves the program holds the findings of the record, all of them and no others."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess, not_examined
from exam.domain.record.model import LimitedGrade, NotTested
from exam.domain.record.reading import read_record, unwrapped
from tests.domain.note.brief.reading import SCALES, TESTS, Reader, is_normal
from tests.domain.note.notes import EMPTY
from tests.domain.records import answers, record_of

FOLDER = Path(__file__).parents[3]
PATHS = [
    path
    for folder in ("cases", "cases_triage", "cases_unnamed")
    for path in sorted((FOLDER / folder).glob("*.json"))
    if path.stem != "expected"
]


def texts(record, assessment=None):
    """Shorthand and letter. Unless an assessment is given, one with nothing but what was not examined."""
    assessment = assessment or replace(EMPTY, not_examined=not_examined(record))
    note = write_note(record, assessment)
    return record, shorthand_text(record, assessment, note), letter_text(record, assessment, note)


def plain(found):
    if isinstance(found, NotTested):
        return ("refused", found.reason)
    return ("limited", found.grade) if isinstance(found, LimitedGrade) else found


def findings_of(record):
    return {(key.test, key.side): plain(found) for key, found in record.findings.items()}


def abnormal_of(record):
    return {
        key: value
        for key, value in findings_of(record).items()
        if not is_normal(key[0], value) and not is_refused(value)
    }


def is_refused(value):
    return isinstance(value, tuple) and value[0] == "refused"


@settings(max_examples=25, deadline=None)
@given(answers)
def test_the_texts_of_any_record_hold_its_findings(given):
    record = replace(record_of(given), comments={})
    _, shorthand, letter = texts(record, assess(record))
    assert Reader(full=False).read(shorthand) == findings_of(record)
    assert Reader(full=True).read(letter) == abnormal_of(record)


@pytest.mark.parametrize("turn", range(14))
@pytest.mark.parametrize("differs", [0, 1])
def test_every_test_can_be_read_back_with_every_result(turn, differs):
    """Also those that no published case has: each grade, the same on both sides or not, and each reason for none."""
    given = {}
    for id, row in TESTS.items():
        values = values_of(row)
        if row.get("sided", True):
            given[f"findings.{id}.right"] = values[turn % len(values)]
            given[f"findings.{id}.left"] = values[(turn + differs) % len(values)]
        else:
            given[f"findings.{id}"] = values[turn % len(values)]
    record, shorthand, letter = texts(record_of(given))
    assert Reader(full=False).read(shorthand) == findings_of(record)
    assert Reader(full=True).read(letter) == abnormal_of(record)


def values_of(row):
    scale = SCALES[row["scale"]]
    values = [grade["value"] for grade in scale.get("grades", ())] or [scale["minimum"], scale["maximum"]]
    limited = [{"grade": "4", "limited_by": "pain"}] if scale["id"] == "mrc" else []
    return [*values, {"not_tested": "pain" if len(values) % 2 else "cast_or_dressing"}, *limited]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_texts_of_a_published_case_hold_its_findings_and_name_what_is_missing(path):
    record, shorthand, letter = texts(read_record(unwrapped(json.loads(path.read_text("utf-8")))))
    assert Reader(full=False).read(shorthand) == findings_of(record)
    assert Reader(full=True).read(letter) == abnormal_of(record)
    no_core_test_is_passed_over(record, shorthand, letter)


def no_core_test_is_passed_over(record, shorthand, letter):
    """What has no result is named as refused or as not examined; only a complete core is called so."""
    core = {(id, side) for id, row in TESTS.items() if row.get("core") for side in ("right", "left")}
    done = {key for key, value in findings_of(record).items() if not is_refused(value)}
    complete = core <= done
    for text in (shorthand, letter):
        assert ("All core tests have a result." in text) == (complete and not record.stated_otherwise_normal)
    missing = core - findings_of(record).keys()
    if record.stated_otherwise_normal:
        assert "stated to be normal" in shorthand
        assert "stated to be normal" in letter
    elif missing:
        line = re.search(r"Not examined(?: \(core tests\))?: (.*)\.", shorthand)[1]
        assert named_as_missing(line, core) == missing
        assert "not examined" in letter


def named_as_missing(line, core):
    if line == "the whole core examination":
        return core
    reader, missing = Reader(full=False), set()
    for part in line.split("; "):
        sides, names = re.fullmatch(r"(right and left|right|left) (.*)", part).groups()
        missing |= {(test, side) for test in reader.listed(names) for side in sides.split(" and ")}
    return missing
