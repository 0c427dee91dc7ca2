"""Ready phrases: one's own and suggested ones, inserted and added with and without a script, and managed."""

import re

import pytest

from exam.domain.sheets.emergencies import phrase_words
from reference import load_reference
from tests.web.exams.steps import HTMX
from tests.web.note.signing import sign


@pytest.fixture
def phrases(services, account):
    """A function to one's own phrases of a kind, by their texts."""
    return lambda kind: [phrase.text for phrase in services.settings.phrases(account.id, kind)]


def of_field(text, field):
    """The phrases offered beside a text: what each sends and what it says."""
    found = re.findall(r'<button [^>]*value="([^"]+)" data-phrase="([^"]+)"[^>]*>([^<]*)<', text)
    return {sends: words for sends, path, words in found if path == field}


def test_suggestions_have_their_sources_and_an_alert_says_first_what_to_do(step, tap):
    offered = of_field(step("assessment"), "plan.text")
    assert list(offered) == ["plan:row-physical_therapy", "plan:row-low_impact_exercise"]
    assert "NICE 2016 (NG59)" in step("assessment")
    safety = of_field(step("assessment"), "plan.safety_net_text")
    assert "safety_net:row-care_bladder_or_bowel" in safety
    tap("red-flags", "red_flags.saddle_numbness", "true")
    first, *_ = of_field(step("assessment"), "plan.text").items()
    assert first[0] == "plan:alert-cauda_equina"
    assert first[1].startswith("Send to an emergency department now")


def test_every_suggestion_of_the_reference_is_offered_beside_its_field(step):
    text = step("assessment")
    rows = [row for row in load_reference().readings.values() if row.phrase]
    assert len(rows) == 6
    for row in rows:
        field = {"plan": "plan.text", "safety_net": "plan.safety_net_text"}[row.phrase.kind]
        assert of_field(text, field)[f"{row.phrase.kind}:row-{row.id}"] == phrase_words(row.phrase)
        cited = re.search(rf"row-{row.id}.*?</button> <span[^>]*>([^<]+)<", text)[1]
        assert re.search(r"NICE|AC[PR] ", cited)
        assert "Unsigned" not in cited


def test_without_a_script_a_phrase_is_saved_behind_what_was_typed(client, exam_id, services, account, record):
    own = services.settings.add_phrase(account.id, "plan", "Physiotherapy.")
    data = {"plan.text": "MRI first.", "insert": f"plan:own-{own.id}"}
    answer = client.post(f"/exams/{exam_id}/phrases", data=data)
    assert answer.location.endswith("/assessment#plan")
    assert record().plan.text == "MRI first. Physiotherapy."
    client.post(
        f"/exams/{exam_id}/phrases", data={"plan.safety_net_text": "", "insert": "safety_net:row-care_persistence"}
    )
    assert record().plan.safety_net_text == "Come back if it is no better after six weeks."
    assert record().plan.safety_net_given is True
    client.post(f"/exams/{exam_id}/phrases", data={"plan.text": "MRI.", "insert": "plan:own-999"})
    assert record().plan.text == "MRI."


def test_without_a_script_what_was_typed_is_added_and_saved(client, exam_id, phrases, record):
    client.post(f"/exams/{exam_id}/phrases", data={"impression.text": "Probably a disc.", "keep": "impression"})
    assert phrases("impression") == ["Probably a disc."]
    assert record().impression.text == "Probably a disc."


def test_a_script_gets_the_list_with_the_new_phrase(client, phrases):
    answer = client.post("/account/phrases", data={"kind": "plan", "text": " MRI in two weeks. "}, headers=HTMX)
    assert of_field(answer.text, "plan.text").popitem()[1] == "MRI in two weeks."
    assert 'id="phrases-plan" hx-swap-oob="outerHTML"' in answer.text
    assert phrases("plan") == ["MRI in two weeks."]
    refused = client.post("/account/phrases", data={"kind": "plan", "text": ""}, headers=HTMX)
    assert refused.status_code == 422
    assert "needs at least one character" in refused.text


def test_phrases_are_managed_on_a_page_of_the_account(client, services, account, phrases):
    assert "None yet." in client.get("/account/phrases").text
    data = {"kind": "safety_net", "text": "Come back at once.", "form_id": "a" * 32}
    for _ in range(2):
        assert client.post("/account/phrases", data=data).location.endswith("/account/phrases#phrases-safety_net")
    assert phrases("safety_net") == ["Come back at once."]
    assert "Come back at once." in client.get("/account/phrases").text
    refused = client.post("/account/phrases", data={"kind": "plan", "text": "x" * 501})
    assert refused.status_code == 422
    assert "The phrase is 501 characters long; the limit is 500." in refused.text
    [phrase] = services.settings.phrases(account.id, "safety_net")
    client.post(f"/account/phrases/{phrase.id}/remove")
    assert phrases("safety_net") == []


def test_a_colleague_sees_and_removes_none_of_mine(sign_in, colleague, services, account, phrases):
    mine = services.settings.add_phrase(account.id, "plan", "Mine alone.")
    other = sign_in(colleague)
    assert "Mine alone." not in other.get("/account/phrases").text
    other.post(f"/account/phrases/{mine.id}/remove")
    assert phrases("plan") == ["Mine alone."]


@pytest.mark.parametrize(
    ("path", "data"),
    [("/account/phrases", {"kind": "reference", "text": "x"}), ("/exams/{}/phrases", {"insert": "reference:own-1"})],
)
def test_a_kind_that_does_not_exist_is_refused(client, exam_id, path, data):
    assert client.post(path.format(exam_id), data=data).status_code == 422


def test_a_signed_note_takes_no_phrase(client, exam_id):
    sign(client, exam_id)
    answer = client.post(f"/exams/{exam_id}/phrases", data={"plan.text": "", "insert": "plan:row-physical_therapy"})
    assert answer.status_code == 409


def test_phrases_need_an_account(anonymous, account):
    assert anonymous.get("/account/phrases").status_code == 303
