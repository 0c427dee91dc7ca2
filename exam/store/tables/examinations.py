"""Examinations and their log: nothing in `revisions` and `answers` is ever changed or deleted.

`snapshots` is worked out from them, and may be deleted whenever no server runs.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from exam.store.tables.base import Moment, metadata

exams = Table(
    "exams",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    # Copied from the record with each revision, for the list and its search.
    Column("reference", String(64), nullable=False),
    Column("reference_key", String(255), nullable=False),
    Column("age", Integer),
    Column("sex", String(16)),
    Column("side", String(16)),
    # What the findings fit, and how many emergencies nobody answered, as the version `summarised_by` computes them.
    Column("found", String(300), nullable=False, server_default=""),
    Column("emergencies", Integer, nullable=False, server_default="0"),
    Column("summarised_by", String(100)),
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("signed_at", Moment),
    Column("discarded_at", Moment),
    # Names the form that began it, so that a form sent twice begins one.
    Column("form_id", String(64)),
    Column("version", Integer, nullable=False, server_default="1"),
    # The signed examination that this version replaces once it is signed, and the one that it is compared with.
    Column("corrects_id", ForeignKey("exams.id")),
    Column("earlier_id", ForeignKey("exams.id")),
    # Random, so that nobody guesses from a digest in the trail what an erased row said; null in those from before.
    Column("salt", String(32)),
    # Whether the note was declared void or replaced, as the rows that say so: null otherwise.
    Column("void", Boolean(create_constraint=False)),
    # Of a note that a student signed: it "waits" for a counter-signature, or was "returned".
    Column("supervised", String(16)),
    # What a search compares, where that is not the key of the reference: without accents.
    Column("folded", String(255)),
    # The row that says what it turned out to be, or that this will not be known; null while none does.
    Column("outcome_id", Integer),
    Index(None, "account_id", "updated_at", "id"),
    Index(None, "reference_key", "account_id"),
    Index(None, "account_id", "form_id", unique=True),
    Index(None, "corrects_id"),
    Index(None, "earlier_id"),
)

DRAFTS = exams.c.signed_at.is_(None) & exams.c.discarded_at.is_(None)
FINISHED = exams.c.signed_at.is_not(None) & exams.c.void.is_(None)
# What counts: neither void nor replaced, nor a student's that nobody has counter-signed.
VALID = FINISHED & exams.c.discarded_at.is_(None) & exams.c.supervised.is_(None)
NO_OUTCOME = FINISHED & exams.c.outcome_id.is_(None)
# With all that a search along the list compares, which is then read from the index alone.
STATE = (exams.c.signed_at, exams.c.discarded_at, exams.c.void)
CHANGED = (exams.c.account_id, exams.c.updated_at, exams.c.id, exams.c.reference_key, exams.c.folded, *STATE)
# The few of their kind are sorted for the other orders.
FEW = (*CHANGED, exams.c.emergencies, exams.c.age, exams.c.created_at)
BEGUN = (exams.c.created_at.desc(), exams.c.id.desc())
BY_REFERENCE = (exams.c.account_id, exams.c.reference_key, *BEGUN)
BY_AGE = (exams.c.account_id, exams.c.age, *BEGUN)


def _of_list(name: str, which: ColumnElement[bool], *columns: ColumnElement[Any]) -> None:
    """An index with only the rows of one part of the list, in one of its orders.

    A query uses it where it says which in the same words.
    """
    Index(f"ix_exams_{name}", *columns, sqlite_where=which, postgresql_where=which)


_of_list("drafts_changed", DRAFTS, *CHANGED)
_of_list("drafts_reference", DRAFTS, *BY_REFERENCE)
_of_list("drafts_age", DRAFTS, *BY_AGE)
_of_list("finished_changed", FINISHED, *CHANGED)
_of_list("finished_reference", FINISHED, *BY_REFERENCE)
_of_list("finished_age", FINISHED, *BY_AGE)
_of_list("void", exams.c.void.is_not(None), *FEW)
_of_list("discarded", exams.c.discarded_at.is_not(None), *FEW)
_of_list("waiting", exams.c.supervised == literal_column("'waits'"), exams.c.account_id, exams.c.id)
_of_list("emergencies", exams.c.emergencies > 0, *FEW)
_of_list("no_outcome", NO_OUTCOME, exams.c.account_id, exams.c.signed_at, exams.c.id)

revisions = Table(
    "revisions",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("answer_id", String(64), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("undoes", Integer),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("exam_id", "answer_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("exam_id", String(32), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("path", String(200), nullable=False),
    # JSON text, so that a value is read back exactly as it was entered; "null" clears.
    Column("value", Text, nullable=False),
    ForeignKeyConstraint(["exam_id", "revision"], ["revisions.exam_id", "revisions.revision"]),
)
# For whoever erases a patient, whose reference may have been another one before.
NAMES_PATIENT = answers.c.path == literal_column("'patient.reference'")
Index(
    "ix_answers_references",
    answers.c.exam_id,
    answers.c.value,
    answers.c.path,
    sqlite_where=NAMES_PATIENT,
    postgresql_where=NAMES_PATIENT,
)

# Each end of each reference, as a search compares it: a search by any part is one by the beginning of an end. Whose
# the examination is, and when it was last changed, where it is finished, are copied: a search reads what it finds from
# an index alone. A draft is changed too often for that.
reference_ends = Table(
    "reference_ends",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    Column("ending", String(16).with_variant(String(16, collation="C"), "postgresql"), primary_key=True),
    Column("account_id", Integer, nullable=False),
    Column("finished_at", Moment),
)
ENDS_FINISHED, ENDS_OPEN = reference_ends.c.finished_at.is_not(None), reference_ends.c.finished_at.is_(None)
for _name, _which in (("finished", ENDS_FINISHED), ("open", ENDS_OPEN)):
    Index(
        f"ix_reference_ends_{_name}",
        *(reference_ends.c[name] for name in ("account_id", "ending", "finished_at", "exam_id")),
        sqlite_where=_which,
        postgresql_where=_which,
    )

snapshots = Table(
    "snapshots",
    metadata,
    Column("exam_id", ForeignKey("exams.id"), primary_key=True),
    # The revision of the log up to which it goes, and the format and program that made it: otherwise it is not read.
    Column("revision", Integer, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("content", Text, nullable=False),
)
