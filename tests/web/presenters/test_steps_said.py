"""All that a step shows is said in the language that is spoken, whatever was answered."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from exam.domain.language import speaking
from exam.domain.record.reading import parse_record
from exam.steps.sequence import steps
from exam.web.presenters.step.complaint import shown_complaint
from exam.web.presenters.step.leg_pad import leg_pad
from exam.web.presenters.step.section import section
from tests.pretend import Pretend, never_said

CASES = sorted((Path(__file__).parents[2] / "cases").glob("case-*.json"))[::12]
# Ids, paths and states; texts that people typed; sources, which are cited as they were published; the keys of groups.
NOT_READ = {
    *("id", "path", "paths", "side", "name", "value", "level", "state", "clears", "form", "group", "test", "root"),
    *("file", "nerve_id", "place", "kind", "chosen", "links", "chart", "views"),
    *("text", "citations", "basis", "title", "group_fills"),
}
# "NT", not testable, is a code of the scale.
CODES = ["NT"]
READ_THERE = {"Option": {"text"}, "Fill": {"text"}, "Part": {"title"}, "SiteGroup": {"title"}, "LegPad": {"title"}}


def texts(shown):
    """Every text of what is shown, however deep, that a person reads."""
    if isinstance(shown, str):
        yield shown
    elif is_dataclass(shown):
        read = READ_THERE.get(type(shown).__name__, set())
        for field in fields(shown):
            if field.name not in NOT_READ or field.name in read:
                yield from texts(getattr(shown, field.name))
    elif isinstance(shown, Mapping):
        yield from texts(tuple(shown.values()))
    elif isinstance(shown, (tuple, list)):
        for one in shown:
            yield from texts(one)


def shown_of(record):
    """All that the steps show of a record, and what their buttons are called."""
    yield shown_complaint(record)
    for step in steps():
        shown = section(step, record, dict.fromkeys(record.findings, "all_normal"))
        yield (shown, tuple(shown.group_fills.values()), leg_pad(step, record, lambda other, row: row))
        yield [cell.more_label for group in shown.groups for row in group.rows for cell in row.cells]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_all_that_the_steps_show_is_said(path):
    record = parse_record(path.read_bytes())
    with speaking(Pretend()):
        found = {text: never_said(text) for shown in shown_of(record) for text in texts(shown)}
    assert {text: words for text, words in found.items() if words and words != CODES} == {}
