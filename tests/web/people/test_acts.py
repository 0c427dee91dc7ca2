"""The trail says who was named to read whose examinations, who handed a draft over, and what came of it."""

import re
from datetime import UTC, datetime, timedelta

from tests.web.people.conftest import WHY

HERE = "127.0.0.1"
OWN = "/account/cover"


def test_a_cover_that_is_named_and_ended_is_noted(client, theirs, colleague, acts):
    today = datetime.now(UTC).date()
    acts()
    days = {"since": str(today), "until": str(today + timedelta(days=6))}
    client.post(OWN, data={"reader": colleague.id, "reason": "Annual leave", **days})
    assert acts() == [("cover named", "a.vesalius", None, HERE)]
    end = re.search(r'action="(/account/cover/\d+/end)"', theirs.get(OWN).text)[1]
    acts()
    theirs.post(end)
    assert acts() == [("cover ended", "g.fallopio", None, HERE)]
    theirs.post(end)
    assert acts() == []


def test_a_draft_that_is_handed_over_and_taken_back_and_a_message_that_is_dismissed_are_noted(
    client, theirs, exam_id, colleague, acts
):
    acts()
    client.post(f"/exams/{exam_id}/hand-over", data={"to": colleague.id, "words": "", "seen_revision": 1})
    assert set(acts()) == {("handed over", "a.vesalius", exam_id, HERE)}
    dismiss = re.search(r'action="(/hand-overs/\d+/dismiss)"', theirs.get("/exams").text)[1]
    acts()
    for _ in range(2):
        theirs.post(dismiss)
    assert acts() == [("message dismissed", "g.fallopio", exam_id, HERE)]
    client.post(f"/exams/{exam_id}/take-back")
    assert set(acts()) == {("taken back", "a.vesalius", exam_id, HERE)}


def test_emergency_access_and_what_is_seen_by_it_is_noted(client, theirs, exam_id, services, account, acts):
    reference = services.exams.open(exam_id, account.id).record.patient.reference
    acts()
    there = theirs.post("/emergency-access", data={"reference": reference, "reason": WHY}).location
    taken = acts()
    assert {one[0] for one in taken} == {"emergency access taken"}
    assert {one[2] for one in taken} == {None, exam_id}
    theirs.get(there)
    assert acts() == [("saw the list by emergency access", "g.fallopio", None, HERE)]
    page = client.get("/account/people/emergency-access").text
    acts()
    client.post(re.search(r'action="(/account/people/emergency-access/\d+/seen)"', page)[1])
    assert acts() == [("emergency access marked as seen", "a.vesalius", None, HERE)]
