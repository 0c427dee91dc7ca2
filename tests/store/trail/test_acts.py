"""What each act of the store is called in the trail, and of which table the row is that it names."""

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.copies.backup import back_up
from exam.store.erasing.patients import Erasing
from exam.store.exams import Exams
from exam.store.people.emergency import EmergencyAccesses
from exam.store.state import Rules
from exam.store.trail.access import Trail

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"
ACTS = {
    *{("account added", "accounts"), ("access given", "account_access")},
    *{("began", "exams"), ("created", "revisions"), ("tapped", "revisions"), ("undo", "revisions")},
    *{("signed", "revisions"), ("signed", "signatures"), ("output kept", "kept_outputs")},
    *{("signing undone", "exams"), ("signing undone", "signatures"), ("signing undone", "withdrawn_signatures")},
    *{("addendum added", "addenda"), ("addendum added", "signatures")},
    *{("declared void", "voids"), ("declared void", "signatures")},
    *{("sent back", "counter_signatures"), ("sent back", "signatures"), ("discarded", "exams")},
    *{("handed over", "hand_overs"), ("handed over", "exams"), ("cover named", "covers")},
    *{("supervisor named", "supervisors"), ("emergency access marked as seen", "emergency_accesses_seen")},
    *{("emergency access taken", "emergency_accesses"), ("emergency access taken", "emergency_access_exams")},
    *{("outcome entered", "outcomes"), ("intended use read", "intended_use_readings"), ("PIN set", "pins")},
    *{("two-step sign-in turned on", "second_factors"), ("passkey added", "passkeys"), ("passkey used", "passkeys")},
    *{("recovery code made", "recovery_codes"), ("recovery code used", "recovery_codes")},
    *{("put into service", "service_periods"), ("withdrawn from service", "service_periods")},
    *{(f"permission for research {what}", "research_permissions") for what in ("given", "withdrawn")},
    *{("settings changed", "account_settings"), ("settings changed", "clinic_settings")},
    *{("phrase added", "phrases"), ("phrase removed", "phrases"), ("erased", "exams")},
    *{("erasure noted", "erasures"), ("erasure noted", "erased_exams")},
    ("erased from the file of the database", "erasures"),
}


def said(engine, exam_id=""):
    return [
        (entry.act, entry.subject.partition(" ")[0])
        for entry in Trail(engine).entries(limit=None)
        if exam_id in entry.exam_id
    ]


def test_what_is_written_into_each_table_has_its_words(full):
    assert set(said(full)) == ACTS


def test_what_a_signed_note_leaves_and_its_undone_signing(engine, exams, me, exam_id):
    signed = exams.sign(exam_id, me, Examiner("Andreas Vesalius"))
    exams.keep_output(exam_id, me, signed.state, "text", b"the note")
    exams.undo_signing(exam_id, me)
    assert ("output removed", "kept_outputs") in said(engine, exam_id)
    exams.sign(exam_id, me, Examiner("Andreas Vesalius"))
    exams.hand_out(exam_id, me)
    assert said(engine, exam_id)[0] == ("handed out", "signatures")


def test_a_draft_that_is_compared_discarded_and_restored(engine, exams, me, exam_id):
    exams.compare_with(exam_id, me, None)
    exams.discard(exam_id, me)
    exams.restore(exam_id, me)
    assert said(engine, exam_id)[:3] == [("restored", "exams"), ("discarded", "exams"), ("compared", "exams")]


def test_what_is_entered_as_normal_and_what_the_program_completes(engine, exam_id, me):
    exams = Exams(engine, Rules(follow=lambda exam, given: [Answer(KNEE, "5")] if ANKLE in given else []))
    exams.append(exam_id, me, [Answer(ANKLE, "5")], origin="all_normal")
    assert {("all_normal", "revisions"), ("derived", "revisions")} < set(said(engine, exam_id))


def test_what_erasing_changes_of_what_stays(engine, exams, me, colleague):
    earlier = exams.create("A-1", me)
    exams.sign(earlier, me, Examiner("Andreas Vesalius"))
    stays = exams.create("A-1", me, earlier_id=earlier)
    exams.append(stays, me, [Answer("patient.reference", "A-2")])
    EmergencyAccesses(engine).take(colleague, "A-1", "Unconscious in the ward")
    Erasing(engine).erase("A-1", me, "asked for by the patient", Erasing(engine).found("A-1").seen)
    assert said(engine, stays)[0] == ("link to an erased examination removed", "exams")
    assert ("reason erased", "emergency_accesses") in said(engine)


def test_a_backup(engine, tmp_path):
    back_up(engine, tmp_path / "backup.sqlite3")
    assert said(engine) == [("backed up", "")]
