"""The page of the two JSON formats names every key and word that the program reads and writes."""

import json
import re
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.model import ExamRecord
from reference import load_reference, vocabulary
from tests.domain.records import record_of

RECORD, ASSESSMENT = (
    (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8").split("## Assessment: ")
)
# It raises alerts with imaging and other tests, leaves a finding unexplained, names a likely root, points to the knee,
# and contradicts itself.
RICH = {
    "presentation.symptom_side": "left",
    "presentation.features.knee_injury": True,
    "red_flags.numbness_tingling_or_weakness": False,
    "red_flags.cancer_history": True,
    "findings.strength.ankle_dorsiflexion.left": "2",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.hip_abduction.left": "4",
    "findings.reflexes.patellar.right": 1,
    "findings.local.knee_effusion.left": "present",
}
QUESTIONS = ("presentation.features.", "presentation.imaging_limits.", "red_flags.")


def in_code(text):
    """What a text shows as code; of a path also its first and last keys."""
    shown = re.findall(r"`([^`]+)`", text)
    return {*shown, *(path.split(".")[end] for path in shown for end in (0, -1))}


def keys_in(data):
    if isinstance(data, list):
        return {key for item in data for key in keys_in(item)}
    return set(data).union(*(keys_in(value) for value in data.values())) if isinstance(data, dict) else set()


def rows_of_tests():
    """(family, tests, results) of each row of the table of findings."""
    rows = re.findall(r"^\| `findings\.(\w+)`: ([^|]+)\|[^|]+\|([^|]+)\|$", RECORD, re.MULTILINE)
    return [(family, in_code(tests), results) for family, tests, results in rows]


def test_every_key_of_an_assessment_is_named():
    written = json.loads(json.dumps(write_assessment(assess(record_of(RICH)))))
    lists = [key for key, value in written.items() if isinstance(value, list)]
    assert [key for key in lists if not written[key]] == ["emergency_signs", "withheld_imaging"]
    assert written["knee_or_spine"]["reasons"]
    assert keys_in(written) - in_code(ASSESSMENT) == set()


@pytest.mark.parametrize("words", ["STATEMENTS", "URGENCIES", "SIDES"])
def test_the_words_of_an_assessment_are_named(words):
    assert set(getattr(vocabulary, words)) - in_code(ASSESSMENT) == set()


def test_every_top_level_key_of_a_record_is_named():
    assert {"format", *ExamRecord.__dataclass_fields__} - in_code(RECORD) == set()


def test_every_question_site_step_and_cause_is_named():
    reference = load_reference()
    questions = {id.removeprefix(start) for start in QUESTIONS for id in reference.questions if id.startswith(start)}
    words = questions | set(reference.sites) | set(reference.steps) | set(reference.causes)
    assert words - in_code(RECORD) == set()


def test_the_table_of_findings_has_every_test_once():
    listed = [f"{family}.{test}" for family, tests, _ in rows_of_tests() for test in tests]
    assert sorted(listed) == sorted(load_reference().tests)


def test_the_table_of_findings_gives_every_result_of_a_test():
    reference = load_reference()
    for family, tests, results in rows_of_tests():
        for test in tests:
            scale = reference.scales[reference.tests[f"{family}.{test}"].scale]
            values = [grade.value for grade in scale.grades] or [scale.minimum, scale.maximum]
            assert [
                value for value in values if not re.search(rf"(?<![\w+-]){re.escape(str(value))}(?![\w+-])", results)
            ] == []
