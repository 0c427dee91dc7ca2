"""The signed note as one text that never changes: canonical JSON, whose hash is what is signed.

It holds the record, the assessment and the note, as they were read, and the versions that wrote them. What is added
later, an addendum or the declaration that the note is void, is a text of its own that holds the hash before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from exam.domain.note.note import Note
from exam.domain.note.signature import TrailEnd
from exam.domain.note.trusted import signed_record
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord
from exam.domain.record.writing import write_record

FORMAT = "dermyo-signed-note/1"
ADDENDUM = "dermyo-addendum/1"
VOID = "dermyo-void/1"
COUNTER_SIGNATURE = "dermyo-counter-signature/1"
RETURN = "dermyo-return/1"


class NotThawed(ValueError):
    """The text is no frozen note that this version of the program reads."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed a frozen note, with which account, when, and where the audit trail ended then, if it is known.

    A `student` signed for a `supervisor` to counter-sign; another may have been named since.
    """

    by: str
    at: datetime
    account: str = ""
    trail: TrailEnd | None = None
    student: bool = False
    supervisor: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A note as it was frozen. `record_data` is its record in the format `dermyo-exam/1`.

    The note has neither signature nor addenda: they come after it.
    """

    assessment: Assessment
    knowledge: str
    note: Note
    program: str
    record_data: Mapping[str, Any]
    signed: Signing | None = None

    @property
    def record(self) -> ExamRecord:
        """The record, also where the reference no longer has what is in it."""
        return signed_record(self.record_data)


class _Whole(msgspec.Struct, frozen=True):
    """How the text is laid out."""

    assessment: Assessment
    format: str
    knowledge: str
    note: Note
    program: str
    record: dict[str, Any]
    signed: Signing | None = None


def freeze(record: ExamRecord, assessment: Assessment, note: Note) -> str:
    """The canonical JSON of a note before it is signed: keys sorted, no spaces."""
    whole = {
        "format": FORMAT,
        "record": write_record(record),
        "assessment": _plain(assessment),
        "note": _plain(note),
        "program": assessment.program,
        "knowledge": assessment.knowledge,
    }
    return canonical(whole)


def with_signature(frozen: str, signing: Signing) -> str:
    """The same text with who signed it and when, in UTC: the whole of it is what is signed."""
    end = signing.trail
    known = {
        "account": signing.account,
        "trail": end and {"count": end.count, "sha256": end.sha256},
        "student": signing.student,
        "supervisor": signing.supervisor,
    }
    signed = {"by": signing.by, "at": utc(signing.at), **{key: value for key, value in known.items() if value}}
    return canonical({**json.loads(frozen), "signed": signed})


def thaw(text: str) -> Frozen:
    """The parts of a frozen note, equal to those that were frozen. Raises `NotThawed`."""
    try:
        whole = msgspec.json.decode(text, type=_Whole)
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotThawed(str(error)) from error
    if whole.format != FORMAT:
        raise NotThawed(f"the format is {whole.format}")
    return Frozen(whole.assessment, whole.knowledge, whole.note, whole.program, whole.record, whole.signed)


def addendum_text(previous: str, author: str, at: datetime, text: str) -> str:
    """An addendum as canonical JSON. `previous` is the hash of what it was added to."""
    return canonical({"format": ADDENDUM, "previous": previous, "author": author, "at": utc(at), "text": text})


def void_text(previous: str, author: str, at: datetime, reason: str) -> str:
    """The declaration that a note is void, as canonical JSON."""
    return canonical({"format": VOID, "previous": previous, "author": author, "at": utc(at), "reason": reason})


def counter_signature_text(previous: str, author: str, account: str, at: datetime) -> str:
    """A supervisor's counter-signature as canonical JSON; with `previous` it covers the note and what was added."""
    said = {"previous": previous, "author": author, "account": account, "at": utc(at)}
    return canonical({"format": COUNTER_SIGNATURE, **said})


def return_text(previous: str, author: str, account: str, at: datetime, reason: str) -> str:
    """That a supervisor sent a student's note back, as canonical JSON."""
    said = {"previous": previous, "author": author, "account": account, "at": utc(at), "reason": reason}
    return canonical({"format": RETURN, **said})


def canonical(data: Mapping[str, Any]) -> str:
    """JSON with its keys sorted and no spaces; letters are written as they are."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """The hash of a text's UTF-8, as `sha256sum` gives it."""
    return hashlib.sha256(text.encode()).hexdigest()


def utc(at: datetime) -> str:
    """A moment as the texts hold it."""
    return at.astimezone(UTC).isoformat()


def _plain(value: Assessment | Note) -> Any:
    """The objects that JSON has. Raises `TypeError` for anything that could not be read back."""
    return msgspec.to_builtins(value, enc_hook=_mapping)


def _mapping(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a note cannot hold {type(value).__name__}")
