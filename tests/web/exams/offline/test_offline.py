"""What a tablet gets for working offline: copies without names, what changed, who is signed in."""

import html
import re
from datetime import timedelta

import pytest

from exam.domain.reasoning.alerts.raised import alerts_of
from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.steps.sequence import asking, step_named
from exam.web.exams.emergency_signs import emergency_signs, paths_of, texts_of
from reference import load_reference
from tests.domain.records import record_of

KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}
BUTTON = re.compile(r'<button[^>]* name="([^"]+)"[^>]* value="([^"]*)"')
KEPT = ["complaint", "red-flags", "back-or-knee", "reflexes", "sensation", "strength", "tension", "further"]


def test_background_requests_do_not_extend_a_session(client, exam_id, monkeypatch):
    monkeypatch.setattr("exam.web.accounts.sign_in.NOTED_AFTER", timedelta(0))
    client.get("/exams")
    with client.session_transaction() as session:
        session.permanent = True
    assert "Set-Cookie" in client.get("/exams").headers
    behind = ("strength/copy", "changes?since=1&step=strength", "note/page-1.png")
    of_the_exam = (f"/exams/{exam_id}/{what}" for what in behind)
    # The page of the note asks for its picture by itself; a late reply once took away what an undo had said.
    client.get(f"/exams/{exam_id}/note")
    for address in (*of_the_exam, "/who", "/emergency-signs", "/service-worker.js", "/offline"):
        assert "Set-Cookie" not in client.get(address).headers, address


def test_the_worker_and_the_page_without_a_connection_need_no_account(anonymous, account):
    assert account
    worker = anonymous.get("/service-worker.js")
    assert worker.mimetype == "text/javascript"
    assert "caches" in worker.text
    assert "cannot be reached" in anonymous.get("/offline").text


def test_a_page_names_its_account_by_number(client, anonymous, account):
    assert f'name="dermyo-account" content="{account.id}"' in client.get("/exams").text
    assert "dermyo-account" not in anonymous.get("/account/sign-in").text


def test_who_is_signed_in_comes_with_a_token(client, anonymous, account):
    answer = client.get("/who").json
    assert answer["account"] == str(account.id)
    assert answer["token"]
    assert anonymous.get("/who", headers=HTMX).status_code == 401


def test_answers_of_a_colleague_are_not_saved_under_another_name(send, services, account, exam_id):
    assert send(KNEE, "4", **{"Dermyo-Account": str(account.id + 1)}).status_code == 401
    assert services.exams.open(exam_id, account.id).revision == 1
    assert send(KNEE, "4", **{"Dermyo-Account": str(account.id)}).status_code == 200


def test_changes_bring_what_another_tablet_answered(client, exam_id, send):
    assert client.get(f"/exams/{exam_id}/changes?since=1&step=strength").status_code == 204
    send(KNEE, "4", tablet="there")
    changes = client.get(f"/exams/{exam_id}/changes?since=1&step=strength")
    assert changes.headers["Dermyo-Revision"] == "2"
    assert 'id="strength-knee_extension-left"' in changes.text
    assert "knee_extension-right" not in changes.text


@pytest.mark.parametrize("step", ["assessment", "note"])
def test_a_page_without_fragments_is_reloaded(client, exam_id, send, step):
    send(KNEE, "4", tablet="there")
    changes = client.get(f"/exams/{exam_id}/changes?since=1&step={step}")
    assert (changes.text, changes.headers["Dermyo-Revision"]) == ("", "2")


def test_a_page_that_was_signed_elsewhere_is_reloaded(client, exam_id, services, account):
    services.exams.sign(exam_id, account.id, Examiner(name="A"))
    assert client.get(f"/exams/{exam_id}/changes?since=1&step=strength").text == ""
    assert client.get(f"/exams/{exam_id}/changes?since=1&step=no").status_code == 404


def test_a_conflict_gives_a_script_the_current_answer(send):
    send(KNEE, "not_tested:pain", tablet="there")
    conflict = send(KNEE, "4")
    assert conflict.status_code == 409
    assert 'data-conflict="2"' in conflict.text
    assert "left knee extension" in conflict.text
    assert "could not be tested (pain)" in conflict.text
    assert send(KNEE, "4", seen=2).status_code == 200


@pytest.mark.parametrize(
    ("path", "slug", "value", "words"),
    [
        (KNEE, "strength", "", "no answer"),
        (KNEE, "strength", "limited_by_pain:4", "4 (limited by pain)"),
        ("comments.strength", "strength", "Gave_way", "Gave_way"),
        ("red_flags.fever", "red-flags", "true", "yes"),
        ("patient.age", "complaint", "units:4", "4"),
    ],
)
def test_a_conflict_gives_every_kind_of_value(send, path, slug, value, words):
    send(path, "3" if slug == "strength" else "", slug=slug, tablet="there")
    send(path, value, slug=slug, tablet="there", number=2)
    other = {"red_flags.fever": "false", "patient.age": "units:5"}.get(path, "5")
    assert f'<span class="there">{words}' in send(path, other, slug=slug).text.replace("\u201c", "")


def test_a_reply_that_was_lost_is_given_again(send):
    send(KNEE, "4")
    again = send(KNEE, "4")
    assert again.headers["Dermyo-Revision"] == "2"
    assert 'id="strength-knee_extension-left"' in again.text


def test_sites_of_two_tablets_join_in_one_list(send, services, account, exam_id):
    path = "presentation.pain_sites.left"
    assert send(path, "+knee", slug="complaint", tablet="there").status_code == 200
    assert send(path, "+hip", slug="complaint").status_code == 200
    assert services.exams.open(exam_id, account.id).record.presentation.pain_sites["left"] == ("knee", "hip")


def test_a_site_marked_in_the_same_moment_is_not_lost(send, services, account, exam_id, monkeypatch):
    path, append = "presentation.pain_sites.left", services.exams.append
    others = [Answer(path, ["knee"])]

    def let_another_in_and_append(*who, **how):
        # Whatever the request read before this point, the list now has one more.
        append(exam_id, account.id, [others.pop()])
        return append(*who, **how)

    monkeypatch.setattr(services.exams, "append", let_another_in_and_append)
    assert send(path, "+hip", slug="complaint").status_code == 200
    assert services.exams.open(exam_id, account.id).record.presentation.pain_sites["left"] == ("knee", "hip")


def test_an_age_by_tens_and_units_keeps_the_other_part(send, services, account, exam_id):
    for number, part in enumerate(("tens:50", "units:4", "tens:60")):
        assert send("patient.age", part, slug="complaint", number=number).status_code == 200
    assert services.exams.open(exam_id, account.id).record.patient.age == 64
    assert send("patient.age", "tens:x", slug="complaint", number=9).status_code == 422


def test_an_undo_leaves_what_another_tablet_just_answered(client, exam_id, send):
    send(KNEE, "4", tablet="there")
    data = {"step": "strength", "answer_id": "here-1", "seen_revision": 1}
    undone = client.post(f"/exams/{exam_id}/undo", data=data, headers=HTMX)
    assert undone.status_code == 409
    assert "left knee extension" in undone.text


@pytest.fixture
def signs(app):
    """The signs as a tablet gets them."""
    with app.app_context():
        return emergency_signs()


def test_the_tablet_gets_the_emergency_signs_with_the_words_of_the_banner(client, signs):
    answer = client.get("/emergency-signs").json
    assert answer["word"] == "Emergency"
    assert answer["icon"].startswith('<svg class="icon"')
    assert "Signs of cauda equina compression" in [alert["label"] for alert in answer["alerts"]]
    assert all(alert["action"] for alert in answer["alerts"])
    assert [sign["path"] for sign in answer["signs"]] == [sign["path"] for sign in signs["signs"]]


def test_the_emergency_signs_need_an_account(anonymous, account):
    assert account
    assert anonymous.get("/emergency-signs", headers={"HX-Request": "true"}).status_code == 401


@pytest.mark.parametrize(
    ("path", "value", "texts"),
    [
        ("red_flags.saddle_numbness", True, ("new", "true")),
        ("red_flags.saddle_numbness", False, ("false",)),
        ("red_flags.saddle_numbness", None, ("",)),
        ("red_flags.fever", True, ("true",)),
        ("red_flag_course.saddle_numbness", "long_standing", ("long_standing",)),
        ("findings.saddle.perianal_pinprick.left", 0, ("0",)),
        ("findings.saddle.anal_tone", "absent", ("absent",)),
        ("findings.strength.hip_flexion.left", "4-", ("4-",)),
        ("presentation.pain_sites.midline", "perineum", ("+perineum",)),
    ],
)
def test_an_answer_is_written_as_forms_send_it(path, value, texts):
    assert texts_of(path, value) == texts


def test_the_course_of_a_red_flag_is_answered_by_the_buttons_of_the_flag():
    assert paths_of("red_flag_course.saddle_numbness") == (
        "red_flag_course.saddle_numbness",
        "red_flags.saddle_numbness",
    )
    assert paths_of("red_flags.fever") == ("red_flags.fever",)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("slug", KEPT)
def test_the_buttons_that_raise_an_emergency_alone_are_the_listed_ones(client, exam_id, signs, slug):
    buttons = {
        (path, html.unescape(text))
        for path, text in BUTTON.findall(client.get(f"/exams/{exam_id}/{slug}").text)
        if path.startswith(("findings.", "red_flags.", "presentation."))
    }
    listed = {(sign["path"], text) for sign in signs["signs"] for text in sign["answers"]}
    measured = {sign["path"]: sign["between"] for sign in signs["signs"] if sign["between"]}
    assert len(buttons) >= 14
    for path, text in buttons:
        between = measured.get(path)
        is_listed = (path, text) in listed or bool(between and text.isdigit() and int(text) in range(*between))
        assert is_listed is bool(_emergencies(step_named(slug).read({path: text}, record_of()))), (path, text)


def test_each_text_is_read_by_its_step_as_an_answer_that_raises_these_emergencies(signs):
    asked = [sign for sign in signs["signs"] if asking(sign["path"])]
    assert len(asked) > 10
    for sign in asked:
        for text in (*sign["answers"], *map(str, sign["between"] or ())):
            answers = _with_flag(asking(sign["path"]).read({sign["path"]: text}, record_of()))
            raised = _emergencies(answers)
            labels = {signs["alerts"][place]["label"] for place in sign["alerts"]}
            assert {load_reference().alerts[id].label for id in raised} == labels


def _emergencies(answers):
    return {alert.id for alert in alerts_of(record_of(answers)) if alert.urgency == "emergency"}


def _with_flag(answers):
    """The course of a red flag is asked only where the flag is there."""
    courses = [path for path, _ in answers if path.startswith("red_flag_course.")]
    return {path.replace("_course", "s"): True for path in courses} | dict(answers)
