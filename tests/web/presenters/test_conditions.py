"""The assessment lists the conditions that the record supports, and none where it says nothing."""

import re


def test_a_record_without_findings_lists_none(client, exam_id):
    for page in ("assessment", "note", "note.txt"):
        assert "conditions to consider" not in client.get(f"/exams/{exam_id}/{page}").text.lower()


def test_a_supported_condition_has_its_reasons_and_leads_to_its_page_and_back(client, exam_id):
    record_sciatica(client, exam_id)
    text = client.get(f"/exams/{exam_id}/assessment").text
    card = card_of(client, exam_id, "sciatica")
    assert "Conditions to consider" in text
    assert (
        f'href="/reference/conditions?from=/exams/{exam_id}/assessment%23condition-sciatica#condition-sciatica"' in text
    )
    assert 'class="reasons for"' in card
    assert re.search(r'href="#source-\w+" aria-label="Source \d+: ', card)


def test_a_sign_that_no_source_states_is_labelled_as_judgement(client, exam_id):
    client.post(f"/exams/{exam_id}/back-or-knee", data={"presentation.features.knee_locking": "true"})
    card = card_of(client, exam_id, "meniscal_tear")
    assert "The knee locks." in card
    assert "developer judgement" in card


def test_a_root_among_the_reasons_is_named(client, exam_id):
    record_sciatica(client, exam_id)
    for name, grade in {"great_toe_extension": "3", "ankle_dorsiflexion": "4", "hip_abduction": "4"}.items():
        client.post(f"/exams/{exam_id}/strength", data={f"findings.strength.{name}.left": grade})
    for root, grade in {"L4": "2", "L5": "1", "S1": "2"}.items():
        client.post(f"/exams/{exam_id}/sensation", data={f"findings.light_touch.{root}.left": grade})
    for page in ("assessment", "note"):
        text = client.get(f"/exams/{exam_id}/{page}").text
        assert "eft L5 fits best" in text
        assert "here the findings point" not in text


def test_the_note_holds_the_same_conditions(client, exam_id):
    record_sciatica(client, exam_id)
    assert "<b>Sciatica:</b>" in client.get(f"/exams/{exam_id}/note").text
    text = client.get(f"/exams/{exam_id}/note.txt").text
    assert "CONDITIONS TO CONSIDER\nSciatica: For: " in text


def test_conditions_are_hidden_with_the_ranking_until_the_impression(client, exam_id):
    record_sciatica(client, exam_id)
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    assert "Conditions to consider" not in client.get(f"/exams/{exam_id}/assessment").text


def card_of(client, exam_id, name):
    text = client.get(f"/exams/{exam_id}/assessment").text
    return text.split(f'id="condition-{name}"')[1].split('<div class="study"')[0]


def record_sciatica(client, exam_id):
    for name, value in {"symptom_side": "left", "pain_sites.left": "+posterior_thigh"}.items():
        response = client.post(f"/exams/{exam_id}/complaint", data={f"presentation.{name}": value})
        assert response.status_code == 303
