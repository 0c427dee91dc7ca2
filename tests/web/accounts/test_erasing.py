"""An administrator erases a patient by typing the reference twice, and sees counts and dates, no content."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from tests.web.house_rules import PATIENT

COMMENT = "Limps since the zebrafinch flew off"


@pytest.fixture
def of_patient(services, account, colleague, exam_id):
    """A signed note and a draft of one patient, of two clinicians."""
    services.exams.append(exam_id, account.id, [Answer("comments.strength", COMMENT)])
    services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    return [exam_id, services.exams.create(PATIENT, colleague.id)]


def seen_of(page):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page).group(1)


def counted(client, reference=PATIENT):
    return client.post("/account/erasing/patient", data={"reference": reference})


def erase(client, found, **given):
    return client.post(
        "/account/erasing/patient/erase", data={"seen": found, "reference": PATIENT, "reason": "asked"} | given
    )


def test_the_counts_are_shown_and_nothing_of_the_content(client, of_patient):
    page = counted(client, PATIENT.upper()).text
    assert "Erase 2 examinations?" in page
    assert "<strong>Andreas Vesalius</strong>: 1 signed; begun on" in page
    assert "<strong>Gabriele Falloppio</strong>: 1 draft; begun on" in page
    assert "backups, exports, and databases that a restore put aside" in page
    assert not [text for text in (PATIENT, PATIENT.upper(), COMMENT, *of_patient) if text in page]


def test_the_reference_is_typed_again_and_everything_is_erased(client, services, account, of_patient):
    answer = erase(client, seen_of(counted(client).text))
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "2 examinations were erased." in page
    assert "2 examinations, by Andreas Vesalius." in page
    assert "Reason: asked" in page
    assert services.erasing.found(PATIENT) is None
    acts = [entry.act for entry in services.trail.entries()]
    assert acts.count("erased") == 2
    assert "counted a patient's examinations" in acts


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reference": "B-2"}, "not the reference that was counted"),
        ({"reference": ""}, "not the reference that was counted"),
        ({"seen": "0" * 64}, "not the reference that was counted"),
        ({"reason": " "}, "The reason needs at least one character."),
        ({"reason": f"of {PATIENT}"}, "The reason must not contain the patient reference"),
    ],
)
def test_nothing_is_erased_by_a_slip(client, services, of_patient, given, words):
    answer = erase(client, seen_of(counted(client).text), **given)
    assert answer.status_code == 422
    assert words in answer.text
    assert services.erasing.found(PATIENT).number == 2


def test_nothing_is_erased_that_came_after_the_count(client, services, account, of_patient):
    seen = seen_of(counted(client).text)
    services.exams.create(PATIENT, account.id)
    assert erase(client, seen).status_code == 422
    assert services.erasing.found(PATIENT).number == 3


def test_the_password_is_asked_for_again_and_what_was_typed_stays(client, services, of_patient, monkeypatch):
    seen = seen_of(counted(client).text)
    clinic = services.settings.clinic()
    services.settings.save_clinic(type(clinic)(**{**vars_of(clinic), "again_minutes": 0}))
    in_time = datetime.now(UTC) + timedelta(days=400)
    monkeypatch.setattr("exam.web.accounts.erasing.pages._now", lambda: in_time)
    services.erasing.save_years(1)
    by_age = {"seen": seen, "reason": "asked", "number": "2"}
    for answer in (erase(client, seen), client.post("/account/erasing/older/erase", data=by_age)):
        assert answer.status_code == 422
        assert "Enter your password" in answer.text
        assert seen_of(answer.text) == seen
        assert "asked</textarea>" in answer.text
    assert services.erasing.found(PATIENT).number == 2


def vars_of(clinic):
    return {name: getattr(clinic, name) for name in type(clinic).__dataclass_fields__}


def test_an_unknown_reference_is_said_and_noted(client, services, account):
    answer = counted(client, "nobody")
    assert answer.status_code == 422
    assert "No examination has this reference." in answer.text


def test_its_examiner_sees_that_it_was_erased_and_a_colleague_does_not(
    client, services, account, sign_in, colleague, of_patient
):
    """Also what a tablet sends later for it."""
    mine, other = of_patient
    services.erasing.erase(PATIENT, account.id, "asked", services.erasing.found(PATIENT).seen)
    page = client.get(f"/exams/{mine}/strength")
    assert page.status_code == 410
    assert "This examination was erased" in page.text
    assert f'data-erased="{mine}"' in page.text
    tap = {"findings.strength.knee_extension.left": "4"}
    sent = sign_in(colleague).post(f"/exams/{other}/strength", data=tap, headers={"HX-Request": "true"})
    assert sent.status_code == 410
    assert "notice-error" in sent.text
    assert "What was sent was not saved." in sent.text
    assert "Revision" not in str(sent.headers)
    assert sign_in(colleague).get(f"/exams/{mine}/strength").status_code == 404


def test_what_is_still_in_the_file_is_said_and_removed_later(client, services, account, of_patient, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("exam.store.erasing.patients.clear", lambda engine: False)
        erase(client, seen_of(counted(client).text))
        assert "still in the database&#39;s file" in client.get("/account/erasing/").text
        assert client.post("/account/erasing/clear").status_code == 303
        assert "remove them below" in client.get("/account/erasing/").text
    client.post("/account/erasing/clear")
    page = client.get("/account/erasing/").text
    assert "Nothing of what was erased is left" in page
    assert "still in the database" not in page


@pytest.mark.parametrize(("years", "status"), [("10", 303), ("", 303), ("0", 422), ("x", 422), ("101", 422)])
def test_how_long_examinations_are_kept_is_a_setting(client, services, years, status):
    assert services.erasing.years() is None
    assert client.post("/account/erasing/years", data={"years": years}).status_code == status
    assert services.erasing.years() == (10 if years == "10" else None)


def test_what_is_older_is_counted_and_erased_once_its_number_is_typed(
    client, services, account, of_patient, monkeypatch
):
    client.post("/account/erasing/years", data={"years": "10"})
    assert "No examination is older" in client.get("/account/erasing/").text
    assert client.get("/account/erasing/older").location == "/account/erasing/"
    in_time = datetime.now(UTC) + timedelta(days=3660)
    monkeypatch.setattr("exam.web.accounts.erasing.pages._now", lambda: in_time)
    assert "2 examinations are older" in client.get("/account/erasing/").text
    page = client.get("/account/erasing/older").text
    assert "Erase 2 examinations?" in page
    given = {"seen": seen_of(page), "reason": "ten years"}
    for wrong, words in (({"number": "3"}, "not the number"), ({"number": "2", "reason": ""}, "The reason needs")):
        answer = client.post("/account/erasing/older/erase", data=given | wrong)
        assert (answer.status_code, words in answer.text) == (422, True)
    assert client.post("/account/erasing/older/erase", data=given | {"number": "2", "seen": "0"}).status_code == 422
    assert services.erasing.found(PATIENT).number == 2
    assert client.post("/account/erasing/older/erase", data=given | {"number": "2"}).status_code == 303
    assert services.erasing.found(PATIENT) is None
    assert "By age." in client.get("/account/erasing/").text
