"""How rows are printed."""

import pytest

from bench.speed.report import BESIDE, aligned, as_json, beside, cells, limits_held, number, written
from bench.speed.rows import Row

ECHO = Row("echo", "ms", (20.0,))
TAP = Row("tap", "ms", (50.0, 60.0, 60.0, 90.0), at_most=70, reference="echo", at_most_times=2.5)
SLOW = Row("answers", "ms", (1234.0,), "p99", at_most=100)


@pytest.mark.parametrize(
    ("figure", "text"),
    [(0.0, "0"), (3.0, "3"), (1234.4, "1,234"), (56.78, "56.8"), (5.678, "5.68"), (0.25, "0.25"), (0.01234, "0.0123")],
)
def test_a_number_has_the_digits_that_count(figure, text):
    assert number(figure) == text


def test_a_row_names_its_reference_and_each_limit():
    assert cells(TAP, [TAP, ECHO]) == (
        "tap",
        "60 ms",
        "57.5 to 67.5",
        "3 times echo",
        "at most 70 ms; at most 2.5 times",
        "yes; **no**",
    )
    assert cells(SLOW, [SLOW]) == ("answers, 99 in 100 within", "1,234 ms", "", "", "at most 100 ms", "**no**")
    assert limits_held([[TAP, ECHO], [SLOW]]) == "1 of 3 limits held"


def test_two_checkouts_stand_beside_each_other():
    new = Row("page", "kB", (5.0,))
    assert list(beside([Row("tap", "ms", (120.0,))], [TAP, new])) == [
        ("tap", "120 ms", "60 ms", "0.50"),
        ("page", "", "5 kB", ""),
    ]


def test_columns_are_as_wide_as_what_they_hold():
    assert aligned(BESIDE, [("tap", "120 ms", "60 ms", "**no**")]) == (
        "     before  now    now : before\ntap  120 ms  60 ms  no"
    )


def test_the_tables_are_put_between_their_marks(tmp_path):
    page = tmp_path / "performance.md"
    page.write_text("# Speed\n\n<!-- tap -->\nold\n<!-- end of tap -->\n\nend\n", encoding="utf-8")
    written({"tap": [ECHO]}, ["1 May 2030", "a machine"], page)
    assert page.read_text(encoding="utf-8").splitlines() == [
        "# Speed",
        "",
        "<!-- tap -->",
        "1 May 2030; a machine",
        "",
        "|  | figure | middle half | compared with | limit | held |",
        "|---|---|---|---|---|---|",
        "| echo | 20 ms |  |  |  |  |",
        "<!-- end of tap -->",
        "",
        "end",
    ]


def test_a_file_has_every_sample():
    groups = as_json({"tap": [[ECHO]]}, ["a machine"])["groups"]
    assert groups["tap"][0][0]["samples"] == (20.0,)
    assert groups["tap"][0][0]["figure"] == 20.0
