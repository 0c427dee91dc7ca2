"""The likelihoods on the reference pages: each line of a reason list can be checked against its table."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record
from exam.web.presenters.reference.contents import reference_pages
from exam.web.presenters.reference.figures import figures, figures_of_test, likelihood_row, percent
from reference import load_reference

ROWS = load_reference().likelihoods
SPACE = "\N{NO-BREAK SPACE}"
CASES = sorted((Path(__file__).parents[2] / "cases").glob("case-*.json"))


@pytest.mark.parametrize(
    ("share", "words"), [(0.002, "0.2 %"), (0.017, "1.7 %"), (0.03, "3 %"), (0.0999, "10 %"), (0.58, "58 %")]
)
def test_a_share_is_shown_in_per_cent(share, words):
    assert percent(share) == words.replace(" ", SPACE)


def test_a_table_gives_every_cell_with_its_range_its_basis_and_its_sources(anonymous):
    text = unescape(anonymous.get("/reference/figures/reflexes.patellar").text).replace(SPACE, " ")
    table = text[text.index("<table") : text.index("</table>")]
    assert table.count("<tr>") == 1 + len(ROWS["reflexes.patellar"].cells)
    line = next(line for line in table.split("<tr>") if "L4 root" in line)
    assert "0.66 to 0.67 in operated patients" in line
    assert all(words in line for words in ("58 %", "35 to 67 %", "developer judgement", "Tanishiro"))
    assert 'href="/reference/sources#' in line
    assert ROWS["reflexes.patellar"].why in text


def test_a_test_shows_the_figures_that_it_counts_in(anonymous):
    text = anonymous.get("/reference/tests/light_touch.L5").text
    assert "L5 sensation: how often" in text
    assert "L5 pinprick: abnormal in" in text
    assert figures_of_test("tension.straight_leg_raise_degrees") is None
    assert "not used in the ranking" in anonymous.get("/reference/tests/tension.straight_leg_raise_degrees").text


def test_a_form_of_a_cause_and_an_asymptomatic_leg_are_named():
    causes = {one.cause for one in figures("dermatome.L5").rows}
    assert {"Sciatic nerve, fibular division", "No nerve or root lesion, in a leg without symptoms"} <= causes


def test_what_else_counts_is_stated():
    assert "The figures are for L5 light touch." in figures("dermatome.L5").notes
    assert any("hip internal rotation" in note for note in figures("strength.hip_abduction").notes)
    assert any(f"50{SPACE}%" in note for note in figures("pain.knee").notes)
    assert any(f"50{SPACE}% with a mild deficit" in note for note in figures("strength.ankle_plantarflexion").notes)


def test_a_mark_of_pain_and_the_dermatome_of_a_rash_lead_to_their_tables():
    assert likelihood_row("presentation.pain_sites", "knee") == "pain.knee"
    assert likelihood_row("presentation.zoster_dermatomes", "L3") == "zoster.L3"
    assert figures("zoster.L3").title == "Shingles rash, L3"


def test_a_table_that_does_not_exist_is_not_found(anonymous):
    assert anonymous.get("/reference/figures/strength.nothing").status_code == 404


@pytest.mark.parametrize("path", CASES[:12], ids=[path.stem for path in CASES[:12]])
def test_every_reason_of_a_case_has_its_table(path):
    record = read_record(json.loads(path.read_text(encoding="utf-8"))["record"])
    rows = {likelihood_row(reason.finding, reason.value) for one in assess(record).candidates for reason in one.reasons}
    assert rows
    assert rows <= set(ROWS)


def test_a_reason_leads_to_its_table_and_back(client, exam_id):
    for root in ("L4", "L5", "S1"):
        client.post(f"/exams/{exam_id}/sensation", data={f"findings.light_touch.{root}.left": "1"})
    client.post(f"/exams/{exam_id}/strength", data={"findings.strength.great_toe_extension.left": "3"})
    client.post(f"/exams/{exam_id}/strength", data={"findings.strength.ankle_dorsiflexion.left": "3"})
    text = client.get(f"/exams/{exam_id}/assessment").text
    links = set(re.findall(r'href="(/reference/figures/[^"]+)"', text))
    back = f"?from=/exams/{exam_id}/assessment%23reasons"
    assert f"/reference/figures/strength.ankle_dorsiflexion{back}" in links
    assert any(re.match(r"/reference/figures/dermatome\.[LS]\d\?", link) for link in links)
    for link in links:
        page = client.get(unescape(link))
        assert page.status_code == 200
        assert f'href="/exams/{exam_id}/assessment#reasons"' in page.text


def test_every_row_of_the_reference_is_on_a_reference_page():
    reference = load_reference()
    held = {entry.id for page in reference_pages() for entry in page.entries}
    rows = {"scale": reference.scales, "site": reference.sites, "alert": reference.alerts, "nerve": reference.nerves}
    rows |= {"imaging": reference.imaging, "other": reference.other_tests, "pointer": reference.pointers}
    rows |= {"source": reference.sources, "alternative": reference.alternatives, "precaution": reference.precautions}
    assert [f"{kind}-{row}" for kind, some in rows.items() for row in some if f"{kind}-{row}" not in held] == []
    own = {entry.own for page in reference_pages() for entry in page.entries}
    assert {*reference.tests, *reference.likelihoods} <= own
    counted = {page.slug: len(page.entries) for page in reference_pages()}
    assert counted["priors"] == len(reference.priors) + len(reference.severity_shares)


def test_a_question_and_a_pain_site_lead_to_their_figures(anonymous):
    assert 'href="/reference/figures/red_flags.saddle_numbness"' in anonymous.get("/reference/history").text
    assert 'href="/reference/figures/pain.knee"' in anonymous.get("/reference/sites").text


def test_a_scale_says_what_each_grade_means_and_where_it_is_used(anonymous):
    text = unescape(anonymous.get("/reference/scales").text)
    card = text.split('id="scale-reflex"')[1].split('class="card entry"')[0]
    assert "1 reduced:" in card
    assert load_reference().scales["reflex"].grades[1].meaning in card
    assert "Achilles" in card


@pytest.mark.parametrize(
    ("finding", "heads"),
    [
        ("reflexes.achilles", ("Reduced or absent", "Brisk")),
        ("long_tract.muscle_tone", ("Flaccid", "Spastic")),
        ("strength.hip_abduction", ("", "")),
    ],
)
def test_what_can_be_lost_or_too_strong_has_a_column_for_each_in_its_own_words(finding, heads):
    table = figures(finding)
    assert (table.lost, table.raised) == heads
