"""A second visit: what is worse follows every tap, raises its alert, and is shown on assessment, step and note."""

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.domain.record.reading import read_record
from tests.domain.records import written
from tests.web.house_rules import PATIENT

ANKLE = "findings.strength.ankle_dorsiflexion.left"
AT = "2026-10-03T09:30:00+00:00"
THEN = {"examined_at": AT, ANKLE: "4", "findings.reflexes.achilles.right": 1, "findings.tension.slump.left": "positive"}
ALERT = "Deficit worse than on 3 October 2026"


@pytest.fixture
def earlier_id(services, account):
    earlier = services.exams.create(PATIENT, account.id)
    services.exams.append(earlier, account.id, [Answer(*one) for one in THEN.items()])
    services.exams.sign(earlier, account.id, Examiner("Andreas Vesalius"))
    return earlier


@pytest.fixture
def compared_id(services, account, earlier_id, exam_id):
    services.exams.compare_with(exam_id, account.id, earlier_id)
    return exam_id


def test_a_tap_that_is_worse_raises_the_alert_with_its_date_and_undo_takes_it_back(
    client, compared_id, tap, step, record
):
    saved = tap("strength", ANKLE, "3", htmx=True)
    assert ALERT in saved.text
    assert [key.short_path for key in record().earlier.worse] == ["strength.ankle_dorsiflexion.left"]
    client.post(f"/exams/{compared_id}/undo", data={"step": "strength"})
    assert record().earlier.worse == ()
    assert ALERT not in step("strength")


def test_the_comparison_survives_the_undo_of_the_tap_before_it(client, earlier_id, exam_id, tap, record):
    tap("strength", ANKLE, "3")
    client.post(f"/exams/{exam_id}/compare", data={"visit": earlier_id})
    client.post(f"/exams/{exam_id}/undo", data={"step": "strength"})
    assert record().earlier.examined_at == AT
    assert record().earlier.worse == ()
    assert len(record().earlier_findings) == 3


def test_a_row_says_what_the_earlier_examination_found(compared_id, step):
    assert '<span class="row-earlier">3 Oct: left 4</span>' in step("strength")
    assert '<span class="row-earlier">3 Oct: right 1</span>' in step("reflexes")
    assert '<span class="row-earlier">3 Oct: left positive</span>' in step("tension")


def test_nothing_is_said_of_an_earlier_one_where_there_is_none(exam_id, step):
    assert "row-earlier" not in step("strength")
    assert 'id="compared"' not in step("assessment")


def test_the_assessment_lists_what_has_changed_worse_first(compared_id, earlier_id, tap, step):
    tap("strength", ANKLE, "3")
    tap("reflexes", "findings.reflexes.achilles.right", "2")
    page = step("assessment")
    assert "Compared with 3 October 2026" in page
    assert "1 worse, 1 better" in page
    assert "<p><strong>Worse:</strong> left ankle dorsiflexion 4, now 3.</p>" in page
    assert f'href="/exams/{earlier_id}/note"' in page
    assert "Triggered by: Left ankle dorsiflexion 3 (4 on 3 October 2026)" in page


def test_the_note_and_the_export_say_the_same_after_signing(client, services, account, compared_id, tap):
    tap("strength", ANKLE, "3")
    services.exams.sign(compared_id, account.id, Examiner("Andreas Vesalius"))
    note = client.get(f"/exams/{compared_id}/note").text
    assert "Compared with 3 October 2026" in note
    assert ALERT in note
    exported = client.get(f"/exams/{compared_id}/record.json").json
    assert exported["earlier"] == {"examined_at": AT, "worse": ["strength.ankle_dorsiflexion.left"]}
    assert exported["earlier_findings"]["strength"]["ankle_dorsiflexion"] == {"left": "4"}


def test_a_comparison_begins_and_ends_on_the_assessment(client, earlier_id, exam_id, step, tap, record):
    tap("strength", ANKLE, "3")
    assert "Same person: compare with 3 October 2026" in step("assessment")
    begun = client.post(f"/exams/{exam_id}/compare", data={"visit": earlier_id})
    assert begun.location == f"/exams/{exam_id}/assessment#compared"
    assert ALERT in step("assessment")
    client.post(f"/exams/{exam_id}/compare", data={"visit": ""})
    assert record().earlier is None
    assert record().earlier_findings == {}
    assert ALERT not in step("assessment")


def test_a_signed_examination_offers_no_comparison_and_ends_none(client, services, account, compared_id):
    services.exams.sign(compared_id, account.id, Examiner("Andreas Vesalius"))
    page = client.get(f"/exams/{compared_id}/assessment").text
    assert "Compared with 3 October 2026" in page
    assert "stop comparing" not in page


def test_a_new_version_is_compared_with_the_same_examination(services, account, compared_id, earlier_id, tap):
    tap("strength", ANKLE, "3")
    services.exams.sign(compared_id, account.id, Examiner("Andreas Vesalius"))
    new = services.exams.open(services.exams.correct(compared_id, account.id), account.id)
    assert (new.earlier.id, len(new.record.earlier.worse)) == (earlier_id, 1)
    changed = services.exams.append(new.id, account.id, [Answer(ANKLE, "4")]).after
    assert changed.record.earlier.worse == ()


IMPORTED = written() | {
    "findings": {"strength": {"ankle_dorsiflexion": {"left": "3"}}},
    "earlier": {"examined_at": AT, "worse": ["strength.ankle_dorsiflexion.left"]},
}
WITH_FINDINGS = IMPORTED | {"earlier_findings": {"strength": {"ankle_dorsiflexion": {"left": "4"}}}}


@pytest.mark.parametrize(("data", "worse"), [(IMPORTED, 1), (WITH_FINDINGS, 0)])
def test_an_imported_comparison_stays_and_follows_as_far_as_it_can(client, services, account, data, worse):
    imported = services.exams.import_record(read_record(data), account.id)
    assert len(services.exams.open(imported, account.id).record.earlier.worse) == 1
    client.post(f"/exams/{imported}/strength", data={ANKLE: "4"})
    client.post(f"/exams/{imported}/strength", data={"findings.strength.knee_extension.left": "5"})
    record = services.exams.open(imported, account.id).record
    assert (record.earlier.examined_at, len(record.earlier.worse)) == (AT, worse)
    page = client.get(f"/exams/{imported}/assessment").text
    assert ("1 worse" if worse else "1 ") in page
    assert "Open the earlier note" not in page


def test_a_draft_moved_to_another_patient_is_not_compared_until_it_is_moved_back(
    client, compared_id, tap, record, step
):
    tap("strength", ANKLE, "3")
    tap("complaint", "patient.reference", "Another-2")
    assert (record().earlier, record().earlier_findings) == (None, {})
    assert ALERT not in step("strength")
    assert 'id="compared"' not in step("assessment")
    tap("complaint", "patient.reference", PATIENT.lower())
    assert len(record().earlier.worse) == 1


def test_what_was_declared_void_is_compared_with_no_longer(services, account, compared_id, earlier_id, tap, record):
    services.exams.void(earlier_id, account.id, "Of another patient.")
    tap("strength", ANKLE, "3")
    assert record().earlier is None
