"""The table of the articles' paragraphs: none is left out, and every row that holds what an article says is named."""

import re
from pathlib import Path

import pytest

TABLE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
PARAGRAPHS = {"backrack_leg_pain": 40, "back_causes_knee": 78, "knee_back_connection": 58, "knee_from_lower_back": 13}
MAPPED = ("conditions", "mechanisms", "readings", "pointers", "questions", "tests", "sites", "roots", "nerves")
MAPPED += ("imaging", "other_tests")
IN_NO_ARTICLE = {"trochanteric_pain"}
NO_PLACE = (
    "advertising",
    "general prose",
    "heading",
    "part of the web page",
    "caption",
    "repeats",
    "standing",
    "a word left",
)


def lines_of(article):
    """The lines of one article's table: number, topic, rows, place."""
    section = TABLE.partition(f"## {article}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if re.match(r"\| \d", line)]
    assert all(len(row) == 4 for row in rows)
    return rows


def named_in(lines):
    return [tuple(name.split(".", 1)) for _, _, rows, _ in lines for name in re.findall(r"`([^`]+)`", rows)]


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_paragraph_has_its_line(article):
    numbers = [int(number) for number, *_ in lines_of(article)]
    assert numbers == list(range(1, PARAGRAPHS[article] + 1))


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_a_paragraph_has_rows_or_a_reason(article):
    for number, topic, rows, place in lines_of(article):
        assert topic, number
        assert place, number
        if "`" not in rows:
            assert rows == "none", number
            assert any(reason in place for reason in NO_PLACE), number


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_row_exists_and_cites_the_article(reference, article):
    for table, name in named_in(lines_of(article)):
        row = getattr(reference, table)[name]
        assert article in row.sources, f"{table}.{name}"


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_row_of_an_article_is_named(reference, article):
    named = set(named_in(lines_of(article)))
    rows = [(table, row) for table in MAPPED for row in getattr(reference, table).values()]
    missing = [f"{table}.{row.id}" for table, row in rows if article in row.sources and (table, row.id) not in named]
    assert missing == []


@pytest.mark.parametrize("table", ["conditions", "mechanisms", "readings", "pointers"])
def test_every_row_from_the_articles_is_placed(reference, table):
    named = {name for article in PARAGRAPHS for found, name in named_in(lines_of(article)) if found == table}
    assert set(getattr(reference, table)) - IN_NO_ARTICLE == named


def test_a_seller_is_nowhere_named_as_advice(reference):
    words = re.compile(r"backrack|decompress\w*|nodule|orthotic|brace\b", re.IGNORECASE)
    tables = ("alerts", "imaging", "other_tests", "conditions", "mechanisms", "readings", "pointers")
    for table in tables:
        for row in getattr(reference, table).values():
            said = [
                getattr(row, field, "") for field in ("label", "about", "action", "purpose", "statement", "findings")
            ]
            assert not [text for text in said if words.search(text)], f"{table}.{row.id}"


def test_what_the_guideline_says_is_beside_the_treatment_and_how_it_was_read(reference):
    kinds = {source.id: source.kind for source in reference.sources.values()}
    said = {row.id: row.guideline for row in reference.readings.values() if row.guideline}
    assert {"medicines", "acupuncture", "chiropractic", "surgery", "weeks_1_2", "shoes_and_gait"} <= set(said)
    assert "gabapentinoids" in said["medicines"].says
    for row in reference.readings.values():
        ranks = [{"guideline": 0, "article": 2}.get(kinds[source], 1) for source in row.sources]
        assert ranks == sorted(ranks), row.id
    for guidance in said.values():
        assert {kinds[source] for source in guidance.sources} == {"guideline"}
        assert guidance.basis in ("published", "second_hand", "recalled")


def test_a_treatment_says_who_states_it_and_what_is_known(reference):
    for row in reference.readings.values():
        assert re.search(r"\barticles?\b", row.standing), row.id
        assert len(row.standing) > 40, row.id
