"""What a record of any release may say is read today: no released id is ever dropped, nor a result of a test."""

import json

import pytest

from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.reading import RecordRefused, read_record
from tests.reference.released.listing import FOLDER, ids

RELEASED = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
LEG = ("right", "left")
BY, AT = "A. Vesalius", "2026-11-29T10:00:00+00:00"


def record_of(path, value):
    """The smallest record with one value at a path."""
    record = {"format": "dermyo-exam/1", "patient": {"reference": "P-1"}}
    *parents, last = path.split(".")
    members = record
    for parent in parents:
        members = members.setdefault(parent, {})
    members[last] = value
    return record


def answers(released):
    """Every path with every value that the release knew."""
    for name, test in released["tests"].items():
        for side in LEG if test["sided"] else ("",):
            for result in test["results"]:
                yield ".".join(filter(None, ("findings", name, side))), result
    for question in released["questions"]:
        yield question, True
    for region, sides in (("leg", LEG), ("midline", ("midline",))):
        for site in released["sites"][region]:
            yield from ((f"presentation.pain_sites.{side}", [site]) for side in sides)
    for cause in released["causes"]:
        yield "impression.cause", cause
    for alert in released["alerts"]:
        yield f"alert_reviews.{alert}", {"answer": "acted_on", "by": BY, "at": AT}


def refused(path, value):
    try:
        read_record(record_of(path, value))
    except RecordRefused as fault:
        return str(fault)
    return None


@pytest.mark.parametrize("version", RELEASED)
def test_every_answer_of_a_release_is_read(version):
    found = [(path, value) for path, value in answers(RELEASED[version])]
    assert len(found) > 400
    assert [(path, value, why) for path, value in found if (why := refused(path, value))] == []


def test_an_id_that_nobody_ever_had_is_refused():
    assert refused("findings.reflexes.gluteal.right", 2)
    assert refused("impression.cause", "root.L9")
    assert refused("alert_reviews.tiredness", {"answer": "acted_on", "by": BY, "at": AT})


def test_a_release_has_its_list():
    assert "0.1.0" in RELEASED
    assert "dev" in PROGRAM or RELEASED[PROGRAM] == ids()
