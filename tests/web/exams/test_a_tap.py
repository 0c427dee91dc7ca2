"""What a tap costs: the ranking worked out once, and only what was touched presented. No times, only how often."""

import re

import pytest

from exam.domain.record.answers import Answer, fold
from exam.steps.sequence import step_with
from exam.web.exams import outlined as module
from exam.web.exams.outlined import outlined
from exam.web.presenters.step import rows
from exam.web.presenters.step.section import section
from tests.web.exams.steps import KNEE


@pytest.fixture
def counted(monkeypatch):
    """A function that counts the calls of a function of a module from now on."""

    def counted(module, name):
        calls, work = [], getattr(module, name)

        def noted(*given, **how):
            calls.append(given)
            return work(*given, **how)

        monkeypatch.setattr(module, name, noted)
        return calls

    return counted


def test_the_list_and_the_strip_share_one_assessment(tap, counted):
    calls = counted(module, "outline")
    assert 'id="strip"' in tap("strength", KNEE, "3", htmx=True).text
    assert len(calls) == 1


def test_only_the_row_that_was_tapped_is_presented(tap, step, counted):
    calls = counted(rows, "row")
    text = tap("strength", KNEE, "3", htmx=True).text
    assert [test.id for test, *_ in calls] == ["strength.knee_extension"]
    assert re.findall(r'class="cell [^"]*" id="([^"]*)"', text) == ["strength-knee_extension-left"]
    calls.clear()
    step("strength")
    assert len(calls) == 16


def test_another_record_has_an_outline_of_its_own(app):
    record = fold([Answer("patient.reference", "P-1"), Answer(KNEE, "3")])
    same = fold([Answer("patient.reference", "P-1"), Answer(KNEE, "3")])
    with app.app_context():
        found = outlined(record)
        assert outlined(record) is found
        assert outlined(same) is not found
    assert outlined(record) == found


@pytest.mark.parametrize(
    ("step", "path", "value"),
    [
        ("strength", KNEE, "3"),
        ("sensation", "findings.light_touch.L4.left", 1),
        ("further", "findings.saddle.perianal_light_touch.right", 0),
    ],
)
def test_what_surrounds_the_rows_is_the_same_after_a_tap(step, path, value):
    record = fold([Answer("patient.reference", "P-1"), Answer(path, value)])
    whole, touched = (section(step_with(step), record, {}, paths) for paths in (None, {path}))
    (row,) = (row for group in touched.groups for row in group.rows)
    assert row in [row for group in whole.groups for row in group.rows]
    assert f"findings.{row.test}." in path
    for name in ("progress", "fill", "group_fills", "questions", "parts"):
        assert getattr(touched, name) == getattr(whole, name)
    assert [(group.title, group.open) for group in touched.groups] == [(g.title, g.open) for g in whole.groups]
