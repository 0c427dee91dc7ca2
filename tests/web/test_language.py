"""Everything that a page shows is a message of its language, typed text, a code, a number or a name."""

import pytest

from exam.domain.language import speaking
from exam.domain.record.canonical import canonical_text
from tests.domain.records import record_of
from tests.domain.sheets.patients import CAUDA_EQUINA, LEFT_L5
from tests.pretend import Pretend, names, never_said, shown_on
from tests.web.conftest import EXAMINER

# Without letters: all that are shown are ours.
TYPED = {"patient.reference": "4471", "plan.text": "1.", "impression.text": "2.", "comments.strength": "3."}
NAMES = {EXAMINER.full_name, EXAMINER.username, EXAMINER.role, EXAMINER.registration, "NT"}
EMERGENCY = ("strength", "assessment", "sign", "note", "note/text?form=letter", "note/transfer")
ROOT = ("red-flags", "sensation", "assessment")


@pytest.fixture
def stored(client):
    """A function to the address of an examination with these answers."""

    def stored(answers):
        text = canonical_text(record_of(answers | TYPED))
        answer = client.post("/api/exams", data=text, content_type="application/json")
        return answer.json["address"].rpartition("/")[0]

    return stored


def test_a_page_shows_nothing_of_ours_in_another_language(client, stored):
    same, faults = names() | NAMES, {}
    with speaking(Pretend()):
        emergency, root = stored(CAUDA_EQUINA), stored(LEFT_L5)
        pages = [f"{emergency}/{page}" for page in EMERGENCY] + [f"{root}/{page}" for page in ROOT]
        for address in ("/exams", "/account/", "/offline", *pages):
            answer = client.get(address)
            assert answer.status_code == 200
            faults[address] = [words for text in shown_on(answer.text) if (words := never_said(text, same))]
    assert {address: found for address, found in faults.items() if found} == {}
    # What is made once and used again is made for each language.
    assert [address for address in pages if "⟦" in client.get(address).text] == []
