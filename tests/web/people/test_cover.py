"""Cover on the screens: named by the examiner or an administrator, read by the colleague, ended by each of them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.database import DatabaseOutOfReach
from exam.store.trail.access import TrailWanted
from tests.web.house_rules import PATIENT
from tests.web.people.conftest import WHY

OWN, ALL = "/account/cover", "/account/people/cover"
TODAY = datetime.now(UTC).date()


def said(day):
    return f"{day.day} {day:%B} {day.year}"


def acts(services, exam_id):
    return [(one.actor, one.act) for one in services.trail.entries(TrailWanted(exam_id=exam_id))]


@pytest.fixture
def form(client, colleague):
    """What is sent to name the colleague."""
    form_id = re.search(r'name="form_id" value="(\w+)"', client.get(OWN).text)[1]
    days = {"since": str(TODAY), "until": str(TODAY + timedelta(days=6))}
    return {"form_id": form_id, "reader": colleague.id, "reason": "Annual leave", **days}


def test_the_examiner_names_a_colleague_who_sees_the_list(client, theirs, exam_id, form):
    assert client.post(OWN, data=form).location == OWN
    assert client.post(OWN, data=form).location == OWN
    page = client.get(OWN).text
    assert page.count("reads the examinations of") == 1
    assert "Annual leave (entered by Andreas Vesalius)" in page
    there = re.search(r'href="(/cover/\d+)"', theirs.get("/exams").text)[1]
    listed = theirs.get(there).text
    assert f"You cover until {said(TODAY + timedelta(days=6))} and can read these examinations" in listed
    assert "Reason: <q>Annual leave</q>" in listed
    assert f'href="/exams/{exam_id}/complaint"' in listed
    assert PATIENT in listed
    assert PATIENT not in theirs.post(there, data={"search": "zzz"}).text
    assert PATIENT in theirs.post(there, data={"search": PATIENT[:4]}).text
    end = re.search(r'action="(/account/cover/\d+/end)"', theirs.get(OWN).text)[1]
    theirs.post(end)
    assert theirs.get(there).status_code == 404
    assert client.get(there).status_code == 404


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reader": "1"}, "Choose another active account of a clinician."),
        ({"reader": "x"}, "Choose another active account of a clinician."),
        ({"until": "2020-01-01"}, "The last day is today or later"),
        ({"until": ""}, "Enter both days."),
        ({"until": "9999-12-31"}, "Enter both days."),
        ({"until": str(TODAY + timedelta(days=200))}, "At most 92 days at a time."),
        ({"reason": " "}, "Give a reason."),
        ({"reason": "x" * 501}, "The text is 501 characters long; the limit is 500."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(client, services, form, changed, said):
    answer = client.post(OWN, data=form | {"reason": "Congress"} | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert ("Congress" in answer.text) == ("reason" not in changed)
    assert services.covers.every() == []


def test_an_administrator_names_somebody_for_an_absent_colleague(client, services, account, colleague, form):
    third = services.accounts.add(Person("r.columbus", "Realdo Colombo"), "-")
    sent = form | {"owner": colleague.id, "reader": third.id}
    assert client.post(ALL, data=sent).location == ALL
    assert "<strong>Realdo Colombo</strong> reads the examinations of" in client.get(ALL).text
    for wrong, said in (({"owner": ""}, "Choose whose"), ({"owner": third.id, "reader": account.id}, "Nobody names")):
        answer = client.post(ALL, data=sent | wrong)
        assert answer.status_code == 422
        assert said in answer.text
    client.post(f"{ALL}/{services.covers.every()[0].id}/end")
    assert services.covers.every() == []


def test_the_reader_sees_every_page_and_none_of_its_forms(theirs, services, account, exam_id, as_cover):
    services.exams.append(exam_id, account.id, [Answer("plan.text", "Phone the ward")])
    for slug in ("complaint", "strength", "assessment", "note"):
        page = theirs.get(f"/exams/{exam_id}/{slug}").text
        assert "You read this examination of Andreas Vesalius as cover, until" in page
        assert f'href="/cover/{as_cover}"' in page
        assert "Read only" in page
        for form in (
            "/sign",
            "/patient?",
            "/undo",
            "/transfer",
            "/compare",
            "/hand-over",
            "is signed: it",
        ):
            assert form not in page, slug
    assert "Phone the ward" in theirs.get(f"/exams/{exam_id}/assessment").text
    assert "Andreas Vesalius" in theirs.get(f"/exams/{exam_id}/note.txt").text
    assert "Gabriele" not in theirs.get(f"/exams/{exam_id}/note.txt").text
    changes = theirs.get(f"/exams/{exam_id}/changes?since=1&step=strength")
    assert (changes.text, changes.headers["Dermyo-Revision"]) == ("", "2")


def test_of_a_signed_note_the_reader_may_add_and_undo_nothing(theirs, services, account, exam_id, as_cover):
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    page = theirs.get(f"/exams/{exam_id}/note").text
    assert "Copy for the record" in page
    for absent in ("undo-signing", "/addenda", "/void", "/correct", "Next patient", "record.json"):
        assert absent not in page


def test_every_look_is_in_the_trail_with_what_allows_it(theirs, client, services, exam_id, as_cover):
    theirs.get(f"/cover/{as_cover}")
    theirs.get(f"/exams/{exam_id}/strength")
    theirs.get(f"/exams/{exam_id}/note.txt")
    # The draft's own examiner looks as ever.
    client.get(f"/exams/{exam_id}/strength")
    assert acts(services, exam_id)[:3] == [
        ("a.vesalius", "saw"),
        ("g.fallopio", "exported the text"),
        ("g.fallopio", "saw as cover"),
    ]
    page = client.get("/account/trail/").text
    assert "saw the list as cover" in page
    assert "g.fallopio ← a.vesalius: Leave" in page
    assert "g.fallopio ← a.vesalius: Leave" in client.get("/account/trail/trail.csv").text


def test_what_cannot_be_noted_is_not_shown(theirs, services, exam_id, as_cover, monkeypatch):
    def full(*given):
        raise DatabaseOutOfReach("disk full")

    monkeypatch.setattr(services.trail, "looked", full)
    answer = theirs.get(f"/exams/{exam_id}/strength")
    assert answer.status_code == 503
    assert PATIENT not in answer.text


def test_the_mode_that_hides_the_ranking_does_not_hide_it_from_a_reader(theirs, services, colleague, exam_id, as_cover):
    mine = services.exams.create("mine", colleague.id)
    theirs.post(f"/exams/{mine}/impression-first", data={"on": "true"})
    assert "Your impression comes first" in theirs.get(f"/exams/{mine}/note").text
    assert "Your impression comes first" not in theirs.get(f"/exams/{exam_id}/note").text


def test_emergency_access_is_asked_for_with_a_reason(theirs, client, services, exam_id, colleague):
    assert 'href="/emergency-access"' in theirs.get("/exams").text
    assert "No colleague has an examination" in theirs.post("/emergency-access/search", data={"reference": "V"}).text
    found = theirs.post("/emergency-access/search", data={"reference": PATIENT.upper()}).text
    assert "Colleagues have 1 examination with the reference" in found
    assert exam_id not in found
    form_id = re.search(r'name="form_id" value="(\w+)"', found)[1]
    refused = theirs.post("/emergency-access", data={"reference": PATIENT, "reason": "now", "form_id": form_id})
    assert refused.status_code == 422
    assert "Say in at least 3 words why." in refused.text
    long = theirs.post("/emergency-access", data={"reference": PATIENT, "reason": "In the ward " + "x" * 500})
    assert "The text is 512 characters long; the limit is 500." in long.text
    sent = {"reference": PATIENT, "reason": WHY, "form_id": form_id}
    there = theirs.post("/emergency-access", data=sent).location
    assert theirs.post("/emergency-access", data=sent).location == there
    assert f'href="/exams/{exam_id}/complaint"' in theirs.get(there).text
    assert f'href="{there}"' in theirs.get("/exams").text
    page = theirs.get(f"/exams/{exam_id}/assessment").text
    assert "You read this examination of Andreas Vesalius by emergency access, until" in page
    assert ("g.fallopio", "saw by emergency access") in acts(services, exam_id)
    assert WHY in client.get(f"/account/trail/?examination={exam_id}").text
    assert client.get(there).status_code == 404
    nothing = theirs.post("/emergency-access", data={"reference": "none", "reason": WHY})
    assert nothing.status_code == 422


def test_administrators_see_it_until_each_marks_it(theirs, client, exam_id, by_emergency):
    assert "1 emergency access" in client.get("/exams").text
    assert "emergency access</a>" in theirs.get("/exams").text
    assert "Emergency accesses: 1 not seen" in client.get("/account/people").text
    page = client.get("/account/people/emergency-access").text
    assert "Gabriele Falloppio" in page
    assert WHY in page
    assert PATIENT not in page
    client.post(re.search(r'action="(/account/people/emergency-access/\d+/seen)"', page)[1])
    assert "There is none that you have not seen." in client.get("/account/people/emergency-access").text
    assert "not seen</a>" not in client.get("/account/people").text


def test_an_administrator_proves_again_who_names_a_cover(client, services, form):
    clinic = services.settings.clinic()
    services.settings.save_clinic(replace(clinic, again_minutes=0))
    answer = client.post(ALL, data=form | {"owner": "1"})
    assert answer.status_code == 422
    assert 'name="own_password"' in answer.text
    assert "Annual leave" in answer.text
    assert services.covers.every() == []
