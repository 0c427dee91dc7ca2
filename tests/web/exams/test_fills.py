"""One tap that fills many answers, and its undoing."""

from tests.web.exams.steps import HTMX, KNEE, button


def test_all_normal_fills_the_core_and_shows_that_it_did(step, tap, fill, record):
    tap("strength", KNEE, "4")
    fill("strength")
    assert record().grade("strength.knee_extension", "left") == "4"
    assert record().grade("strength.knee_extension", "right") == "5"
    assert record().grade("strength.hip_flexion", "right") is None
    text = step("strength")
    assert "by-all" in button(text, "Right knee extension, grade 5, filled as normal")["class"]
    assert "by-all" not in button(text, "Left knee extension, grade 4")["class"]
    assert "8 of 8 core tests" in text


def test_one_kind_of_sensation_can_be_filled_alone(fill, record):
    fill("sensation", "Light touch")
    assert {key.test.split(".")[0] for key in record().findings} == {"light_touch"}


def test_filling_twice_changes_nothing(fill, services, account, exam_id):
    fill("reflexes", headers=HTMX)
    revision = services.exams.open(exam_id, account.id).revision
    assert "Nothing left to fill" in fill("reflexes", headers=HTMX).text
    assert services.exams.open(exam_id, account.id).revision == revision


def test_undo_takes_back_one_tap(client, exam_id, tap, fill, record):
    tap("strength", KNEE, "4")
    fill("strength")
    answer = client.post(f"/exams/{exam_id}/undo", data={"step": "strength"}, headers=HTMX)
    assert "Undone: 7 answers" in answer.text
    assert [key.path for key in record().findings] == [KNEE]


def test_undo_says_and_shows_what_it_took_back_in_another_step(client, exam_id, tap):
    tap("strength", KNEE, "4")
    plain = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"})
    assert plain.location.endswith("/strength#strength-knee_extension")
    assert "Undone: left knee extension" in client.get(plain.location).text
    tap("strength", KNEE, "4")
    quick = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"}, headers=HTMX)
    assert quick.headers["HX-Redirect"].endswith("/strength#strength-knee_extension")


def test_not_asked_is_neither_yes_nor_no(step, tap, fill):
    assert "is-empty" in step("red-flags")
    tap("red-flags", "red_flags.fever", "true")
    fill("red-flags")
    text = step("red-flags")
    assert button(text, "Fever: yes")["aria-pressed"] == "true"
    assert button(text, "Severe pain: no, filled as normal")["aria-pressed"] == "true"


def test_none_of_these_is_not_said_beside_a_yes(step, tap):
    assert "None of these: Leg nerve symptoms" in step("red-flags")
    tap("red-flags", "red_flags.progressive_weakness", "true")
    assert "No to the rest: Leg nerve symptoms, 2 not asked yet" in step("red-flags")
    assert "None of these: Leg nerve symptoms" not in step("red-flags")
