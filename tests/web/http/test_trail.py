"""The trail says who signed in, and who saw, printed or exported which examination."""

import pytest
from sqlalchemy import select

from exam.store.database import connect
from exam.store.tables import trail

PASSWORD = "a long enough password"


@pytest.fixture
def acts(config):
    """What the trail says since it was asked last: act, actor, examination, address."""
    engine, read = connect(config.database_url), [0]

    def acts():
        with engine.connect() as connection:
            columns = (trail.c.number, trail.c.act, trail.c.actor, trail.c.exam_id, trail.c.address)
            rows = connection.execute(select(*columns).where(trail.c.number > read[0]).order_by(trail.c.number)).all()
        read[0] = max((row.number for row in rows), default=read[0])
        return [(row.act, row.actor, row.exam_id, row.address) for row in rows]

    yield acts
    engine.dispose()


def test_who_saw_printed_and_exported_is_noted(client, exam_id, acts):
    acts()
    client.get(f"/exams/{exam_id}/strength")
    client.get(f"/exams/{exam_id}/reflexes")
    assert acts() == [("saw", "a.vesalius", exam_id, "127.0.0.1")]
    client.get("/exams")
    client.get(f"/exams/{exam_id}/record.json")
    client.get(f"/exams/{exam_id}/note.txt")
    assert [act for act, *_ in acts()] == ["saw the list", "exported the record", "exported the text"]


@pytest.mark.parametrize("exam", ["9" * 83, None], ids=["no such examination", "ranking hidden"])
def test_who_is_led_elsewhere_was_given_nothing(client, exam_id, acts, exam):
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    acts()
    assert client.get(f"/exams/{exam or exam_id}/note.txt").status_code == (404 if exam else 303)
    assert "exported the text" not in [act for act, *_ in acts()]


def test_who_wrote_is_noted(client, exam_id, acts):
    acts()
    client.post(f"/exams/{exam_id}/reflexes", data={"findings.reflexes.achilles.left": "0"})
    assert {(act, actor, exam) for act, actor, exam, _ in acts()} == {
        ("tapped", "a.vesalius", exam_id),
        ("listed", "a.vesalius", exam_id),
    }


def test_a_step_that_is_given_as_the_answer_to_nothing_is_seen(client, exam_id, acts):
    acts()
    answer = client.post(f"/exams/{exam_id}/undo", data={"step": "reflexes"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert acts() == [("saw", "a.vesalius", exam_id, "127.0.0.1")]


def test_a_colleague_who_is_refused_has_seen_nothing(sign_in, colleague, exam_id, acts):
    acts()
    assert sign_in(colleague).get(f"/exams/{exam_id}/strength").status_code == 404
    assert acts() == []


def test_a_head_gives_nothing_and_is_not_noted(client, exam_id, acts):
    acts()
    for address in ("/exams", f"/exams/{exam_id}/strength", f"/exams/{exam_id}/note.txt"):
        assert client.head(address).status_code == 200
    assert acts() == []


def test_a_tablet_that_asks_and_gets_nothing_new_has_seen_nothing(client, services, account, exam_id, acts):
    since = services.exams.open(exam_id, account.id).revision
    acts()
    assert client.get(f"/exams/{exam_id}/changes?step=reflexes&since={since}").status_code == 204
    assert acts() == []
