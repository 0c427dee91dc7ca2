"""Of a signed examination is said that its outcome will not be known: it waits no longer, and that is taken back."""

from tests.web.house_rules import PATIENT


def test_that_it_will_not_be_known_takes_it_off_the_list_and_is_taken_back(client, signed, here):
    page = client.get(f"{here}?back=waiting").text
    assert f'formaction="{here}/will-not-be-known"' in page
    assert client.post(f"{here}/will-not-be-known", data={"back": "waiting"}).location == "/outcomes"
    page = client.get("/outcomes").text
    assert "Saved: it will not be known. The signed note is unchanged." in page
    assert "Nothing is waiting." in page
    page = client.get(here).text
    assert "<strong>It will not be known</strong>" in page
    assert "Entered by Andreas Vesalius, " in page
    assert "formaction" not in page
    assert "checked" not in page
    note = client.get(f"/exams/{signed}/note").text
    assert "<strong>It will not be known</strong>" in note
    assert "Enter the outcome" in note
    assert client.post(f"{here}/take-back").location == f"/exams/{signed}/note"
    assert "Taken back: it waits for an outcome again." in client.get(f"/exams/{signed}/note").text
    assert PATIENT in client.get("/outcomes").text
    assert "2 earlier entries" in client.get(here).text


def test_of_a_stale_form_only_what_is_in_force_is_said_to_be_saved(client, here, enter):
    for _ in range(2):
        client.post(f"{here}/will-not-be-known", data={"form_id": "one"})
        enter()
    client.get(here)
    client.post(f"{here}/will-not-be-known", data={"form_id": "one"})
    page = client.get(here).text
    assert "Saved: it will not be known" not in page
    assert "<strong>Left L5 root</strong>" in page
