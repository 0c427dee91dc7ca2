"""The picture of a page has another address once the note is another: going back, a browser shows what it remembers."""

import re

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.settings import Own


@pytest.fixture
def pictures(client, exam_id):
    """The addresses on the note's page, and on the page of all pages."""

    def pictures():
        pages = (client.get(f"/exams/{exam_id}/{where}").text for where in ("note", "note/pages"))
        return tuple(re.findall(r'(?:src|data-fine)="([^"]+/page-1\.png[^"]*)"', "".join(pages)))

    return pictures


def test_every_state_of_a_note_has_its_own_pictures(services, account, exam_id, pictures):
    exams = services.exams

    def sign():
        exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))

    changes = (
        lambda: exams.append(exam_id, account.id, [Answer("findings.strength.ankle_dorsiflexion.left", "3")]),
        sign,
        lambda: exams.add_addendum(exam_id, account.id, "Telephoned the surgeon."),
        lambda: exams.void(exam_id, account.id, "Wrong patient"),
        lambda: services.settings.save_own(account.id, Own(paper="letter")),
    )
    seen = set(pictures())
    assert len(seen) == 2
    for change in changes:
        change()
        now = set(pictures())
        assert len(now) == 2
        assert not now & seen
        seen |= now


def test_the_same_note_has_the_same_pictures(pictures):
    assert pictures() == pictures()
