"""Help: for everyone, at every time, with a way back to the step that it was opened from."""

import re


def test_it_is_open_to_everyone_and_linked_from_every_page_with_a_header(anonymous, client):
    for address in ("/account/sign-in", "/reference/", "/training/"):
        assert 'href="/help"' in anonymous.get(address, follow_redirects=True).text, address
    assert 'href="/help"' in client.get("/exams").text
    page = anonymous.get("/help").text
    for part in ("examine", "marks", "offline", "signing", "privacy", "keyboard", "more"):
        assert f'<h2 id="{part}">' in page
        assert f'href="#{part}"' in page
    assert 'href="/training/"' in page
    assert 'href="/reference/"' in page


def test_from_a_step_it_leads_back_there(client, exam_id):
    step = client.get(f"/exams/{exam_id}/strength").text
    there, _ = re.findall(r'href="(/help\?from=[^"]+)"', step)
    assert there == f"/help?from=/exams/{exam_id}/strength"
    assert f'href="/exams/{exam_id}/strength"' in client.get(there).text


def test_it_leads_nowhere_else(anonymous):
    assert "elsewhere" not in anonymous.get("/help?from=https://elsewhere.example/").text
