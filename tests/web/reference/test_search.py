"""What a search of the reference finds, and what comes first."""

import re

import pytest

from exam.web.presenters.reference.contents import reference_pages
from exam.web.presenters.reference.search import search
from reference import load_reference
from reference.model import Family, NamedRow

# What clinicians type, and the row that has to come first.
TYPED = {
    "SLR": "Straight leg raise",
    "slr": "Straight leg raise",
    "EHL": "Great toe extension",
    "FHL": "Great toe flexion",
    "TA": "Ankle dorsiflexion",
    "DTR": "Patellar reflex",
    "DTRs": "Patellar reflex",
    "KJ": "Patellar reflex",
    "knee jerk": "Patellar reflex",
    "AJ": "Achilles reflex",
    "quads": "Knee extension",
    "gastroc": "Ankle plantarflexion",
    "Lasègue": "Straight leg raise",
    "Lasegue": "Straight leg raise",
    "Lasegue's sign": "Straight leg raise",
    "pin prick": "L2 pinprick",
    "pin-prick": "L2 pinprick",
    "saddle anaesthesia": "Perianal light touch",
    "saddle anesthesia": "Perianal light touch",
    "Trendelenburg": "Trendelenburg gait",
    "FABER": "Sacroiliac provocation",
    "Jendrassik": "Patellar reflex",
    "meralgia": "Lateral femoral cutaneous nerve",
    "meralgia paresthetica": "Lateral femoral cutaneous nerve",
    "peroneal nerve": "Common fibular nerve",
    "CES": "Signs of cauda equina compression",
    "slipped disk": "Herniated lumbar disc",
    "drop foot": "Foot drop",
    "fecal incontinence": "Faecal incontinence",
    "great toe extension": "Great toe extension",
}


def first(asked):
    return search(asked)[0].hits[0].entry.title


@pytest.mark.parametrize("typed", TYPED)
def test_what_clinicians_type_finds_its_row_first(typed):
    assert first(typed) == TYPED[typed]


def other_names(kind):
    reference = load_reference()
    tables = ("families", "tests", "scales", "sites", "roots", "nerves", "causes", "conditions", "alerts", "questions")
    rows = [row for table in tables for row in getattr(reference, table).values()]
    return {name for row in rows if isinstance(row, NamedRow | Family) for name in getattr(row, kind, ())}


def owners(name):
    entries = [entry for page in reference_pages() for entry in page.entries if name in entry.also]
    return [entry for entry in entries if not entry.id.startswith("dispute-")]


@pytest.mark.parametrize("kind", ["also", "also_shared"])
def test_every_other_name_finds_its_rows_first(kind):
    """The first page is one of theirs, and on each page they come before all other rows."""
    wrong = []
    for name in other_names(kind):
        found, rows = search(name), owners(name)
        wrong += [name] if found[0].hits[0].entry not in rows else []
        for page in found:
            first_places = page.hits[: sum(row in page.page.entries for row in rows)]
            wrong += [name for hit in first_places if hit.entry not in rows]
    assert wrong == []


def test_a_result_shows_the_name_by_which_it_was_found(anonymous):
    text = anonymous.get("/reference/search?q=ehl").text
    assert "Also found as:</span> <mark>EHL</mark>" in text


def test_the_whole_word_is_marked_in_whatever_spelling(anonymous):
    assert "<mark>oedema</mark>" in anonymous.get("/reference/search?q=edema").text
    assert "<mark>Lasègue</mark>" in anonymous.get("/reference/search?q=lasegue").text


def test_what_stands_on_the_page_of_a_test_is_found_and_named(anonymous):
    assert "Do:</span> Strike the tendon" in anonymous.get("/reference/search?q=jendrassik").text


@pytest.mark.parametrize(("british", "also"), [("ischaemia", "ischemia"), ("tumour", "tumor"), ("oedema", "edema")])
def test_either_spelling_finds_the_same_rows(british, also):
    ids = [[hit.entry.id for page in search(word) for hit in page.hits] for word in (british, also)]
    assert ids[0] == ids[1] != []


def test_search_finds_rows_of_several_pages_and_marks_the_words(anonymous):
    text = anonymous.get("/reference/search?q=saddle").text
    assert 'id="found-tests"' in text
    assert 'id="found-red-flags"' in text
    assert re.search("<mark>[Ss]addle</mark>", text)
    assert 'href="/reference/red-flags#alert-' in text


def test_search_asks_for_every_word_in_any_case_from_its_beginning():
    both = {hit.entry.id for found in search("PATELLAR jerk") for hit in found.hits}
    assert both
    assert both < {entry.id for page in reference_pages() for entry in page.entries}
    assert [found.page.slug for found in search("atellar")] == []


def test_a_row_that_has_the_words_in_its_title_comes_first():
    tests = next(found for found in search("slump") if found.page.slug == "tests")
    assert "slump" in tests.hits[0].entry.title.lower()


@pytest.mark.parametrize("asked", ["", "   ", "((", "a*b", "<script>", "x" * 300])
def test_whatever_is_searched_for_is_shown_as_text(anonymous, asked):
    shown = anonymous.get("/reference/search", query_string={"q": asked})
    assert shown.status_code == 200
    assert "<mark>" not in shown.text
