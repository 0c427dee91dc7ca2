"""The provenance of every row: sources, basis, review dates."""

import re
import tomllib
from datetime import date, timedelta

import pytest

from reference.load import DATA, TABLES

ARTICLES = ["backrack_leg_pain", "back_causes_knee", "knee_back_connection", "knee_from_lower_back"]
LONGEST_BETWEEN_REVIEWS = timedelta(days=2 * 366)
READ = ("published", "second_hand", "recalled")


def cited(value):
    """Every source id that a table cites, anywhere in a row."""
    if isinstance(value, dict):
        own = [source for key in ("sources", "caution_sources") for source in value.get(key, ())]
        return {*own, *(source for member in value.values() for source in cited(member))}
    return {source for member in value for source in cited(member)} if isinstance(value, list) else set()


@pytest.fixture(scope="module")
def files():
    names = sorted({table.file for table in TABLES})
    return {name: tomllib.loads((DATA / name).read_text(encoding="utf-8")) for name in names}


def test_the_four_articles_come_first(reference):
    assert [source.id for source in reference.sources.values() if source.kind == "article"] == ARTICLES
    assert list(reference.sources)[: len(ARTICLES)] == ARTICLES


def test_every_article_is_cited(files):
    assert set(ARTICLES) <= cited(list(files.values()))


def test_every_citation_has_its_source(reference, files):
    for name, content in files.items():
        assert cited(content) <= set(reference.sources), name


def test_a_source_that_no_row_cites_has_a_reason(reference, files):
    unused = set(reference.sources) - cited(list(files.values()))
    assert [name for name in sorted(unused) if "Kept because" not in reference.sources[name].standing] == []


def test_every_source_says_how_far_to_trust_it(reference):
    assert [source.id for source in reference.sources.values() if len(source.standing) < 40] == []


def test_a_source_is_cited_by_a_name_of_its_own(reference):
    names = [source.short for source in reference.sources.values()]
    assert len(set(names)) == len(names)


def test_the_papers_are_cited_and_not_the_pages_that_copied_them(reference):
    for source in reference.sources.values():
        assert "://" not in f"{source.title} {source.published_in} {source.doi} {source.standing}", source.id
        assert not source.doi or re.fullmatch(r"10\.\d{4,}/\S+", source.doi), source.id


def test_unknown_authors_or_titles_are_to_be_confirmed(reference):
    unknown = [
        source
        for source in reference.sources.values()
        if source.kind != "article" and ("to be confirmed" in source.authors or "(descriptive title)" in source.title)
    ]
    assert unknown
    assert all(source.details_to_confirm for source in unknown)


def test_a_year_is_that_of_a_publication(reference):
    years = [source.year for source in reference.sources.values() if source.year]
    assert all(1900 < year <= source_year_limit(reference) for year in years)


def source_year_limit(reference):
    return max(source.reviewed_on.year for source in reference.sources.values())


def test_what_was_read_names_where(described):
    assert [name for name, row in described if row.basis in READ and not row.sources] == []


def test_a_judgement_gives_its_reason(described):
    assert [name for name, row in described if row.basis == "judgement" and len(row.why) < 15] == []


def test_every_row_says_what_was_read_or_judged(described):
    assert [name for name, row in described if not row.why] == []


def test_no_row_cites_a_source_twice(described):
    assert [name for name, row in described if len(set(row.sources)) != len(row.sources)] == []


def test_what_rests_on_web_pages_alone_is_not_called_published(reference, described):
    weak = {source.id for source in reference.sources.values() if source.kind == "web_page"}
    assert [name for name, row in described if row.basis == "published" and set(row.sources) <= weak] == []


def test_a_review_follows_within_two_years(reference, described):
    rows = [*described, *((f"sources: {source.id}", source) for source in reference.sources.values())]
    for name, row in rows:
        assert date(2026, 1, 1) <= row.reviewed_on < row.review_by <= row.reviewed_on + LONGEST_BETWEEN_REVIEWS, name
