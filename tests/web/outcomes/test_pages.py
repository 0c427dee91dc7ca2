"""What a signed examination turned out to be is entered by an ordinary form, changed and taken back."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.accounts import Person
from exam.store.outcomes.entries import Outcomes
from exam.store.people.covers import Span
from tests.web.house_rules import PATIENT
from tests.web.outcomes.conftest import L5


def offered(page, name="what"):
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


def test_the_note_leads_to_the_form_which_names_what_the_note_names_first(client, signed, here):
    note = client.get(f"/exams/{signed}/note").text
    assert "Not part of the note, and not printed with it." in note
    assert f'href="{here}">Enter the outcome</a>' in re.sub(r">\s+", ">", note)
    page = client.get(here).text
    likely, others = page.split("Something else")
    assert "root.L5 left" in offered(likely)
    assert "nerve.sciatic left" in offered(likely)
    assert offered(likely)[-1] == "no_neurological_lesion none"
    assert not any(value.startswith("other_lesion") for value in offered(page))
    assert {"nerve.femoral", "polyneuropathy", "roots", "other"} <= set(offered(others))
    assert offered(page, "root") == ["L2", "L3", "L4", "L5", "S1"]
    assert offered(page, "known_by")[0] == "mri"
    assert "Another test <small>other imaging, vascular study, laboratory, biopsy</small>" in page
    assert "On which day did it become known? A tap on a day saves." in page


def test_the_days_that_are_offered_are_those_that_can_be(client, here):
    page = client.get(here).text
    today = datetime.now(UTC).date()
    days = [today, today - timedelta(days=1), today - timedelta(days=7)]
    assert offered(page, "when") == ["typed", *(day.isoformat() for day in days), "2020-05-01", "typed"]
    assert "Day of the examination, 1 May 2020" in page
    assert f'min="2020-05-01" max="{today.isoformat()}"' in page


def test_of_an_examination_of_today_only_today_is_offered(client, services, account):
    exam_id = services.exams.create("New-1", account.id)
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    page = client.get(f"/exams/{exam_id}/outcome").text
    assert offered(page, "when") == ["typed", datetime.now(UTC).date().isoformat(), "typed"]
    assert offered(page.split("Something else")[0]) == ["no_neurological_lesion none"]


@pytest.mark.parametrize("examined_at", [None, "2999-05-01T09:00:00+00:00"])
def test_where_the_day_of_the_examination_is_not_known_every_day_up_to_now_is_taken(
    client, services, account, exam_id, examined_at
):
    services.exams.append(exam_id, account.id, [Answer("examined_at", examined_at)])
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    here, today = f"/exams/{exam_id}/outcome", datetime.now(UTC).date()
    page = client.get(here).text
    days = [today, today - timedelta(days=1), today - timedelta(days=7)]
    assert offered(page, "when") == ["typed", *(day.isoformat() for day in days), "typed"]
    assert f'type="date" max="{today.isoformat()}"' in page
    assert client.post(here, data=L5).status_code == 303
    assert client.post(here, data=L5 | {"when": "2999-05-01"}).status_code == 422


def test_an_outcome_is_entered_changed_and_taken_back(client, signed, here, enter):
    answer = enter()
    assert (answer.status_code, answer.location) == (303, f"/exams/{signed}/note")
    note = client.get(answer.location).text
    assert "Outcome saved: Left L5 root. The signed note is unchanged." in note
    assert "<strong>Left L5 root</strong><span>MRI, 12 June 2020</span>" in note
    assert "Entered by Andreas Vesalius, " in note
    assert "Change the outcome" in note
    assert 'value="root.L5 left" checked' in client.get(here).text
    enter(what="root.S1 right", known_by="surgery")
    page = client.get(here).text
    now, earlier = page.split("1 earlier entry")
    assert "<strong>Right S1 root</strong><span>Surgery, 12 June 2020</span>" in now
    assert 'value="root.S1 right" checked' in now
    assert "<strong>Left L5 root</strong><span>MRI, 12 June 2020</span>" in earlier
    assert client.post(f"{here}/take-back").location == f"/exams/{signed}/note"
    note = client.get(f"/exams/{signed}/note").text
    assert "The outcome was taken back." in note
    assert "Enter the outcome" in note
    page = client.get(here).text
    assert "3 earlier entries" in page
    assert "<strong>Taken back</strong>" in page
    assert "checked" not in page
    assert client.post(f"{here}/take-back").status_code == 303
    assert "3 earlier entries" in client.get(here).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"what": None, "root": ["L5", "L4"], "side": "right"}, "Right L4 and L5 roots"),
        ({"what": "roots", "root": ["S1"], "side": "both"}, "Both S1 roots"),
        ({"what": "nerve.femoral", "side": "right"}, "Right femoral nerve"),
        ({"what": "polyneuropathy", "side": "left"}, "Polyneuropathy, both legs"),
        ({"what": "no_neurological_lesion none", "side": "left"}, "No nerve or root lesion"),
        ({"what": "other", "other": " Psoas  abscess "}, "Another lesion: Psoas abscess"),
        ({"what": "other", "other": "Psoas abscess", "side": "left"}, "Another lesion, left leg: Psoas abscess"),
        ({"what": None, "other": "Psoas abscess"}, "Another lesion: Psoas abscess"),
        ({"side": "left"}, "Left L5 root"),
        ({"known_by": "another_test"}, "Left L5 root</strong><span>Another test, 12 June 2020"),
    ],
)
def test_every_answer_can_be_entered(client, here, enter, change, words):
    assert enter(**change).status_code == 303
    assert f"<strong>{words}</" in client.get(here).text


def test_a_day_is_typed(client, here, enter):
    assert enter(when="typed", day="2020-05-20").status_code == 303
    assert "MRI, 20 May 2020" in client.get(here).text
    assert 'value="2020-05-20"' in client.get(here).text


def test_another_lesion_is_shown_in_the_form_again(client, here, enter):
    enter(what="other", other="Psoas abscess", side="left")
    page = client.get(here).text
    assert '<details class="disclosure" open>' in page
    assert 'value="Psoas abscess"' in page
    assert {"other", "left"} == set(re.findall(r'name="(?:what|side)" value="([^"]+)" checked', page))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"what": None}, "Choose what it turned out to be."),
        ({"what": "roots"}, "Choose what it turned out to be."),
        ({"what": "nerve.femoral"}, "Choose the side."),
        ({"what": "nerve.femoral none"}, 'The side "none" is not one of right, left, both.'),
        ({"root": "L4"}, "Roots are ticked, and another answer is chosen: choose one of them."),
        ({"other": "Psoas abscess"}, "Another lesion is typed, and another answer is chosen: choose one of them"),
        (
            {"what": None, "root": "L4", "side": "left", "other": "Psoas abscess"},
            "Another lesion is typed, and another answer is chosen: choose one of them",
        ),
        ({"side": "right"}, "The answer has one side, and another side is chosen: choose one of them."),
        ({"what": "root.L9 left"}, 'What you chose "root.L9" is not a cause.'),
        ({"known_by": None}, "Choose how it is known."),
        ({"known_by": "guess"}, 'How it is known "guess" is not one of'),
        ({"when": "typed"}, "Choose or type the day."),
        ({"when": "typed", "day": "2020-04-30"}, "The day is before the examination."),
        ({"when": "2999-01-01"}, "The day is in the future."),
        ({"what": "other"}, "The text needs at least one character: say what it was."),
        ({"what": "other", "other": "x" * 201}, "The text is 201 characters long; the limit is 200."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_chosen_stays(client, here, enter, change, fault):
    answer = enter(**change)
    assert answer.status_code == 422
    assert fault in answer.text.replace("&#34;", '"')
    assert 'role="alert"' in answer.text
    if "known_by" not in change:
        assert 'value="mri" checked' in answer.text
    assert "earlier" not in client.get(here).text


def test_of_an_empty_form_no_side_is_asked_for(client, here):
    page = client.post(here, data={"when": "typed"}).text
    assert "Choose what it turned out to be." in page
    assert "Choose the side." not in page


def test_what_the_form_was_filled_in_with_is_no_second_answer(client, here, enter):
    enter(what="other", other="Psoas abscess", side="right")
    assert enter(other="Psoas abscess", side="right").status_code == 303
    assert "<strong>Left L5 root</" in client.get(here).text


def test_a_form_that_is_sent_twice_enters_once(client, here, enter):
    for _ in range(2):
        enter(form_id="one")
    assert "earlier" not in client.get(here).text
    enter(form_id="one", known_by="surgery")
    assert "1 earlier entry" in client.get(here).text


def test_a_take_back_that_is_sent_again_takes_no_later_outcome_back(client, here, enter):
    enter()
    page = client.post(f"{here}/take-back", data={"form_id": "one"}, follow_redirects=True).text
    assert "The outcome was taken back." in page
    enter(what="root.S1 left")
    page = client.post(f"{here}/take-back", data={"form_id": "one"}, follow_redirects=True).text
    assert "The outcome was taken back." not in page
    assert "Left S1 root" in page


def test_what_another_tab_declares_void_meanwhile_takes_none(client, services, account, signed, here, monkeypatch):
    enter = Outcomes.enter

    def void_first(self, *given, **more):
        services.exams.void(signed, account.id, "The wrong patient.")
        return enter(self, *given, **more)

    monkeypatch.setattr(Outcomes, "enter", void_first)
    page = client.post(here, data=L5, follow_redirects=True)
    assert page.status_code == 200
    assert "This note is void: no outcome is entered for it." in page.text


def test_no_byte_of_the_note_changes(client, services, account, signed, enter, here):
    def outputs():
        exam = services.exams.open(signed, account.id)
        text = client.get(f"/exams/{signed}/note.txt")
        return exam.signature.frozen, exam.last_hash, exam.state, text.data, text.status_code

    before = outputs()
    enter()
    client.post(f"{here}/take-back")
    enter(what="other", other="Psoas abscess")
    assert outputs() == before
    assert before[-1] == 200
    assert (
        "abscess" not in client.get(f"/exams/{signed}/note").text.split('id="outcome"')[0].split('id="note-pages"')[1]
    )


def test_a_draft_a_void_and_a_replaced_note_take_none(client, services, account, signed, here, enter):
    draft = services.exams.create("Draft-1", account.id)
    assert client.get(f"/exams/{draft}/outcome").location == f"/exams/{draft}/note"
    assert "outcome" not in client.get(f"/exams/{draft}/note").text.lower().split("</head>")[1]
    assert client.post(f"/exams/{draft}/outcome", data=L5).status_code == 303
    newer = services.exams.correct(signed, account.id)
    enter()
    services.exams.sign(newer, account.id, Examiner("Andreas Vesalius"))
    page = client.get(here).text
    assert f'enter the outcome <a href="/exams/{newer}/outcome">there</a>' in page
    assert "known_by" not in page
    assert enter(what="root.S1 left").location == here
    assert client.post(f"{here}/take-back").status_code == 303
    assert client.post(f"{here}/will-not-be-known").location == here
    assert "Left L5 root" in client.get(f"/exams/{newer}/outcome").text
    services.exams.void(newer, account.id, "The wrong patient.")
    page = client.get(f"/exams/{newer}/outcome").text
    assert "This note is void: no outcome is entered for it." in page
    assert "known_by" not in page
    assert "Show the outcome" in client.get(f"/exams/{newer}/note").text


def test_who_covers_sees_it_and_changes_nothing(client, sign_in, services, account, colleague, here, signed, enter):  # noqa: PLR0917
    theirs = sign_in(colleague)
    assert theirs.get(here).status_code == 404
    now = datetime.now(UTC)
    span = Span(now - timedelta(hours=1), now + timedelta(days=2))
    services.covers.name(account.id, colleague.id, span, "Leave", named_by=account.id)
    assert "outcome-title" not in theirs.get(f"/exams/{signed}/note").text
    assert "No outcome is entered." in theirs.get(here).text
    enter()
    assert "Show the outcome" in theirs.get(f"/exams/{signed}/note").text
    page = theirs.get(here).text
    assert "Left L5 root" in page
    assert "known_by" not in page
    assert theirs.post(here, data=L5 | {"what": "root.S1 left"}).status_code == 404
    assert theirs.post(f"{here}/take-back").status_code == 404
    assert theirs.post(f"{here}/will-not-be-known").status_code == 404
    assert "Left L5 root" in client.get(here).text
    assert "earlier" not in client.get(here).text


def test_a_student_enters_one_once_the_note_is_counter_signed(sign_in, services, account):
    student = services.accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"}))
    services.supervisors.name(student.id, account.id, named_by=account.id)
    exam_id = services.exams.create("S-1", student.id)
    signed = services.exams.sign(exam_id, student.id, Examiner("Volcher Coiter"))
    here, theirs = f"/exams/{exam_id}/outcome", sign_in(student)
    given = L5 | {"when": datetime.now(UTC).date().isoformat()}
    assert "outcome-title" not in theirs.get(f"/exams/{exam_id}/note").text
    assert here not in theirs.get("/outcomes").text
    page = theirs.get(here).text
    assert "This note is not valid until it is counter-signed. The outcome is entered afterwards." in page
    assert "known_by" not in page
    assert theirs.post(here, data=given).location == here
    assert "No outcome is entered." in theirs.get(here).text
    services.exams.counter_sign(exam_id, account.id, seen=signed.last_hash)
    assert here in theirs.get("/outcomes").text
    assert theirs.post(here, data=given).status_code == 303
    assert "Left L5 root" in theirs.get(here).text


def test_the_list_names_those_that_wait_and_leads_there_and_back(client, services, account, signed, here, enter):
    assert PATIENT not in client.get("/exams").text.split("Waiting for an outcome")[0].split("<main")[1]
    page = client.get("/outcomes").text
    assert "signed less than a week ago" in page
    assert "Less than 6 weeks" in page
    assert f'href="{here}?back=waiting"' in page
    assert PATIENT in page
    form = client.get(f"{here}?back=waiting").text
    assert 'name="back" value="waiting"' in form
    assert 'href="/outcomes">Back to the list' in form
    assert enter(back="waiting").location == "/outcomes"
    page = client.get("/outcomes").text
    assert "Nothing is waiting." in page
    assert PATIENT not in page
