"""The alerts and the signature of a note."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from exam.domain.note.signature import Addition, Signed, TrailEnd
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.conclusions import (
    RaisedAlert,
)
from exam.domain.record.model import AlertReview
from exam.domain.words.values import moment
from tests.domain.note.notes import EMPTY, WHEN, note, record


def test_alerts_are_ordered_by_urgency_with_what_raised_them_and_what_to_do():
    raised = replace(
        EMPTY,
        alerts=(
            RaisedAlert("severe_weakness", "urgent", ("findings.strength.knee_extension.left",), ("acp2011",)),
            RaisedAlert("nerve_symptoms", "routine", ("findings.strength.knee_extension.left",), ("acp2011",)),
            RaisedAlert("both_legs", "routine", ("red_flags.bilateral_leg_symptoms",), ()),
        ),
    )
    found = {"strength": {"knee_extension": {"left": "2"}}}
    groups = note(raised, findings=found, red_flags={"bilateral_leg_symptoms": True}).alerts
    assert [(group.urgency, len(group.alerts)) for group in groups] == [("urgent", 1), ("routine", 2)]
    assert [group.word for group in groups] == ["Urgent", "To note"]
    severe = groups[0].alerts[0]
    assert (severe.label, severe.because) == ("Severe weakness, MRC 3 or less", "left knee extension 2")
    assert "spinal opinion" in severe.action
    assert severe.sources == "[1]"


def test_an_alert_prints_two_of_its_facts_and_counts_the_rest():
    flags = ("fever", "cancer_history", "osteoporosis", "severe_pain", "immunosuppression")
    raised = replace(EMPTY, alerts=(RaisedAlert("both_legs", "urgent", tuple(f"red_flags.{f}" for f in flags), ()),))
    [group] = note(raised, red_flags=dict.fromkeys(flags, True)).alerts
    assert group.alerts[0].because == "fever; history of cancer; and 3 more"


def test_beside_an_emergency_only_the_first_alert_says_what_to_do_and_each_whether_it_is_answered():
    answer = AlertReview("acted_on", "sent on", by="A. Brandt", at="2026-11-21T09:40:00+00:00")
    emergencies = (
        RaisedAlert("spinal_infection", "emergency", ("red_flags.fever",), ()),
        RaisedAlert("cauda_equina", "emergency", ("red_flags.saddle_numbness",), (), answer=answer),
    )
    lower = (RaisedAlert("severe_weakness", "urgent", (), ()), RaisedAlert("both_legs", "routine", (), ()))
    groups = note(
        replace(EMPTY, alerts=(*emergencies, *lower)),
        red_flags={"fever": True, "saddle_numbness": True},
        examined_at="2026-11-21T09:30:00+00:00",
    ).alerts
    first, second = groups[0].alerts
    assert [bool(alert.action) for alert in (first, second)] == [True, False]
    assert {first.answer, second.answer} == {"Acted on: sent on (A. Brandt, 09:40)", "Not answered by a clinician"}
    assert [(alert.action, alert.answer) for group in groups[1:] for alert in group.alerts] == [("", ""), ("", "")]


def test_what_is_to_be_done_first_names_the_emergencies_that_nobody_answered():
    """An answer to the first must not read as one to all."""
    answer = AlertReview("acted_on", "sent on", by="A. B.", at="2026-11-21T09:40:00+00:00")
    alerts = (
        RaisedAlert("cauda_equina", "emergency", ("red_flags.saddle_numbness",), (), answer=answer),
        RaisedAlert("spinal_infection", "emergency", ("red_flags.fever",), ()),
        RaisedAlert("metastatic_compression", "emergency", ("red_flags.cancer_history",), (), answer=answer),
    )
    flags = {"saddle_numbness": True, "fever": True, "cancer_history": True}
    (words,) = [
        line.text for line in note(replace(EMPTY, alerts=alerts), red_flags=flags).short if line.head == "Do now"
    ]
    assert "(UTC)). Also, not answered by a clinician: possible infection of the spine. Also: possible meta" in words


def test_the_row_of_the_first_emergency_says_too_that_nobody_answered():
    alert = RaisedAlert("cauda_equina", "emergency", ("red_flags.saddle_numbness",), ())
    one = note(replace(EMPTY, alerts=(alert,)), red_flags={"saddle_numbness": True})
    (group,) = next(section.body for section in one.sections() if section.id == "alerts")
    assert [(row.action, row.answer) for row in group.alerts] == [("", "Not answered by a clinician")]


def test_a_draft_has_lines_to_sign_by_hand():
    draft = note(examiner={"name": "A. Brandt"})
    assert draft.status == "Draft, not signed"
    assert draft.signed_lines == ()
    assert dict(draft.by_hand) == {"Name": "A. Brandt", "Role": "", "Registration": "", "Signature": "", "Date": ""}


def test_a_signed_note_names_its_signatory_and_its_addenda():
    signed = write_note(
        record(examiner={"name": "Was Otherwise", "role": "GP"}),
        EMPTY,
        signature=Signed("A. Brandt", WHEN, "ab" * 32),
        addenda=[Addition("A. Brandt", WHEN + timedelta(days=1), "MRI arranged.")],
    )
    assert signed.status == "Signed"
    assert dict(signed.signed_lines) == {
        "Name": "A. Brandt",
        "Role": "GP",
        "Signed": "21 November 2026, 09:30 (UTC)",
        "Note SHA-256": "ab" * 32,
    }
    assert signed.addenda_lines == (("A. Brandt, 22 November 2026, 09:30 (UTC)", "MRI arranged."),)


def test_a_signed_note_names_the_account_and_where_the_trail_ended():
    signature = Signed("A. Brandt", WHEN, "ab" * 32, account="brandt", trail=TrailEnd(1234, "cd" * 32))
    signed = write_note(record(), EMPTY, signature=signature)
    assert signed.signed_lines[:2] == (("Name", "A. Brandt"), ("Account", "brandt"))
    assert signed.signed_lines[-1] == ("Audit trail before signing", f"entry 1,234, SHA-256 {'cd' * 32}")
    assert signed.signed_by == "Signed 21 November 2026, 09:30 (UTC) by A. Brandt, account brandt"
    assert signed.status_by == "Signed: A. Brandt, account brandt, 21 November 2026, 09:30 (UTC)"
    assert f"Audit trail before signing: entry 1,234, SHA-256 {'cd' * 32}\n" in note_text(signed)
    assert Signed("A. Brandt", WHEN, "ab" * 32).trail_words == ""


def test_times_of_signing_and_adding_use_the_clock_of_the_examination():
    there = write_note(
        record(examined_at="2026-11-21T10:00:00+01:00"),
        EMPTY,
        signature=Signed("A. Brandt", WHEN, "ab" * 32),
        addenda=[Addition("A. Brandt", WHEN, "Later.")],
    )
    assert dict(there.signed_lines)["Signed"] == "21 November 2026, 10:30 (UTC+01:00)"
    assert there.addenda_lines[0].head == "A. Brandt, 21 November 2026, 10:30 (UTC+01:00)"


def test_a_time_is_shown_in_its_own_offset():
    there = timezone(-timedelta(hours=5))
    assert moment(datetime(2026, 1, 2, 3, 4, tzinfo=there)) == "2 January 2026, 03:04 (UTC-05:00)"
