"""Counts as JSON: read back as they were, added up, and refused with the path of each fault."""

import json

import pytest

from exam.domain.audit.counting import audit
from exam.domain.audit.counts import added
from exam.domain.audit.reading import audit_json, may_be_written, read_audit
from exam.domain.audit.said import read_said
from exam.domain.record.reading import RecordRefused
from tests.domain.audit.examined import examined, freeze, note_of


@pytest.fixture(scope="module")
def pairs():
    return [(read_said(freeze(record, found, note_of(record, found))), known) for record, found, known in examined(60)]


@pytest.fixture(scope="module")
def whole(pairs):
    return json.loads(json.dumps(audit_json(audit(70, pairs))))


@pytest.mark.parametrize(("count", "may"), [(9, False), (10, True)])
def test_counts_of_fewer_than_ten_outcomes_are_not_written(pairs, count, may):
    assert may_be_written(audit(70, pairs[:count])) is may


def changed(whole, path, value):
    data = json.loads(json.dumps(whole))
    *before, last = path
    place = data
    for key in before:
        place = place[key]
    place[last] = value
    return data


def faults(data):
    with pytest.raises(RecordRefused) as refused:
        read_audit(data)
    return [str(fault) for fault in refused.value.faults]


def test_what_was_written_is_read_back(whole, pairs):
    assert read_audit(whole) == audit(70, pairs)
    assert whole["format"] == "dermyo-audit/1"
    assert whole["clinics"] == 1


def test_the_audits_of_two_clinics_are_added(pairs):
    one, other = audit(40, pairs[:35]), audit(30, pairs[35:])
    both, together = audit_json(added(one, other)), audit_json(audit(70, pairs))
    assert (both.pop("clinics"), together.pop("clinics")) == (2, 1)
    # What is rare in each clinic may not be rare in both, and is not told apart afterwards.
    for name in ("causes", "alerts"):
        assert sum_of(both.pop(name)) == sum_of(together.pop(name))
    both["known_by"] = dict(sorted(both["known_by"].items()))
    assert both == together
    assert added(one) is one


def sum_of(rows):
    return sum(row.get("of", 0) + row.get("raised", 0) for row in rows.values())


def test_rows_of_the_same_name_are_added_and_others_kept():
    assert added({"a": 1, "b": 2}, {"b": 3, "c": 4}) == {"a": 1, "b": 5, "c": 4}


def test_the_versions_of_the_reference_are_those_of_both(pairs):
    said, known = pairs[0]
    old = type(said)(**{name: getattr(said, name) for name in said.__dataclass_fields__} | {"knowledge": "1999"})
    assert added(audit(1, [(said, known)]), audit(1, [(old, known)])).knowledge == ("1999", said.knowledge)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("format",), "dermyo-audit/2", "format: Invalid enum value 'dermyo-audit/2'"),
        (("more",), 1, "more: is not a key of this format"),
        (("ranking", "first"), -1, "ranking.first: Expected `int` >= 0"),
        (("ranking", "first"), 1.5, "ranking.first: Expected `int`, got `float`"),
        (("ranking", "first"), 10**10, "ranking.first: Expected `int` <= 1000000000"),
        (("ranking", "more"), 1, "ranking.more: is not a key of this format"),
        (("ranking", "of"), 0, "ranking: `among_two` is more than `of`"),
        (("root",), 3, "root: Expected `object`, got `int`"),
        (("impressions", "before", "both"), 999, "impressions.before: `both` is more than `clinician`"),
        (("stated", 3, "percents"), 10**6, "stated[3]: `percents` is more than 100 for each"),
        (("stated", 0), "x", "stated[0]: Expected `object`, got `str`"),
        (("stated",), [], "stated: Expected `array` of length >= 10"),
        (("causes", "root.L5", "emergency"), "x", "causes.root.L5.emergency: Expected `int`, got `str`"),
        (("causes", "root.L5", "urgent"), 17, "causes.root.L5: `urgent` is more than `of`"),
        (("emergencies",), {"of": 70, "right": 0}, "`emergencies` does not agree with `examinations`"),
        (("known_by", "mri"), True, "known_by.mri: Expected `int`, got `bool`"),
        (("known_by", "mri"), 99, "`known_by` does not agree with `examinations`"),
        (("clinics",), 0, "clinics: Expected `int` >= 1"),
        (
            ("examinations", "under_16"),
            60,
            "examinations: `under_16`, `not_enough_examined` and `has_ranking` do not add up to `could_be_read`",
        ),
        (("examinations", "with_outcome"), 71, "examinations: `with_outcome` is more than `signed`"),
        (
            ("examinations", "will_not_be_known"),
            999,
            "examinations: `with_outcome` and `will_not_be_known` together are more than `signed`",
        ),
        (("alerts", "nerve_symptoms", "raised"), 1, "alerts.nerve_symptoms: `answers` does not add up to `raised`"),
    ],
)
def test_a_fault_is_named_by_its_path(path, value, fault, whole):
    assert faults(changed(whole, path, value)) == [fault]


def test_every_fault_is_named(whole):
    data = changed(changed(whole, ("root", "of"), "1"), ("left_out", "reflexes.achilles"), None)
    assert faults(data) == [
        "root.of: Expected `int`, got `str`",
        "left_out.reflexes.achilles: Expected `int`, got `null`",
    ]


def test_urgent_and_emergency_are_two_of_one_kind(whole):
    row = {"of": 5, "first": 0, "among_two": 0, "emergency": 3, "urgent": 3}
    data = changed(whole, ("causes", "root.L5"), row)
    assert faults(data) == ["causes.root.L5: `emergency` and `urgent` together are more than `of`"]


@pytest.mark.parametrize("data", [None, [], "x", 3], ids=["null", "a list", "a text", "a number"])
def test_what_is_no_audit_is_refused(data):
    (fault,) = faults(data)
    assert fault.startswith("Expected `object`")


def test_what_is_missing_is_named(whole):
    data = {name: value for name, value in whole.items() if name != "words"}
    assert faults(data) == ["Object missing required field `words`"]
    del (data := json.loads(json.dumps(whole)))["root"]["of"]
    assert faults(data) == ["root: Object missing required field `of`"]
