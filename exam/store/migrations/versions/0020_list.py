"""The list and its search: indexes for each part of the list, what is void, and the ends of each reference."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from exam.store.tables.base import folded

revision = "0020"
down_revision = "0014"

DRAFTS = "signed_at IS NULL AND discarded_at IS NULL"
FINISHED = "signed_at IS NOT NULL AND void IS NULL"
CHANGED = ("account_id", "updated_at", "id", "reference_key", "folded", "signed_at", "discarded_at", "void")
FEW = (*CHANGED, "emergencies", "age", "created_at")
BEGUN = (sa.text("created_at DESC"), sa.text("id DESC"))
LONGEST = 16
AT_ONCE = 2000
VOID = """
UPDATE exams SET void = true WHERE id IN (
    SELECT exam_id FROM voids
    UNION SELECT corrects_id FROM exams
    WHERE corrects_id IS NOT NULL AND signed_at IS NOT NULL AND discarded_at IS NULL
)
"""

SUPERVISED = """
UPDATE exams SET supervised = (
    SELECT CASE WHEN c.exam_id IS NULL THEN 'waits' WHEN c.returned IS NOT NULL THEN 'returned' END
    FROM signatures s LEFT JOIN counter_signatures c ON c.exam_id = s.exam_id WHERE s.exam_id = exams.id
)
WHERE id IN (SELECT exam_id FROM signatures WHERE student = true)
"""
COPIED = "SELECT id FROM exams WHERE void IS NOT NULL OR supervised IS NOT NULL"


def upgrade() -> None:
    """Add the columns, the table and the indexes, and fill them from what is there."""
    from exam.store.tables import exams
    from exam.store.trail.entries import LISTED, wrote

    op.add_column("exams", sa.Column("void", sa.Boolean(create_constraint=False), nullable=True))
    op.add_column("exams", sa.Column("supervised", sa.String(length=16), nullable=True))
    op.add_column("exams", sa.Column("folded", sa.String(length=255), nullable=True))
    _make_ends()
    connection = op.get_bind()
    for change in (VOID, SUPERVISED):
        connection.execute(sa.text(change))
    changed = {*connection.scalars(sa.text(COPIED)), *_fold(connection)}
    # Without a trail before, all rows enter it at the end of the upgrade.
    is_followed = connection.execute(sa.text("SELECT number FROM trail LIMIT 1")).first() is not None
    for exam_id in sorted(changed) if is_followed else ():
        wrote(connection, LISTED, exams, exam_id, exam_id=exam_id)
    _index()
    _index_others()


def _make_ends() -> None:
    ending = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
    op.create_table(
        "reference_ends",
        sa.Column("ending", ending, nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_reference_ends_exams"),
        sa.PrimaryKeyConstraint("ending", "exam_id", name="pk_reference_ends"),
    )


def _fold(connection: sa.Connection) -> Iterator[str]:
    """Write what a search compares; yields each examination whose own row was changed."""
    rows = connection.execute(sa.text("SELECT id, reference, reference_key FROM exams")).all()
    for first in range(0, len(rows), AT_ONCE):
        ends: list[dict[str, Any]] = []
        for row in rows[first : first + AT_ONCE]:
            text = folded(row.reference)
            if text != row.reference_key:
                change = sa.text("UPDATE exams SET folded = :folded WHERE id = :id")
                connection.execute(change, {"folded": text, "id": row.id})
                yield row.id
            found = {text[at : at + LONGEST] for at, sign in enumerate(text) if sign != " "}
            ends += [{"ending": ending, "exam_id": row.id} for ending in sorted(found)]
        if ends:
            connection.execute(sa.text("INSERT INTO reference_ends (ending, exam_id) VALUES (:ending, :exam_id)"), ends)
    op.create_index("ix_reference_ends_exam_id", "reference_ends", ["exam_id"])


def _index() -> None:
    for name in ("account_id_updated_at", "account_id_reference_key"):
        op.drop_index(f"ix_exams_{name}", "exams")
    op.create_index("ix_exams_account_id_updated_at_id", "exams", [*CHANGED[:3]])
    op.create_index("ix_exams_reference_key_account_id", "exams", ["reference_key", "account_id"])
    for part, which in (("drafts", DRAFTS), ("finished", FINISHED)):
        _index_part(f"{part}_changed", which, *CHANGED)
        _index_part(f"{part}_reference", which, "account_id", "reference_key", *BEGUN)
        _index_part(f"{part}_age", which, "account_id", "age", *BEGUN)
    _index_part("void", "void IS NOT NULL", *FEW)
    _index_part("discarded", "discarded_at IS NOT NULL", *FEW)
    _index_part("waiting", "supervised = 'waits'", "account_id", "id")
    _index_part("emergencies", "emergencies > 0", *FEW)


def _index_others() -> None:
    """Of drafts that were handed over and wait, of answers that name the patient, and of what is compared with what."""
    op.create_index("ix_exams_earlier_id", "exams", ["earlier_id"])
    waits, names = sa.text("opened_at IS NULL AND taken_back_at IS NULL"), sa.text("path = 'patient.reference'")
    for column in ("to_id", "from_id"):
        name = f"ix_hand_overs_{column}"
        op.drop_index(name, "hand_overs")
        op.create_index(name, "hand_overs", [column], sqlite_where=waits, postgresql_where=waits)
    op.create_index(
        "ix_answers_references", "answers", ["exam_id", "value", "path"], sqlite_where=names, postgresql_where=names
    )


def _index_part(name: str, which: str, *columns: Any) -> None:
    where = sa.text(which)
    op.create_index(f"ix_exams_{name}", "exams", [*columns], sqlite_where=where, postgresql_where=where)
