"""What was signed stays, and what is added to it is chained: every changed byte is noticed and named."""

import hashlib
import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from exam.domain.note.frozen import Signing, with_signature
from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.domain.record.writing import write_record
from exam.store.exams import Exams
from exam.store.state import Rules
from exam.store.stored import ChangedUnseen, ExamSigned, NoteChangedUnseen
from exam.store.tables import addenda, answers, kept_outputs, signatures, voids, withdrawn_signatures
from exam.store.trail.verifying import verify

KNEE = "findings.strength.knee_extension.left"
VESALIUS = Examiner("Andreas Vesalius", "Physiotherapist", None)
PDF, OTHER = b"%PDF-1.7 \x00\xff", b"%PDF-1.7 other"


def frozen(exam):
    """A note, as short as can be."""
    return json.dumps({"note": f"version {exam.version}", "record": write_record(exam.record)})


def hash_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def exams(engine):
    return Exams(engine, Rules(freezer=lambda: frozen))


@pytest.fixture
def signed(exams, exam_id, me, tap):
    tap(KNEE, "4")
    return exams.sign(exam_id, me, VESALIUS)


@pytest.fixture
def added(exams, exam_id, me, signed):
    """A note with two addenda, declared void between them."""
    exams.add_addendum(exam_id, me, "The right knee.")
    exams.void(exam_id, me, "Wrong patient")
    return exams.add_addendum(exam_id, me, "Tell the practice.")


def changed(exams, exam_id, me):
    return exams.open(exam_id, me).signature.changed


def test_the_whole_note_is_signed_with_who_and_when(signed):
    said = json.loads(signed.signature.frozen)
    assert said["note"] == "version 1"
    assert said["record"] == write_record(signed.record)
    assert (said["signed"]["by"], said["signed"]["at"]) == ("Andreas Vesalius", signed.signature.when.isoformat())
    assert signed.signature.sha256 == hash_of(signed.signature.frozen)
    assert (signed.signature.changed, signed.state) == ((), signed.signature.sha256)


def test_it_names_the_account_and_where_the_trail_ended_before_it(engine, exams, exam_id, me, tap):
    tap(KNEE, "4")
    exams.sign(exam_id, me, VESALIUS)
    exams.undo_signing(exam_id, me)
    tap(KNEE, "3")
    before = verify(engine).head
    said = json.loads(exams.sign(exam_id, me, VESALIUS).signature.frozen)["signed"]
    assert said["account"] == "a.vesalius"
    assert said["trail"] == {"count": before.count, "sha256": before.sha256}
    exams.add_addendum(exam_id, me, "The right knee.")
    assert verify(engine, said["trail"]["sha256"]).known == before.count
    assert exams.open(exam_id, me).signature.intact


def test_what_was_signed_before_it_named_them_still_matches(engine, exams, exam_id, me, tap, monkeypatch):
    tap(KNEE, "4")
    monkeypatch.setattr(
        "exam.store.signing.signed.with_signature",
        lambda note, signing: with_signature(note, Signing(signing.by, signing.at)),
    )
    signed = exams.sign(exam_id, me, VESALIUS)
    assert set(json.loads(signed.signature.frozen)["signed"]) == {"by", "at"}
    assert exams.open(exam_id, me).signature.intact


def test_only_the_note_that_was_read_is_signed(engine, exams, exam_id, me, tap):
    read = exams.open(exam_id, me).revision
    other = Exams(
        engine, Rules(freezer=lambda: lambda exam: frozen(exam).replace("version", "of another reference, version"))
    )
    seen = hash_of(frozen(exams.sign(exam_id, me, VESALIUS)))
    exams.undo_signing(exam_id, me)
    read += 2
    with pytest.raises(NoteChangedUnseen):
        other.sign(exam_id, me, VESALIUS, seen_revision=read, seen_note=seen)
    with pytest.raises(NoteChangedUnseen):
        exams.sign(exam_id, me, VESALIUS, seen_revision=read, seen_note="")
    assert exams.open(exam_id, me).record.examiner == Examiner()
    assert exams.sign(exam_id, me, VESALIUS, seen_revision=read, seen_note=seen).signature.intact
    assert issubclass(NoteChangedUnseen, ChangedUnseen)


def test_each_thing_added_holds_the_hash_before_it(signed, added):
    first, void, last = added.links
    assert [link.name for link in added.links] == ["addendum 1", "void", "addendum 2"]
    assert [json.loads(link.text)["previous"] for link in added.links] == [
        signed.signature.sha256,
        first.sha256,
        void.sha256,
    ]
    assert [hash_of(link.text) for link in added.links] == [link.sha256 for link in added.links]
    assert [one.sha256 for one in added.addenda] == [first.sha256, last.sha256]
    assert (added.void.sha256, added.state) == (void.sha256, last.sha256)
    assert added.signature.intact
    assert added.signature.frozen == signed.signature.frozen


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    "change",
    [
        (signatures, {"frozen": '{"note":"another"}'}, "note"),
        (signatures, {"sha256": "0" * 64}, "note"),
        (signatures, {"signed_by": "Somebody Else"}, "signature"),
        (signatures, {"record": "{}"}, "record"),
        (signatures, {"record": "{"}, "record"),
        (signatures, {"last_sha256": None}, "addenda"),
        (answers, {"value": '"5"'}, "record"),
        (addenda, {"text": "The left knee."}, "addendum 1"),
        (addenda, {"author": "Somebody Else"}, "addendum 2"),
        (voids, {"reason": "Another reason"}, "void"),
        (voids, {"sha256": "0" * 64}, "void"),
    ],
)
@pytest.mark.usefixtures("added")
@pytest.mark.tampers
def test_a_changed_byte_is_noticed_and_named(engine, exams, exam_id, me, change):
    table, values, named = change
    change = update(table).values(values)
    with engine.begin() as connection:
        connection.execute(change.where(answers.c.path == KNEE) if table is answers else change)
    assert named in changed(exams, exam_id, me)


@pytest.mark.tampers
def test_a_changed_time_of_signing_is_noticed(engine, exams, exam_id, me, signed):
    with engine.begin() as connection:
        connection.execute(update(signatures).values(signed_at=signed.signature.when - timedelta(days=1)))
    assert changed(exams, exam_id, me) == ("signature",)


@pytest.mark.parametrize("which", [0, 1], ids=["the first", "the last"])
@pytest.mark.tampers
def test_a_missing_addendum_is_noticed(engine, exams, exam_id, me, added, which):
    with engine.begin() as connection:
        ids = connection.scalars(select(addenda.c.id).order_by(addenda.c.id)).all()
        connection.execute(delete(addenda).where(addenda.c.id == ids[which]))
    assert "addenda" in changed(exams, exam_id, me)


@pytest.mark.tampers
def test_an_addendum_put_there_by_hand_is_noticed(engine, exams, exam_id, me, signed):
    exams.add_addendum(exam_id, me, "The right knee.")
    with engine.begin() as connection:
        row = connection.execute(select(addenda)).one()._asdict() | {"id": 99, "text": "Planted.", "place": 2}
        connection.execute(insert(addenda).values(row))
    assert changed(exams, exam_id, me) == ("addendum 2",)


def test_an_output_is_kept_once_and_stays_the_same(exams, exam_id, me, signed):
    assert exams.kept_output(exam_id, me, signed.state, "pdf-a4") is None
    assert exams.keep_output(exam_id, me, signed.state, "pdf-a4", PDF) == PDF
    assert exams.keep_output(exam_id, me, signed.state, "pdf-a4", OTHER) == PDF
    assert exams.kept_output(exam_id, me, signed.state, "pdf-a4") == PDF
    assert exams.kept_output(exam_id, me, signed.state, "pdf-letter") is None


def test_an_addendum_a_void_and_a_new_version_each_make_another_output(exams, exam_id, me, signed):
    states = [signed.state]
    states.append(exams.add_addendum(exam_id, me, "The right knee.").state)
    states.append(exams.void(exam_id, me, "Wrong patient").state)
    new_id = exams.correct(exam_id, me)
    assert exams.open(exam_id, me).state == states[-1]
    exams.sign(new_id, me, VESALIUS)
    states.append(exams.open(exam_id, me).state)
    assert len(set(states)) == 4
    exams.undo_signing(new_id, me)
    assert exams.open(exam_id, me).state == states[2]


@pytest.mark.tampers
def test_a_changed_output_is_noticed_and_not_served(engine, exams, exam_id, me, signed):
    exams.keep_output(exam_id, me, signed.state, "pdf-a4", PDF)
    with engine.begin() as connection:
        connection.execute(update(kept_outputs).values(content=OTHER))
    assert changed(exams, exam_id, me) == ("output pdf-a4",)
    assert exams.kept_output(exam_id, me, signed.state, "pdf-a4") is None
    # Something was kept already, and it is not replaced: it stays in sight that it was changed.
    assert exams.keep_output(exam_id, me, signed.state, "pdf-a4", PDF) == PDF
    assert changed(exams, exam_id, me) == ("output pdf-a4",)


def test_an_undo_deletes_the_outputs_that_nobody_has_and_logs_the_note(engine, exams, exam_id, me, signed):
    exams.keep_output(exam_id, me, signed.state, "pdf-a4", PDF)
    exams.undo_signing(exam_id, me)
    with engine.begin() as connection:
        assert connection.execute(select(kept_outputs)).first() is None
        (withdrawn,) = connection.execute(select(withdrawn_signatures))
    assert withdrawn.frozen == signed.signature.frozen
    again = exams.sign(exam_id, me, VESALIUS)
    assert again.signature.intact
    assert again.state != signed.state


def test_servers_that_add_at_once_make_one_chain(engine, exams, exam_id, me, signed):
    def add(number):
        Exams(engine, Rules(freezer=lambda: frozen)).add_addendum(exam_id, me, f"Addendum of server {number}.")

    servers = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for server in servers:
        server.start()
    for server in servers:
        server.join(60)
    exam = exams.open(exam_id, me)
    assert (len(exam.links), exam.signature.changed) == (4, ())


def test_servers_that_sign_and_keep_at_once_sign_once_and_keep_one(engine, exams, exam_id, me, tap):
    tap(KNEE, "4")
    done = []

    def sign(number):
        mine = Exams(engine, Rules(freezer=lambda: frozen))
        try:
            exam = mine.sign(exam_id, me, VESALIUS)
        except ExamSigned:
            done.append("ExamSigned")
            exam = mine.open(exam_id, me)
        done.append(mine.keep_output(exam_id, me, exam.state, "text", b"from server %d" % number))

    servers = [threading.Thread(target=sign, args=(number,)) for number in range(3)]
    for server in servers:
        server.start()
    for server in servers:
        server.join(60)
    assert done.count("ExamSigned") == 2
    assert len({one for one in done if one != "ExamSigned"}) == 1
    assert exams.open(exam_id, me).signature.intact


@pytest.mark.tampers
def test_a_note_signed_as_a_record_alone_takes_addenda_that_cover_the_earlier_ones(engine, exam_id, me, tap):
    tap(KNEE, "4")
    old, new = Exams(engine), Exams(engine, Rules(freezer=lambda: frozen))
    old.sign(exam_id, me, VESALIUS)
    old.add_addendum(exam_id, me, "Before there were chains.")
    with engine.begin() as connection:
        connection.execute(update(addenda).values(place=None, sha256=None))
        connection.execute(update(signatures).values(last_sha256=None))
    opened = new.open(exam_id, me)
    assert (opened.signature.frozen, opened.signature.changed) == ("", ())
    assert [one.sha256 for one in opened.addenda] == [""]
    last = new.add_addendum(exam_id, me, "Since then.").links[-1]
    assert last.sha256 == new.open(exam_id, me).addenda[1].sha256 == new.open(exam_id, me).state
    with engine.begin() as connection:
        connection.execute(update(addenda).where(addenda.c.place.is_(None)).values(text="Changed."))
    assert changed(new, exam_id, me) == ("addendum 2",)


def test_what_the_list_says_of_a_signed_note_does_not_change_when_it_is_voided(engine, exams, exam_id, me, signed):
    newer = Exams(
        engine, Rules(freezer=lambda: frozen, summarise=lambda record, *, signed: pytest.fail("computed again"))
    )
    newer.void(exam_id, me, "Wrong patient")
    assert [line.void for line in newer.list(me)] == [True]


def test_an_answer_after_an_undo_is_signed_in_its_turn(exams, exam_id, me, signed):
    exams.undo_signing(exam_id, me)
    exams.append(exam_id, me, [Answer(KNEE, "3")])
    again = exams.sign(exam_id, me, VESALIUS)
    assert json.loads(again.signature.frozen)["record"]["findings"]["strength"]["knee_extension"] == {"left": "3"}
