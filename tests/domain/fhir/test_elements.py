"""The small parts of resources: times, narratives, and what is left out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from exam.domain.fhir.elements import moment, tidied
from exam.domain.fhir.narrative import narrative, paragraph, table


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (datetime(2026, 11, 21, 9, 30, tzinfo=UTC), "2026-11-21T09:30:00+00:00"),
        (datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))), "2026-11-21T09:30:00-03:30"),
        (datetime(1890, 1, 1, tzinfo=timezone(timedelta(minutes=19, seconds=32))), "1889-12-31T23:40:28+00:00"),
        (datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=15))), "2026-11-20T18:30:00+00:00"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=15))), "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_time_has_seconds_and_an_offset_that_fhir_knows(when, written):
    assert moment(when) == written


def test_what_is_empty_is_left_out_and_what_is_not_stays():
    given = {"a": "", "b": [], "c": {"d": None}, "e": [" ", {}], "f": 0, "g": False, "h": ["x"]}
    assert tidied(given) == {"f": 0, "g": False, "h": ["x"]}


def test_a_narrative_holds_only_what_xml_can():
    assert paragraph("a\x01b <i>") == "<p>a\N{REPLACEMENT CHARACTER}b &lt;i&gt;</p>"
    assert narrative(paragraph(" "), table(("a", "b", "c"), [("1", "2")]))["div"].count('colspan="2"') == 1
