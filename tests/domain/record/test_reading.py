"""What a record may contain is read unchanged. Nothing is dropped silently."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from exam.domain.record.json_values import Reader
from exam.domain.record.model import FindingKey, NotTested
from exam.domain.record.reading import RecordRefused, parse_json, parse_record, read_record, read_stored, unwrapped
from exam.domain.record.writing import write_record
from tests.domain.record.refusals import put
from tests.domain.records import PATIENT, answers, record_of, written

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.json"))


@pytest.mark.parametrize(
    "members",
    [
        {"patient": {"reference": "x" * 64, "age": 0, "sex": "unknown"}},
        {"patient": {"reference": "Ž 腰/1", "age": 120}},
        {"training": "left_l5"},
        {"examined_at": "2026-11-21T09:30:00Z"},
        {"examined_at": "2026-11-21T09:30:00.5-05:30"},
        {"presentation": {"duration_weeks": 0.5}},
        {"presentation": {"pain_sites": {"right": ["knee", "heel"], "left": [], "midline": ["perineum"]}}},
        {"presentation": {"zoster_dermatomes": {"right": ["S2", "L1"], "left": []}}},
        {"findings": {"saddle": {"post_void_residual_ml": 0, "anal_tone": {"not_tested": "declined"}}}},
        {"findings": {"tension": {"straight_leg_raise_degrees": {"right": 0, "left": 90}}}},
        {"comments": {"strength": "x" * 2000, "note": "two\nlines"}},
        {"impression": {"cause": "root.L2+S1", "side": "both"}},
        {"impression": {"cause": "no_neurological_lesion", "side": "none"}},
    ],
)
def test_values_at_the_limits_are_read_unchanged(members):
    assert write_record(read_record(written(**members))) == written(**members)


@pytest.mark.parametrize("members", [{"presentation": {}}, {"findings": {"strength": {"knee_extension": {}}}}])
def test_an_empty_group_equals_an_absent_one(members):
    assert read_record(written(**members)) == read_record(written())


def test_a_test_that_could_not_be_done_has_its_reason():
    record = read_record(put("findings.reflexes.achilles.left.not_tested", "cast_or_dressing"))
    assert dict(record.findings) == {FindingKey("reflexes.achilles", "left"): NotTested("cast_or_dressing")}


@pytest.mark.parametrize("text", [json.dumps(written()), json.dumps(written()).encode("utf-8-sig")])
def test_a_record_is_read_from_text_or_bytes(text):
    assert parse_record(text) == read_record(written())


@pytest.mark.parametrize(
    ("data", "record"),
    [
        ({"id": "case-003", "record": {"a": 1}, "expected": {}}, {"a": 1}),
        ({"format": "dermyo-exam/1", "record": {"a": 1}}, {"format": "dermyo-exam/1", "record": {"a": 1}}),
        ({"patient": PATIENT}, {"patient": PATIENT}),
        ([{"record": 1}], [{"record": 1}]),
        (None, None),
    ],
)
def test_a_published_case_is_read_as_its_record(data, record):
    assert unwrapped(data) == record


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_published_case_is_read_without_loss(path):
    stored = json.loads(path.read_bytes())["record"]
    assert write_record(parse_record(path.read_bytes())) == write_record(read_record(stored))
    assert read_record(write_record(read_record(stored))) == read_record(stored)


@settings(max_examples=40)
@given(answers)
def test_a_record_survives_writing_and_reading(given_answers):
    record = record_of(given_answers)
    text = json.dumps(write_record(record))
    assert read_record(json.loads(text)) == record
    assert json.dumps(write_record(parse_record(text))) == text


def test_a_refusal_reads_as_one_line_for_each_fault():
    with pytest.raises(RecordRefused) as refused:
        read_record(written(patient={"reference": "P-1", "age": 200}, mood="low"))
    assert str(refused.value).split("\n") == [str(fault) for fault in refused.value.faults]
    assert len(refused.value.faults) == 2


MANY = 50_000
LONG = "k" * 100_000


@pytest.mark.parametrize(
    ("members", "last"),
    [
        ({f"key{number}": 1 for number in range(MANY)}, "and 49,950 more"),
        ({"patient": PATIENT | {f"key{number}": 1 for number in range(MANY)}}, "and 49,950 more"),
        ({"presentation": {"pain_sites": {"left": ["elbow"] * MANY}}}, "and 49,950 more"),
        ({"presentation": {"pain_sites": {"left": ["knee"] * (MANY + 1)}}}, "and 49,950 more"),
        ({"red_flags": {f"key{number}": None for number in range(51)}}, "and 1 more"),
        ({"red_flags": {f"key{number}": None for number in range(50)}}, "red_flags.key49: is not a key of this format"),
    ],
)
def test_fifty_faults_are_named_and_the_others_counted(members, last):
    with pytest.raises(RecordRefused) as refused:
        read_record({"format": "dermyo-exam/1", "patient": PATIENT} | members)
    faults = [str(fault) for fault in refused.value.faults]
    assert faults[-1] == last
    assert len(faults) == 50 + last.startswith("and")
    assert all(faults)


class Compared(str):
    """A key that counts how often one of its kind is compared."""

    __slots__ = ()
    __hash__ = str.__hash__
    times = 0

    def __eq__(self, other):
        Compared.times += 1
        return str.__eq__(self, other)


def test_the_unknown_keys_are_not_compared_with_each_other():
    members = {Compared(f"key{number}"): 1 for number in range(1000)}
    Compared.times = 0
    reader = Reader(most=50)
    assert reader.members(members, "", {"known"}) == {}
    assert len(reader.faults) == 51
    assert Compared.times < 5000


def test_a_record_of_our_own_names_every_fault():
    with pytest.raises(RecordRefused) as refused:
        read_stored({f"key{number}": 1 for number in range(60)} | {"format": "dermyo-exam/1", "patient": PATIENT})
    assert len(refused.value.faults) == 60


def test_a_repeated_key_is_found_in_one_pass():
    text = "{" + ",".join(f'"key{number}": 1' for number in (*range(MANY), MANY - 1)) + "}"
    began = time.process_time()
    with pytest.raises(RecordRefused, match=r"^key49999: is duplicated in one object$"):
        parse_json(text)
    # Compared with one another, they would take minutes.
    assert time.process_time() - began < 10


@pytest.mark.parametrize("text", [f'{{"{LONG}": 1}}', f'{{"{LONG}": 1, "{LONG}": 2}}'])
def test_a_long_key_is_named_by_its_beginning(text):
    with pytest.raises(RecordRefused) as refused:
        parse_record(text)
    assert any(fault.path == "k" * 57 + "..." for fault in refused.value.faults)
    assert len(str(refused.value)) < 500
