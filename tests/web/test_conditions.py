"""The assessment lists the conditions that the record supports, and none where it says nothing."""

from exam.domain.note_conditions import CONDITIONS


def test_a_record_without_findings_lists_none(client, exam_id):
    for page in ("assessment", "note", "note.txt"):
        assert CONDITIONS.lower() not in client.get(f"/exams/{exam_id}/{page}").text.lower()


def test_a_supported_condition_has_its_reasons_and_leads_to_its_page_and_back(client, exam_id):
    tell_of_sciatica(client, exam_id)
    text = client.get(f"/exams/{exam_id}/assessment").text
    assert CONDITIONS in text
    assert (
        f'href="/reference/conditions?from=/exams/{exam_id}/assessment%23condition-sciatica#condition-sciatica"' in text
    )
    card = text.split('id="condition-sciatica"')[1].split('<div class="study"')[0]
    assert 'class="reasons for"' in card
    assert 'class="chip"' in card


def test_the_note_holds_the_same_conditions(client, exam_id):
    tell_of_sciatica(client, exam_id)
    assert "<dt>Sciatica</dt>" in client.get(f"/exams/{exam_id}/note").text
    text = client.get(f"/exams/{exam_id}/note.txt").text
    assert f"{CONDITIONS.upper()}\nSciatica: For: " in text


def test_conditions_rest_on_the_ranking_and_wait_with_it_for_the_impression(client, exam_id):
    tell_of_sciatica(client, exam_id)
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    assert CONDITIONS not in client.get(f"/exams/{exam_id}/assessment").text


def tell_of_sciatica(client, exam_id):
    for name, value in {"symptom_side": "left", "pain_sites.left": "+posterior_thigh"}.items():
        told = client.post(f"/exams/{exam_id}/complaint", data={f"presentation.{name}": value})
        assert told.status_code == 303
