"""Any text in any field of any form, and any JSON in any field of a record: never a 500. Chance chooses."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.walk.test_walk import EVERYWHERE, GOOD, RECORD, fields_of, put, records_by_path
from tests.web.walk.test_walk import walk as walk  # noqa: PLC0414 - a fixture
from tests.web.walk.values import VALUES, drawn

HTMX = {"HX-Request": "true"}
TEXTS = st.text(max_size=60) | st.sampled_from(VALUES)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
HOW = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture(params=[40, pytest.param(3000, marks=pytest.mark.long)], ids=["some", "more"])
def examples(request):
    return request.param


def test_any_text_in_any_field_of_any_form(app, walk, examples):
    fields = fields_of(app, walk)
    forms = [
        (address, sorted(fields[rule.endpoint] | set(EVERYWHERE))) for address, rule in walk.addresses(app, "POST")
    ]

    @settings(max_examples=examples, **HOW)
    @given(st.sampled_from(forms), st.data())
    def send(form, data):
        address, names = form
        values = data.draw(st.dictionaries(st.sampled_from(names), TEXTS, min_size=1, max_size=4))
        values = {name: text.encode("utf-8", "replace") for name, text in values.items()}
        walk.ask("POST", address, data=GOOD | values, headers=data.draw(st.sampled_from([{}, HTMX])))
        assert walk.failed == []

    send()


@pytest.mark.long
def test_each_field_of_each_form_with_some_values(app, walk):
    chance, fields = drawn("each field"), fields_of(app, walk)
    for address, rule in list(walk.addresses(app, "POST")):
        for name in sorted(fields[rule.endpoint]):
            for value in chance.sample(VALUES, 2):
                walk.ask("POST", address, data=GOOD | {name: value}, headers=HTMX)


def test_any_json_in_any_field_of_a_record(walk, examples):
    records = records_by_path()
    # Of forty by chance all may be refused.
    walk.ask("POST", "/api/exams", data=json.dumps(RECORD), content_type="application/json")

    @settings(max_examples=examples, **HOW)
    @given(st.sampled_from(list(records)), JSON, st.sampled_from(["/api/assess", "/api/exams"]))
    def send(path, value, address):
        walk.ask("POST", address, data=json.dumps(put(records[path], path, value)), content_type="application/json")
        assert walk.failed == []

    send()
