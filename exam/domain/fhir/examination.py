"""What a bundle is written from: the record, its assessment, the note, and the note's PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exam.domain.fhir.elements import Json, coding, in_utc, refer
from exam.domain.fhir.identity import id_in, urn
from exam.domain.note.note import Note
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.canonical import canonical_text
from exam.domain.record.model import ExamRecord

Standing = Literal["draft", "waiting", "signed", "added_to", "void"]
"""Whether the note is a draft, a student's without a counter-signature, signed, added to, or declared void."""

COMPOSITION_STATUS = {
    "draft": "preliminary",
    "waiting": "preliminary",
    "signed": "final",
    "added_to": "amended",
    "void": "entered-in-error",
}
RESULT_STATUS = COMPOSITION_STATUS | {"added_to": "final"}
"""Of what was found: an addendum is text of its own and changes no result."""

TEST_DATA = coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data")


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination with its note. `pdf` is the note as it is printed, or None to leave it out.

    Where the reference no longer says of the record what the note says, it is not `coded`: the document has the note's
    words, and no resource for what was found and concluded.
    """

    record: ExamRecord
    assessment: Assessment
    note: Note
    pdf: bytes | None = None
    coded: bool = True

    @property
    def standing(self) -> Standing:
        """What the note counts for."""
        if self.note.life.void:
            return "void"
        if self.note.signature is None:
            return "draft"
        if self.note.signature.standing != "signed":
            return "waiting"
        return "added_to" if self.note.addenda else "signed"

    @property
    def seed(self) -> str:
        """What every address depends on: the hash that was signed, or that of a draft's record."""
        if self.note.signature:
            return self.note.signature.sha256
        return hashlib.sha256(canonical_text(self.record).encode()).hexdigest()

    @property
    def result_status(self) -> str:
        """The status of observations, alerts and documents."""
        return RESULT_STATUS[self.standing]

    @property
    def examined(self) -> datetime | None:
        """When it was examined, if that was recorded."""
        return datetime.fromisoformat(self.record.examined_at) if self.record.examined_at else None

    @property
    def written(self) -> datetime | None:
        """When the note last changed: signed, counter-signed, added to, declared void; of a draft, when examined."""
        note = self.note
        if note.signature is None:
            return self.examined
        times = [note.signature.when, *(addition.at for addition in note.addenda)]
        if note.signature.supervised and note.signature.supervised.said:
            times.append(note.signature.supervised.said.when)
        return max([*times, note.life.void.when] if note.life.void else times, key=in_utc)

    def address(self, *names: str) -> str:
        """The address of a resource of this examination."""
        return urn(self.seed, *names)

    def refer(self, *names: str) -> Json:
        """A reference to a resource of this examination."""
        return refer(self.address(*names))

    def resource(self, kind: str, text: Json, *names: str) -> Json:
        """The beginning of a resource; one of a demonstration is marked as test data."""
        security = [TEST_DATA] if self.note.training else []
        address = self.address(*names)
        return {"resourceType": kind, "id": id_in(address), "meta": {"security": security}, "text": text}
