"""The sheet before signing: nothing empty, open, contradictory or on another side is signed without a word."""

import re
from html import unescape

import pytest

from exam.domain.record.answers import Answer

CORE_STEPS = ("reflexes", "sensation", "strength")
L5 = {
    "patient.age": 54,
    "patient.sex": "female",
    "presentation.symptom_side": "left",
    "presentation.pain_sites.left": ["lateral_leg"],
    "presentation.features.pain_below_knee": True,
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.light_touch.L5.left": 1,
    "findings.tension.straight_leg_raise.left": "positive",
}


@pytest.fixture
def sheet(client, exam_id):
    """The items of the sheet by id: whether each is open, its words, and where its lines lead."""

    def read():
        text = client.get(f"/exams/{exam_id}/sign").text
        items = re.findall(r'<div class="(confirm-item[^"]*)" id="confirm-([a-z]+)">(.*?)</div>', text, re.DOTALL)
        return {name: ("is-open" in kind, words_of(part), places_of(part)) for kind, name, part in items}

    return read


def words_of(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def places_of(html):
    return [place.partition("/")[2] for place in re.findall(r'href="/exams/\w+(/[^"]*)"', html)]


@pytest.fixture
def answer(services, account, exam_id):
    return lambda answers: services.exams.append(exam_id, account.id, [Answer(*one) for one in answers.items()])


def test_an_empty_record_says_so_in_plain_view(client, exam_id, sheet):
    text = client.get(f"/exams/{exam_id}/sign").text
    assert "<strong>Nothing was examined:</strong>" in text
    assert text.index("Nothing was examined") < text.index("Before you sign")
    found = sheet()
    assert found["patient"] == (
        True,
        "Patient Reference Vesalius-1543; age not recorded, sex not recorded",
        ["complaint#patient-age"],
    )
    assert found["side"][1] == "Side Side of the complaint not recorded; legs not examined"
    assert found["core"][0]
    assert "28 without a result" in found["core"][1]
    assert len(found["core"][2]) == 5


def test_a_test_that_could_not_be_done_was_not_examined(client, exam_id, answer):
    answer({"findings.reflexes.achilles.left": {"not_tested": "pain"}})
    assert "Nothing was examined" in client.get(f"/exams/{exam_id}/sign").text
    answer({"findings.reflexes.achilles.right": 2})
    text = client.get(f"/exams/{exam_id}/sign").text
    assert "Nothing was examined" not in text
    assert "left leg not examined" in text


@pytest.mark.parametrize(
    ("side", "examined", "words"),
    [
        ("left", {"findings.saddle.anal_tone": "normal"}, "left leg not examined"),
        ("left", {"findings.reflexes.achilles.right": 2}, "left leg not examined"),
        ("both", {"findings.reflexes.achilles.right": 2}, "left leg not examined"),
        ("both", {"findings.saddle.anal_tone": "normal"}, "legs not examined"),
        ("none", {"findings.reflexes.achilles.right": 2}, "no abnormal finding recorded in a leg"),
    ],
)
def test_a_leg_that_complains_and_was_not_examined_is_called_so(answer, sheet, side, examined, words):
    answer({"presentation.symptom_side": side} | examined)
    is_open, text, *_ = sheet()["side"]
    assert text.endswith(f"; {words}")
    assert is_open is ("not examined" in words)


def test_it_names_patient_side_and_the_leading_cause_in_the_words_of_the_strip(answer, sheet):
    answer(L5)
    found = sheet()
    assert found["patient"][:2] == (False, "Patient Reference Vesalius-1543; 54 years, female")
    assert found["side"][:2] == (False, "Side Complaint in the left leg; abnormal findings on the left only")
    assert "Left L5" in found["program"][1]
    assert found["impression"] == (True, "Your impression No impression entered", ["assessment#impression-title"])


def test_findings_on_the_other_side_are_open_even_where_no_contradiction_is_certain(answer, sheet):
    answer(L5 | {"presentation.symptom_side": "right"})
    is_open, words, places = sheet()["side"]
    assert is_open
    assert words == "Side Complaint in the right leg; abnormal findings on the left only"
    assert places == ["complaint#presentation-symptom_side"]


@pytest.mark.parametrize(
    ("cause", "side", "differs"),
    [
        ("root.L5", "left", False),
        ("root.L5", "right", True),
        ("root.L5+S1", "left", False),
        ("root.L4", "left", True),
        ("root.L5", None, False),
    ],
)
def test_it_says_where_the_impression_differs_from_the_program(answer, sheet, cause, side, differs):
    answer(L5 | {"impression.cause": cause, "impression.side": side})
    is_open, words, _ = sheet()["impression"]
    assert not is_open
    assert ("differs from the one that the program ranks first" in words) is differs


def test_an_impression_in_words_alone_is_shown_as_it_is(answer, sheet):
    answer(L5 | {"impression.text": "Sciatica,\nprobably L5"})
    assert sheet()["impression"][1] == "Your impression Sciatica, probably L5"


def test_tests_that_would_distinguish_are_listed_and_lead_to_their_rows(answer, sheet):
    answer(L5)
    is_open, words, places = sheet()["undone"]
    assert is_open
    assert "(to distinguish" in words
    assert 1 <= len(places) <= 3
    assert all("#" in place for place in places)


def test_once_all_core_tests_are_done_the_sheet_says_so(client, exam_id, answer, sheet):
    answer(L5)
    for step in CORE_STEPS:
        client.post(f"/exams/{exam_id}/{step}/all-normal", data={"group": ""})
    assert sheet()["core"][:2] == (False, "Core tests All core tests done")


def test_every_place_is_on_its_page(client, exam_id, answer, sheet):
    answer(L5 | {"presentation.symptom_side": "right", "red_flags.saddle_numbness": True})
    for _, _, places in sheet().values():
        for place in places:
            slug, _, anchor = place.partition("#")
            assert f'id="{anchor}"' in client.get(f"/exams/{exam_id}/{slug}").text or not anchor, place


def test_what_cannot_be_printed_is_said_before_signing_and_on_the_note(
    client, examined, services, account, monkeypatch
):
    addresses = [f"/exams/{examined}/{page}" for page in ("sign", "note")]
    assert [page for page in addresses if "Not everything can be printed" in client.get(page).text] == []
    services.exams.append(examined, account.id, [Answer("comments.strength", "足下垂 👍")])
    for page in addresses:
        warning = between(client.get(page).text, 'class="notice notice-error unprintable"', "</div>")
        assert "<bdi>👍</bdi> (symbols)" in warning
        assert "<bdi>足</bdi>" not in warning
        assert "Where: Comments, Strength." in warning
        assert "write it in words instead" in warning
        assert "./setup" not in warning
    monkeypatch.setattr("exam.printing.fonts.coverage._characters_of", lambda _family: frozenset())
    for page in addresses:
        warning = between(client.get(page).text, 'class="notice notice-error unprintable"', "</div>")
        assert "<bdi>足</bdi> <bdi>下</bdi> <bdi>垂</bdi> <bdi>👍</bdi> (Chinese or Japanese, symbols)" in warning
        assert "Scripts that can be printed here</summary><p>Latin.</p>" in warning
        assert "./setup --fonts" in warning


def between(text, start, end):
    return text.split(start, 1)[1].split(end, 1)[0]
