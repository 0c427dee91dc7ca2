"""What a tablet with nothing in its cache fetches for a page, added up here; `tests/journeys/test_weight.py` counts it
in a browser.
"""

import re

import pytest

# Bytes, of 91,000 with the fonts, which style sheets name.
MOST, MOST_OF_SIGN_IN = 77_000, 63_000
LINKED = re.compile(r'["\s](/static/[^"\s]+\.(?:css|js)[^"\s]*)')
# What surrounds a file on the wire, as its headers.
AROUND = 250


def fetched(client, path):
    """The bytes of a page and of all that it loads, each file once, compressed as for a browser."""
    page = client.get(path)
    assert page.status_code == 200
    places = [path, *dict.fromkeys(LINKED.findall(page.text))]
    answers = [client.get(place, headers={"Accept-Encoding": "br"}) for place in places]
    assert {answer.status_code for answer in answers} == {200}
    return [len(answer.data) + AROUND for answer in answers]


@pytest.mark.parametrize("step", ["complaint", "strength"])
def test_a_step_is_light(client, exam_id, step):
    came = fetched(client, f"/exams/{exam_id}/{step}")
    assert len(came) > 10
    assert 30_000 < sum(came) <= MOST


def test_the_sign_in_is_light(app, account):
    came = fetched(app.test_client(), "/account/sign-in")
    assert len(came) > 10
    assert 30_000 < sum(came) <= MOST_OF_SIGN_IN
