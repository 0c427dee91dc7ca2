"""One examination in its current state, read and extended inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, RowMapping, bindparam, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from exam.domain.language import say
from exam.domain.note.frozen import sha256
from exam.domain.note.trusted import known_part, signed_record
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.store import log as logs
from exam.store.lists.ends import folded_or_none, write_ends
from exam.store.log import Revision
from exam.store.people.supervisors import active_supervisor
from exam.store.rows import Stamp, corrected_by, is_void, signature_row, was_corrected, write_revision
from exam.store.signing.chain import Chain, changed_links, read_chain
from exam.store.signing.outputs import changed_outputs
from exam.store.signing.seal import signature_of
from exam.store.snapshots.history import History
from exam.store.snapshots.snapshot import Snapshot
from exam.store.stored import (
    AnswerRefused,
    EarlierExam,
    ExamSigned,
    Replaced,
    Signature,
    StoredExam,
    Summary,
    Supervision,
)
from exam.store.tables import exams, key_of, signatures
from exam.store.trail.digests import digest_of_row, readable, stored_columns
from exam.store.trail.entries import LISTED, wrote

LONGEST_ID = 64
UNDO_SIGNING_WITHIN = timedelta(seconds=60)

Follow = Callable[[StoredExam, Collection[str]], Sequence[Answer]]
"""Computes what follows from the answers at the given paths, from the examination with these answers."""


Freeze = Callable[[StoredExam], str]
"""Writes what is signed of an examination; empty where only the record is signed."""


def nothing_follows(_exam: StoredExam, _given: Collection[str]) -> Sequence[Answer]:
    """For a store, or an undo, that derives nothing."""
    return ()


def new_exam_id() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return uuid4().hex


def not_summarised(_record: ExamRecord, *, signed: bool) -> Summary:  # noqa: ARG001
    """For a store whose list says nothing of the findings."""
    return Summary("", 0)


def not_frozen(_exam: StoredExam) -> str:
    """For a store that signs records alone."""
    return ""


def local_now() -> datetime:
    """The time by the server's own clock."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the store asks of the program: what follows from answers, and what the list says of a record.

    `version` names the program that summarised; a summary by another version is computed again. `now` is the time by
    the clinic's clock, with its offset. `new_id` makes the id of a new examination. `freezer` gives the function that
    writes the note of an examination that is being signed, as the text that is signed: what it needs besides the
    examination is read before the transaction, in which another connection could be waited for without end.
    """

    follow: Follow = nothing_follows
    summarise: Callable[..., Summary] = not_summarised
    version: str = ""
    now: Callable[[], datetime] = local_now
    new_id: Callable[[], str] = new_exam_id
    freezer: Callable[[], Freeze] = lambda: not_frozen


def stored_exam(connection: Connection, row: Row[Any], snapshot: Snapshot, *, may_be_signed: bool = True) -> StoredExam:
    """The examination of a row and what its log comes to; its signature is read unless it is known to have none."""
    signed = signature_row(connection, row.id) if may_be_signed else None
    record = _logged(snapshot, signed)
    chain, signature, newer, state, supervision = Chain(), None, None, "", None
    if signed:
        chain, newer = read_chain(connection, row.id, signed.sha256), corrected_by(connection, row.id)
        supervision = _supervision(connection, row, chain) if signed.student else None
        state = _state(connection, chain.last(signed.sha256), newer, supervision)
        signature = _checked(connection, signed, record, chain, state)
    return StoredExam(
        id=row.id,
        record=record,
        revision=row.revision,
        origins=snapshot.named_origins(),
        undoable=signed is None and snapshot.undoable,
        created_at=row.created_at,
        updated_at=row.updated_at,
        examiner_name=row.full_name,
        signature=signature,
        addenda=chain.addenda,
        void=chain.void,
        version=row.version,
        corrects=_replaced(connection, row.corrects_id),
        corrected_by=newer.id if newer and newer.signed_at else None,
        earlier=_earlier(connection, row.earlier_id),
        links=chain.links,
        state=state,
        examiner_id=row.account_id,
        changed_at=MappingProxyType(dict(snapshot.changed)),
        supervision=supervision,
    )


def _logged(snapshot: Snapshot, signed: Row[Any] | None) -> ExamRecord:
    """The record that results from the log; where the reference no longer reads it, of a signed note the signed one."""
    try:
        return snapshot.record()
    except AnswerRefused:
        if signed is None or signed.frozen is None:
            raise
        return signed_record(json.loads(signed.record))


def _checked(connection: Connection, row: Row[Any], record: ExamRecord, chain: Chain, state: str) -> Signature:
    """The signature, with everything that does not match its hash."""
    signature = signature_of(row, record)
    changed = (*changed_links(chain, row.last_sha256), *changed_outputs(connection, row.exam_id, state))
    # A discarded version may be restored, and then it must have a signed one to replace.
    until = None if chain.links or was_corrected(connection, row.exam_id) else _undo_until(row)
    return replace(signature, changed=(*signature.changed, *changed), undo_until=until)


def _supervision(connection: Connection, row: Row[Any], chain: Chain) -> Supervision:
    now = active_supervisor(connection, row.account_id)
    return Supervision(now.id, now.full_name, chain.counter) if now else Supervision(said=chain.counter)


def _state(
    connection: Connection, last: str, newer: Row[*tuple[Any, ...]] | None, supervision: Supervision | None
) -> str:
    """Names what a note shows: its last hash, the version that replaced it, and who is to counter-sign it."""
    if supervision and supervision.said is None:
        last = sha256(f"{last} waits for {supervision.supervisor}")
    signed = signature_row(connection, newer.id) if newer else None
    return sha256(f"{last} replaced by {signed.sha256}") if signed else last


@cache
def _update(*names: str) -> ReturningUpdate[Any]:
    """Sets these columns of one examination, and gives its row; made once, since every tap does it."""
    row = update(exams).where(exams.c.id == bindparam("this")).values({name: bindparam(name) for name in names})
    return row.returning(*stored_columns(exams))


def write_listed(connection: Connection, exam_id: str, values: Mapping[str, Any]) -> None:
    """Update the entry of an examination in the list."""
    note_listed(connection, exam_id, connection.execute(_update(*values), {"this": exam_id, **values}).mappings().one())


def note_listed(connection: Connection, exam_id: str, row: RowMapping) -> None:
    """Note for the trail that the row of an examination was changed, and is now this one."""
    wrote(connection, LISTED, exams, exam_id, exam_id=exam_id, digest=digest_of_row(exams, readable(exams, row)))


def extend(connection: Connection, exam: StoredExam, history: History, revision: Revision, stamp: Stamp) -> StoredExam:
    """Store one more revision, and update the examination's entry in the list. Raises `AnswerRefused`."""
    after, listed = continued(exam, history, revision, stamp)
    write_revision(connection, exam.id, revision, stamp)
    if "reference" in listed:
        write_ends(connection, exam.id, listed["reference"])
    write_listed(connection, exam.id, listed)
    return after


def continued(
    exam: StoredExam, history: History, revision: Revision, stamp: Stamp
) -> tuple[StoredExam, dict[str, Any]]:
    """The examination with one more revision, and what is to be updated of its entry in the list; nothing is written.

    Raises `AnswerRefused`.
    """
    record = history.snapshot.record_with(revision)
    history.add(replace(revision, sender=logs.sender_of(stamp.answer_id)), record)
    listed = _listed_changes(exam.record, record) | {"revision": revision.number, "updated_at": stamp.at}
    after = replace(
        exam,
        record=record,
        revision=revision.number,
        origins=history.snapshot.named_origins(),
        undoable=history.snapshot.undoable,
        updated_at=stamp.at,
        changed_at=MappingProxyType(dict(history.snapshot.changed)),
    )
    return after, listed


def extend_with_derived(
    connection: Connection, exam: StoredExam, history: History, derived: Sequence[Answer], stamp: Stamp
) -> StoredExam:
    """Store the answers that follow from the last ones, if there are any."""
    revision = history.snapshot.step_on(derived, logs.DERIVED)
    if revision is None:
        return exam
    return extend(connection, exam, history, revision, stamp._replace(answer_id=uuid4().hex))


def summarise(connection: Connection, exam: StoredExam, rules: Rules) -> None:
    """Write what the list says of the findings."""
    write_listed(connection, exam.id, summary_of(exam, rules))


def summary_of(exam: StoredExam, rules: Rules) -> dict[str, Any]:
    """What the list says of the findings."""
    found = rules.summarise(exam.record, signed=exam.status == "finished")
    return {"found": found.found[:300], "emergencies": found.emergencies, "summarised_by": rules.version}


def refuse_signed(row: Row[Any]) -> None:
    """Raise `ExamSigned` if the examination of this row is signed."""
    if row.signed_at is not None:
        raise ExamSigned(row.id)


def refuse_id(name: str, value: str) -> None:
    """Raise `AnswerRefused` for an id that a browser made up and that cannot be stored."""
    # PostgreSQL cannot store some unprintable characters.
    if not (0 < len(value) <= LONGEST_ID and value.isprintable()):
        words = say("needs 1 to {number} characters that can be printed").format(number=LONGEST_ID)
        raise AnswerRefused((Fault(name, words),))


def listed_values(record: ExamRecord) -> dict[str, Any]:
    """What the list copies from a record."""
    patient, reference = record.patient, record.patient.reference
    return {
        "reference": reference,
        "reference_key": key_of(reference),
        "folded": folded_or_none(reference),
        "age": patient.age,
        "sex": patient.sex,
        "side": record.presentation.symptom_side,
    }


def _listed_changes(earlier: ExamRecord, record: ExamRecord) -> dict[str, Any]:
    """What of it a change of the record changes: what stays needs no index written anew."""
    before = listed_values(earlier)
    return {name: value for name, value in listed_values(record).items() if value != before[name]}


def _undo_until(row: Row[Any]) -> datetime | None:
    until: datetime = row.signed_at + UNDO_SIGNING_WITHIN
    return until if row.handed_out_at is None and datetime.now(UTC) < until else None


def _replaced(connection: Connection, exam_id: str | None) -> Replaced | None:
    if exam_id is None:
        return None
    columns = (exams.c.id, exams.c.version, signatures.c.signed_by, signatures.c.signed_at, signatures.c.sha256)
    query = select(*columns).join(signatures).where(exams.c.id == exam_id)
    return Replaced(*connection.execute(query).one())


def _earlier(connection: Connection, exam_id: str | None) -> EarlierExam | None:
    """Its latest signed version; None also where its signature was undone, or it was declared void."""
    while exam_id:
        newer = corrected_by(connection, exam_id)
        if newer is None or newer.signed_at is None:
            break
        exam_id = str(newer.id)
    row = signature_row(connection, exam_id) if exam_id and not is_void(connection, exam_id) else None
    return EarlierExam(row.exam_id, known_part(signed_record(json.loads(row.record)))) if row else None
