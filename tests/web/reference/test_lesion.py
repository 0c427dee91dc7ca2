"""Each cause has its page, whose figures are the rows of the table."""

import re
from html import unescape

import pytest

from exam.domain.appearance.rates import forms_of
from exam.domain.appearance.signs import sign_words
from exam.web.presenters.reference.figures import percent, span
from reference import load_reference

CAUSES = [cause for cause in load_reference().causes if cause not in ("no_neurological_lesion", "other_lesion")]
FIGURE = re.compile(
    r'<th scope="row"><a href="/reference/figures/([^"?]+)[^>]*>([^<]+)</a>.*?</th>\s*'
    "<td>([^<]+)</td><td>([^<]+)</td><td>([^<]+)</td>",
    re.DOTALL,
)


@pytest.mark.parametrize("cause", CAUSES)
def test_its_page_has_every_row_of_the_table_and_no_other(anonymous, cause):
    text = anonymous.get(f"/reference/causes/{cause}").text
    wanted = sorted(
        (row.finding, sign_words(row.finding), percent(cell.p), span(cell.range), percent(row.cells[0].p))
        for row in load_reference().likelihoods.values()
        for cell in row.cells
        if cell.cause.partition(":")[0] == cause
    )
    assert sorted(tuple(map(unescape, found)) for found in FIGURE.findall(text)) == wanted
    assert all(row.cells[0].cause == "none" for row in load_reference().likelihoods.values())


@pytest.mark.parametrize("cause", CAUSES)
def test_each_form_has_its_chart(anonymous, cause):
    text = anonymous.get(f"/reference/causes/{cause}").text
    charts = re.findall(r'<img src="(/reference/causes/[^"]+\.svg)"', text)
    assert len(charts) == len(forms_of(cause))
    assert anonymous.get(charts[-1]).mimetype == "image/svg+xml"


def test_the_page_of_l5_says_what_is_expected_spared_and_alike(anonymous):
    text = " ".join(re.sub(r"<[^>]+>", " ", anonymous.get("/reference/causes/root.L5").text).split())
    assert "Typical findings" in text
    assert "Great toe extension, weak 51 %" in text
    assert "Tinel sign at the fibular neck Common fibular nerve 55 % 3 %" in text
    assert "Common fibular nerve Tinel sign at the fibular neck, positive 3 % 55 %" in text
    assert "Drawn in the right leg. Dotted: sensation altered or absent in a fifth to a half: L5." in text
    assert "estimates by the developers" in text


def test_a_cause_of_both_legs_is_drawn_in_both(anonymous):
    assert "Drawn in both legs." in anonymous.get("/reference/causes/cauda_equina").text


@pytest.mark.parametrize(
    "row", ["no_neurological_lesion", "other_lesion", "root.L9", "root.L4+L5", "root.L5/1.svg", "root.L5/-1.svg"]
)
def test_what_has_no_page_is_not_found(anonymous, row):
    assert anonymous.get(f"/reference/causes/{row}").status_code == 404


def test_the_causes_lead_to_their_pages(anonymous):
    text = anonymous.get("/reference/causes").text
    assert [cause for cause in CAUSES if f'href="/reference/causes/{cause}"' not in text] == []
    assert "/reference/causes/no_neurological_lesion" not in text


def words_of(anonymous, cause):
    return " ".join(re.sub(r"<[^>]+>", " ", anonymous.get(f"/reference/causes/{cause}").text).split())


def test_each_figure_says_what_is_abnormal_and_what_too_strong_means(anonymous):
    text = words_of(anonymous, "upper_motor_neuron")
    for words in (
        "Achilles reflex, reduced or absent",
        "Brisk in 65 % of the others",
        "Spastic in 55 % of the others",
        "More than 6 weeks",
        "Sudden onset",
    ):
        assert words in text
    assert "Too strong" not in text


def test_the_skin_of_a_single_nerve_that_is_not_drawn_is_named(anonymous):
    nerve = words_of(anonymous, "nerve.lateral_femoral_cutaneous")
    assert "Not drawn, skin of a single nerve, altered or absent in half or more: outer thigh." in nerve
    assert "Not drawn" not in words_of(anonymous, "root.L5")
    assert "Not drawn" not in words_of(anonymous, "nerve.obturator")
