"""Demonstrations: open to a visitor, marked everywhere, apart from patients, over after an hour."""

import json
import re
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from exam.steps import fields
from exam.steps.sequence import steps
from exam.store.listing import Wanted
from exam.store.training.demonstrations import NoPlace
from exam.web.training import entry, throttle
from tests.web.exams.steps import HTMX

STEPS = [step.slug for step in steps()]
TYPED = (fields.free_text, fields.one_line)
A_TEXT_FIELD = re.compile(r"<textarea|<input(?![^>]*(?:inputmode|type=\"(?:hidden|radio|checkbox|number)\"))[^>]*>")


def test_the_first_pages_say_what_this_is_and_lead_to_demonstrations(visitor, account, app):
    page = visitor.get("/account/sign-in").text
    for words in ("For clinicians", "You decide.", "not a certified medical device", "No account is needed"):
        assert words in page
    for patient in ("normal", "left_l5", "cauda_equina"):
        assert f'action="/training/{patient}"' in page
    assert page.count("TRAINING") == 1


def test_a_visitor_without_any_account_examines_signs_and_prints(visitor, begin, sign):
    exam = begin(visitor)
    tap = visitor.post(f"{exam}/strength", data={"findings.strength.great_toe_extension.left": "4-"}, headers=HTMX)
    assert (tap.status_code, tap.headers["Dermyo-Revision"]) == (200, "2")
    assert "Left L5" in visitor.get(f"{exam}/assessment").text
    assert "TRAINING" in visitor.get(f"{exam}/sign").text
    assert sign(visitor, exam).status_code == 303
    assert "Signed" in visitor.get(f"{exam}/note").text
    text = visitor.get(f"{exam}/note.txt").text
    assert text.count("TRAINING: a demonstration, not an examined patient") == 2
    assert "Name: Demonstration examiner" in text
    assert json.loads(visitor.get(f"{exam}/record.json").text)["training"] == "left_l5"
    assert visitor.get(f"{exam}/note.pdf").data.startswith(b"%PDF")


def test_the_sheet_of_a_demonstration_is_for_training_in_every_language(visitor, begin):
    exam = begin(visitor)
    assert "Training only. This is not a real patient." in visitor.get(f"{exam}/note/patient-sheet").text
    assert "Nur zur Übung. Das ist kein echter Patient." in visitor.get(f"{exam}/note/patient-sheet?language=de").text


def test_an_unknown_patient_is_not_begun(visitor):
    assert visitor.post("/training/nobody").status_code == 404


def test_nobody_else_reaches_it(visitor, new_visitor, begin, client):
    exam = begin(visitor)
    for other in (new_visitor(), client):
        assert other.get(f"{exam}/strength").location == "/training/"
        assert other.get(f"{exam}/note.pdf").location == "/training/"
        tap = other.post(f"{exam}/strength", data={}, headers=HTMX)
        assert (tap.status_code, "This demonstration is over" in tap.text) == (401, True)
        begin(other)
        assert other.get(f"{exam}/strength").status_code == 404
    assert visitor.get(f"{exam}/strength").status_code == 200


def test_with_a_demonstration_a_visitor_reaches_no_patient_and_no_other_demonstration(
    app, visitor, new_visitor, begin, exam_id
):
    """At every address that there is, also at those that are added later."""
    other = begin(new_visitor()).rpartition("/")[2]
    begin(visitor)
    rules = [rule for rule in app.url_map.iter_rules() if "exam_id" in rule.arguments]
    assert len(rules) > 15
    for rule in rules:
        for exam, door in ((exam_id, "/account/sign-in"), (other, ("/account", "/training/"))):
            address = rule.build({name: exam if name == "exam_id" else example(rule, name) for name in rule.arguments})[
                1
            ]
            response = visitor.open(address, method="GET" if "GET" in rule.methods else "POST")
            closed = response.status_code in (401, 404) or (response.location or "").startswith(door)
            assert closed, f"{address} answers {response.status_code}"
    for address in ("/exams", "/account/", "/who", "/account/people"):
        assert visitor.get(address).location.startswith("/account/sign-in"), address
    assert visitor.post("/api/assess", json={}).status_code == 401


def example(rule, name):
    converter = rule._converters[name]
    return next(iter(converter.items)) if hasattr(converter, "items") else 7


def test_it_is_in_no_list_no_search_and_no_export_of_the_clinician_who_walks_it(client, begin, sign, services, account):
    exam = begin(client, "cauda_equina")
    client.post(f"{exam}/red-flags", data={"red_flags.saddle_numbness": "true"})
    sign(client, exam)
    assert "TRAINING" in client.get(f"{exam}/note").text
    for status in (None, "draft", "finished", "void", "discarded"):
        assert services.exams.list(account.id, Wanted("TRAINING", status)) == []
    for page in (client.get("/exams"), client.post("/exams/search", data={"search": "TRAINING"})):
        assert "/exams/training" not in page.text
    found = services.training.exams.list(1)
    assert [exam.reference for exam in found] == ["TRAINING: Cauda equina"]


def test_every_field_that_is_typed_is_refused(visitor, begin, sign, services):
    exam = begin(visitor)
    typed = [(step.slug, path) for step in steps() for path, field in step.fields().items() if field in TYPED]
    assert ("complaint", "patient.reference") in typed
    for slug, path in typed:
        answer = visitor.post(f"{exam}/{slug}", data={path: "Mrs Smith"})
        assert (answer.status_code, "cannot be typed in a demonstration" in answer.text) == (422, True), path
    alert = visitor.post(f"{exam}/alerts/nerve_symptoms", data={"answer": "acted_on", "text": "Mrs Smith"})
    assert alert.status_code == 422
    sign(visitor, exam)
    assert visitor.post(f"{exam}/addenda", data={"text": "Mrs Smith"}).status_code == 422
    phrase = {"keep": "plan", "plan.text": "Mrs Smith"}
    assert visitor.post(f"{exam}/phrases", data=phrase).status_code >= 400
    assert services.training.settings.phrases(1, "plan") == []
    stored = services.training.exams.open(exam.rpartition("/")[2], 1)
    assert "Smith" not in repr(stored)


def test_after_an_hour_it_is_over(visitor, begin, services):
    exam = begin(visitor)
    services.training.forget_old(datetime.now(UTC) + timedelta(minutes=61))
    assert visitor.get(f"{exam}/strength").location == "/training/"
    assert "This demonstration is over" in visitor.get("/training/").text
    assert visitor.get("/training/who", headers=HTMX).status_code == 401


def test_old_ones_are_deleted_once_a_minute_with_whatever_request_comes(visitor, begin, services, monkeypatch):
    begin(visitor)
    asked = []
    monkeypatch.setattr(services.training, "try_to_forget_old", asked.append)
    start = monotonic() + 1000
    moments = iter([start, start + 30, start + 61])
    monkeypatch.setattr(entry, "monotonic", lambda: next(moments))
    for _ in range(3):
        visitor.get("/help")
    assert len(asked) == 2


def test_it_ends_by_a_tap_by_another_one_and_by_signing_in_or_out(visitor, begin, services, client, app):
    first = begin(visitor)
    second = begin(visitor, "normal")
    assert visitor.get(f"{first}/strength").status_code == 404
    assert visitor.get(f"{second}/strength").status_code == 200
    visitor.post("/training/end")
    assert visitor.get(f"{second}/strength").location == "/training/"
    third = begin(client)
    client.post("/account/sign-out")
    assert client.get(f"{third}/strength").location == "/training/"
    assert services.training.exams.list(3) == []


def test_creating_the_first_account_ends_it_and_the_list_is_empty(visitor, begin, services):
    exam = begin(visitor)
    fields = {"username": "a", "full_name": "A", "password": "on the fabric of the body"}
    made = visitor.post("/account/first", data=fields | {"password_again": fields["password"]})
    assert made.location == "/"
    assert visitor.get(f"{exam}/strength").location == "/training/"
    assert "/exams/training" not in visitor.get("/exams").text


def test_the_tablet_stores_its_answers_apart_and_no_copies(client, begin, account):
    exam = begin(client)
    page = client.get(f"{exam}/strength").text
    (mark,) = re.findall(r'name="dermyo-account" content="([^"]+)"', page)
    assert re.fullmatch("training-[0-9a-f]{32}", mark)
    assert client.get("/training/who").json["account"] == mark
    assert client.get("/who").json["account"] == str(account.id)
    tap = {"findings.reflexes.patellar.left": "1"}
    mixed = client.post(f"{exam}/reflexes", data=tap, headers={**HTMX, "Dermyo-Account": str(account.id)})
    assert mixed.status_code == 401
    assert client.post(f"{exam}/reflexes", data=tap, headers={**HTMX, "Dermyo-Account": mark}).status_code == 200
    assert client.get(f"{exam}/strength/copy").status_code == 404


def test_the_list_of_emergency_signs_is_open_to_a_visitor_with_a_demonstration(visitor, begin, account):
    assert visitor.get("/emergency-signs").location.startswith("/account/sign-in")
    begin(visitor)
    assert visitor.get("/emergency-signs").status_code == 200


def test_an_address_that_asks_too_often_waits(visitor, begin, monkeypatch):
    monkeypatch.setitem(throttle.MOST, "prints", (2, 300.0))
    exam = begin(visitor)
    assert [visitor.get(f"{exam}/note.pdf?paper=a0").status_code for _ in range(3)] == [422, 422, 503]
    assert visitor.get(f"{exam}/note.txt").status_code == 200


@pytest.mark.sampled(3)
@pytest.mark.parametrize("patient", ["normal", "left_l5", "cauda_equina"])
def test_each_step_is_marked_says_what_you_would_find_and_has_no_text_field(visitor, begin, sign, patient):
    exam = begin(visitor, patient)
    visitor.post(f"{exam}/red-flags", data={"red_flags.saddle_numbness": "true"})
    for slug in STEPS:
        page = visitor.get(f"{exam}/{slug}").text
        assert '<strong class="training-mark">TRAINING</strong>' in page, slug
        assert re.search(r'<body class="in-exam is-training\b', page), slug
        assert ("What you would find" in page) == (slug not in ("assessment", "note")), slug
        assert A_TEXT_FIELD.findall(page) == [], slug
    sign(visitor, exam)
    assert A_TEXT_FIELD.findall(visitor.get(f"{exam}/note").text) == []


@pytest.mark.parametrize(
    ("everywhere", "words"),
    [(False, "Too many demonstrations were begun from your address"), (True, "Every demonstration is in use.")],
)
def test_where_there_is_no_place_the_words_say_when_there_will_be(visitor, services, monkeypatch, everywhere, words):
    def refuse(_answers, address, now):
        assert address == "127.0.0.1"
        raise NoPlace(now + timedelta(minutes=7), everywhere=everywhere)

    monkeypatch.setattr(services.training, "begin", refuse)
    assert visitor.post("/training/normal").location == "/training/"
    page = visitor.get("/training/").text
    assert words in page
    assert "Try again in 7 minutes." in page


def test_it_has_no_outcome(client, begin, sign):
    here = begin(client)
    sign(client, here)
    assert 'id="outcome"' not in client.get(f"{here}/note").text
    assert client.get(f"{here}/outcome").status_code == 404
    assert client.post(f"{here}/outcome", data={"what": "root.L5 left"}).status_code == 404
