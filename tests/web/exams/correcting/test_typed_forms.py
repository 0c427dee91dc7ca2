"""A typed form sends only what was changed, and one's own taps are never another tablet's: without a script."""

import pytest

from exam.domain.record.answers import Answer
from tests.web.exams.steps import form_with

URINE = "findings.saddle.post_void_residual_ml"
RIGHT, LEFT = (f"presentation.old_deficit.{side}" for side in ("right", "left"))
AGE, REFERENCE, WEEKS = "patient.age", "patient.reference", "presentation.duration_weeks"
CAUSE, SIDE, TEXT = "impression.cause", "impression.side", "impression.text"
# Of each typed form: its step, a field, its value, what else is typed, and what another tablet answers meanwhile.
FORMS = {
    "duration": ("complaint", WEEKS, 5, {}, 7),
    "old deficit": ("complaint", RIGHT, "polio", {LEFT: "a stroke"}, "an operated disc"),
    "comment": ("strength", "comments.strength", "Tired.\nIn pain.", {}, "Not tired."),
    "measurement": ("further", URINE, 120, {}, 300),
    "impression": ("assessment", TEXT, "Disc.\nL5.", {}, "Stenosis."),
    "cause": ("assessment", CAUSE, "root.L5", {SIDE: "left"}, "root.S1"),
    "plan": ("assessment", "plan.text", "MRI.\nRest.", {"plan.safety_net_text": "Come back."}, "No MRI."),
    "review": ("assessment", "plan.review_in_weeks", 5, {}, 7),
    "final comment": ("note", "comments.note", "Seen with\nher son.", {}, "Seen alone."),
}


@pytest.fixture
def send(client, exam_id):
    """Sends a form of a page, with what was typed over."""

    def send(slug, form, **typed):
        return client.post(f"/exams/{exam_id}/{slug}", data=form | typed)

    return send


@pytest.fixture
def entered(services, account, exam_id):
    """A function that answers on another tablet; returns the revision."""

    def entered(path, value):
        return services.exams.append(exam_id, account.id, [Answer(path, value)]).after.revision

    return entered


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", FORMS)
def test_what_was_left_as_it_was_shown_is_not_sent(step, send, entered, record, kind):
    slug, path, before, typed, meanwhile = FORMS[kind]
    entered(path, before)
    form = form_with(step(slug), path)
    entered(path, meanwhile)
    assert send(slug, form, **typed).status_code == 303
    assert record().at(path) == meanwhile
    assert {at: record().at(at) for at in typed} == typed


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", FORMS)
def test_what_is_typed_over_is_a_conflict_with_another_tablet(step, send, entered, record, kind):
    slug, path, before, _, meanwhile = FORMS[kind]
    form = form_with(step(slug), path)
    entered(path, meanwhile)
    assert send(slug, form, **{path: str(before)}).status_code == 409
    assert record().at(path) == meanwhile


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", FORMS)
def test_nothing_typed_saves_nothing(step, send, entered, kind):
    slug, path, before, _, _ = FORMS[kind]
    revision = entered(path, before)
    form = form_with(step(slug), path)
    assert form[f"was.{path}"].replace("\r\n", "\n") == str(before)
    assert send(slug, form).status_code == 303
    assert f'data-revision="{revision}"' in step(slug)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", FORMS)
def test_a_value_is_changed_back_and_emptied(step, send, record, kind):
    slug, path, before, _, meanwhile = FORMS[kind]
    for value in (before, meanwhile, before, ""):
        assert send(slug, form_with(step(slug), path), **{path: str(value)}).status_code == 303
        assert record().at(path) == (value or None)


def test_one_s_own_taps_are_not_another_tablet_s_with_or_without_a_script(client, tap, step, send, record, exam_id):
    form = form_with(step("complaint"), WEEKS)
    # As the script sends it, from the queue.
    queued = {AGE: "tens:50", "answer_id": "0123456789abcdef-1", "seen_revision": "1"}
    assert client.post(f"/exams/{exam_id}/complaint", data=queued).status_code == 303
    tap("complaint", AGE, "units:4")
    assert send("complaint", form, **{AGE: "55", REFERENCE: "72"}).status_code == 303
    assert (record().patient.age, record().patient.reference) == (55, "72")
    later = queued | {"answer_id": "0123456789abcdef-2", AGE: "units:6"}
    assert client.post(f"/exams/{exam_id}/complaint", data=later).status_code == 303
    assert record().patient.age == 56


@pytest.mark.parametrize("sent", ["x" * 64, "a b-1", "-1", "f" * 33 + "-1"])
def test_a_browser_with_a_strange_id_is_not_remembered(client, exam_id, sent):
    client.post(f"/exams/{exam_id}/complaint", data={AGE: "54", "answer_id": sent})
    with client.session_transaction() as cookie:
        assert "browser" not in cookie


def test_a_reference_is_corrected_only_where_it_was_typed_over(other_tablet, step, send, record, exam_id):
    form = form_with(step("patient"), f"was.{REFERENCE}")
    other_tablet.post(f"/exams/{exam_id}/patient", data={REFERENCE: "73", "seen_revision": "1"})
    assert send("patient", form).status_code == 303
    assert record().patient.reference == "73"
    assert send("patient", form, **{REFERENCE: "74"}).status_code == 409
