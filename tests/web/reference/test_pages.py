"""The reference can be read by anyone, and everything in it is shown."""

import re
from datetime import date
from html import unescape
from urllib.parse import quote, unquote

import pytest

from exam.web.presenters.reference.contents import reference_pages
from exam.web.presenters.reference.figure_table import likelihoods, priors
from reference import load_reference
from reference.model import Review, ReviewedFigure


def test_the_index_leads_to_every_page(anonymous):
    text = anonymous.get("/reference/").text
    assert all(f'href="/reference/{page.slug}"' in text for page in reference_pages())


def test_every_row_of_every_page_is_shown(anonymous):
    for page in reference_pages():
        text = anonymous.get(f"/reference/{page.slug}").text
        assert [entry.id for entry in page.entries if f'id="{entry.id}"' not in text] == []


def test_every_test_says_how_it_is_done(anonymous):
    for test in load_reference().tests.values():
        shown = anonymous.get(f"/reference/tests/{test.id}")
        assert shown.status_code == 200
        assert test.landmark[:20] in shown.text


def test_a_core_test_is_drawn(anonymous):
    text = anonymous.get("/reference/tests/strength.ankle_dorsiflexion").text
    assert re.search(r'<img src="/static/img/how-to/ankle_dorsiflexion.svg\?v=\w+"[^>]* loading="lazy"', text)
    assert 'alt="Ankle dorsiflexion. Right leg from its outer side' in text
    assert "the patient moves" in text
    assert "the patient moves" not in anonymous.get("/reference/tests/pinprick.L4").text
    assert "how-drawing" not in anonymous.get("/reference/tests/strength.ankle_eversion").text


@pytest.mark.parametrize("path", ["/reference/nothing", "/reference/tests/strength.nothing"])
def test_an_unknown_page_is_not_found(anonymous, path):
    assert anonymous.get(path).status_code == 404


def test_what_is_quoted_from_memory_says_so(anonymous):
    recalled = [row for row in load_reference().tests.values() if row.basis == "recalled"]
    shown = [anonymous.get(f"/reference/tests/{row.id}").text for row in recalled]
    assert all("not yet verified" in text for text in shown)


PLACE = f"/exams/{'0a' * 16}/strength#strength-knee_extension"


def test_the_index_counts_the_rows_of_each_page(anonymous):
    text = anonymous.get("/reference/").text
    assert f'{len(load_reference().sources)}<span class="visually-hidden"> entries' in text


def test_every_row_shows_its_basis_its_sources_and_its_review(anonymous):
    row = next(row for row in load_reference().alerts.values() if row.basis == "judgement" and row.sources)
    text = card(anonymous.get("/reference/red-flags").text, f"alert-{row.id}")
    assert "developer judgement" in text
    assert load_reference().sources[row.sources[0]].short in text
    assert f"next review due {row.review_by.day} {row.review_by:%B %Y}" in text


REVIEW = Review(by="A. Vesalius", role="neurologist", on=date(2026, 11, 28), verdict="agree", p=0.5)
REVIEWED = ("likelihoods/reflexes.achilles/root.S1", "priors/leg.root")


@pytest.fixture
def reviewed(monkeypatch):
    """Two figures that one clinician has reviewed."""
    monkeypatch.setitem(load_reference().reviews, REVIEWED[0], ReviewedFigure(figure=REVIEWED[0], reviews=(REVIEW,)))
    monkeypatch.setitem(load_reference().reviews, REVIEWED[1], ReviewedFigure(figure=REVIEWED[1], reviews=(REVIEW,)))


@pytest.fixture
def unreviewed(monkeypatch):
    for id in REVIEWED:
        monkeypatch.delitem(load_reference().reviews, id, raising=False)


def test_a_figure_says_that_no_clinician_has_reviewed_it(anonymous, unreviewed):
    row = load_reference().likelihoods["reflexes.achilles"]
    text = anonymous.get("/reference/figures/reflexes.achilles").text
    assert text.count("eviewed by ") >= len(row.cells)
    assert "Not reviewed by a clinician" in text.split("S1 root")[1].split("</tr>")[0]


def test_a_figure_says_who_has_reviewed_it(anonymous, reviewed):
    said = "Reviewed by A. Vesalius (neurologist, 28 November 2026): agrees, when it was 50 in 100"
    assert anonymous.get("/reference/figures/reflexes.achilles").text.count(said) == 1


def test_a_prior_says_who_has_reviewed_it(unreviewed):
    found = next(entry for entry in priors() if entry.id == "prior-leg-root")
    assert ("", "Not reviewed by a clinician.") in found.lines


def test_a_reviewed_prior_names_its_reader(reviewed):
    found = next(entry for entry in priors() if entry.id == "prior-leg-root")
    assert any("A. Vesalius" in text for _, text in found.lines)


def test_the_likelihoods_count_their_reviewed_figures(reviewed):
    found = {entry.own: [text for _, text in entry.lines] for entry in likelihoods()}
    figures = len(load_reference().likelihoods["reflexes.achilles"].cells)
    assert f"1 of these {figures} figures has been reviewed by a clinician." in found["reflexes.achilles"]


def test_the_index_counts_the_reviewed_figures(anonymous, reviewed):
    assert re.search(r"\d+ of the \d+ figures of the ranking have been reviewed", anonymous.get("/reference/").text)


def test_a_red_flag_says_where_article_and_guideline_differ_once(anonymous):
    text = card(anonymous.get("/reference/red-flags").text, "alert-nerve_symptoms")
    assert text.count("The guidelines advise less urgency") == 1
    assert "where they differ" in text


def card(text, mark):
    """One row as it is shown."""
    return text.split(f'id="{mark}"')[1].split('class="card entry"')[0]


@pytest.mark.parametrize(
    "path", ["/reference/", "/reference/roots", "/reference/tests/strength.knee_extension", "/reference/search"]
)
def test_the_reference_links_back_to_the_row_it_was_opened_from(anonymous, path):
    text = anonymous.get(path, query_string={"from": PLACE, "q": "knee"}).text
    assert f'href="{PLACE}"' in text
    assert "Back to the examination" in text


def test_the_return_link_is_carried_from_page_to_page(anonymous):
    text = anonymous.get("/reference/roots", query_string={"from": PLACE}).text
    assert f'href="/reference/nerves?from={quote(PLACE, safe="/")}"' in text
    assert f'name="from" value="{PLACE}"' in text


@pytest.mark.parametrize(
    "place",
    [
        "https://example.org/exams/x/strength",
        "//example.org",
        "javascript:alert(1)",
        f"//example.org{PLACE}",
        PLACE.replace("strength#", "elsewhere#"),
        f"{PLACE}\n",
        f"{PLACE}\"onclick='x'",
        "/account/",
    ],
)
def test_any_other_address_gives_no_return_link(anonymous, place):
    text = anonymous.get("/reference/roots", query_string={"from": place}).text
    assert "Back to the examination" not in text
    assert "from=" not in text


def test_a_step_links_to_the_reference_from_its_roots_its_panel_and_its_sources(client, exam_id):
    text = client.get(f"/exams/{exam_id}/strength").text
    back = quote(f"/exams/{exam_id}/strength#strength-knee_extension", safe="/")
    assert f'href="/reference/roots?from={back}#L3"' in text
    assert f'href="/reference/tests/strength.knee_extension?from={back}"' in text
    assert f'href="/reference/nerves?from={back}#nerve-femoral"' in text
    source = load_reference().tests["strength.knee_extension"].sources[0]
    assert f'href="/reference/sources?from={back}#source-{source}"' in text


def test_the_assessment_links_to_the_reference_from_alerts_and_imaging(client, exam_id):
    client.post(f"/exams/{exam_id}/red-flags", data={"red_flags.urinary_retention_or_incontinence": "true"})
    text = client.get(f"/exams/{exam_id}/assessment").text
    here = f"/exams/{exam_id}/assessment"
    for alert in re.findall(r'id="(alert-[a-z_]+)"', text):
        assert f'href="/reference/red-flags?from={quote(f"{here}#{alert}", safe="/")}#{alert}"' in text
    assert 'href="/reference/imaging?from=' in text


def test_every_link_from_a_step_to_the_reference_leads_to_a_row_and_back_to_a_row(client, exam_id):
    client.post(f"/exams/{exam_id}/red-flags", data={"red_flags.urinary_retention_or_incontinence": "true"})
    pages = {}
    for slug in ("red-flags", "back-or-knee", "sensation", "tension", "further", "assessment"):
        step = client.get(f"/exams/{exam_id}/{slug}").text
        links = {unescape(link) for link in re.findall(r'href="(/reference/[^"]+)"', step)}
        assert links
        for link in links:
            address, _, row = link.partition("#")
            page = address.partition("?")[0]  # its rows are the same wherever it was opened from
            pages[page] = pages.get(page) or client.get(page).text
            assert not row or f'id="{row}"' in pages[page], link
            back = unquote(address.partition("from=")[2])
            assert f'id="{back.partition("#")[2]}"' in step, link


def test_management_is_labelled_as_no_advice_and_each_row_has_its_reliability(anonymous):
    text = anonymous.get("/reference/management").text
    assert text.index("not advice from this program") < text.index('id="reading-')
    for row in load_reference().readings.values():
        shown = card(text, f"reading-{row.id}")
        assert "Evidence:" in shown
        assert row.standing in unescape(shown)


def test_a_condition_names_what_speaks_for_and_against_it_with_its_sources(anonymous):
    row = next(row for row in load_reference().conditions.values() if row.opposes)
    shown = card(anonymous.get("/reference/conditions").text, f"condition-{row.id}")
    assert shown.count("For:</span>") == len(row.supports)
    assert shown.count("Against:</span>") == len(row.opposes)


def test_every_row_of_the_articles_and_every_map_is_on_a_reference_page():
    reference = load_reference()
    held = {entry.id for page in reference_pages() for entry in page.entries}
    rows = {"condition": reference.conditions, "mechanism": reference.mechanisms}
    rows |= {"reading": reference.readings, "map": reference.dermatome_maps}
    assert [f"{kind}-{row}" for kind, some in rows.items() for row in some if f"{kind}-{row}" not in held] == []
