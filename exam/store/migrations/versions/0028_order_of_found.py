"""What a search finds is in order by itself: the ends of references say whose they are, and when they were finished."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0024"

# A table gets another key only by being made anew, on SQLite.
KEPT = "CREATE TABLE ends_before AS SELECT exam_id, ending FROM reference_ends"
FILLED = """
INSERT INTO reference_ends (exam_id, ending, account_id, finished_at)
SELECT e.exam_id, e.ending, x.account_id,
    CASE WHEN x.signed_at IS NOT NULL AND x.void IS NULL THEN x.updated_at END
FROM ends_before e JOIN exams x ON x.id = e.exam_id ORDER BY e.exam_id, e.ending
"""


def upgrade() -> None:
    """Make the table anew with what is there."""
    op.execute(KEPT)
    op.drop_table("reference_ends")
    ending = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
    op.create_table(
        "reference_ends",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("ending", ending, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_reference_ends_exams"),
        sa.PrimaryKeyConstraint("exam_id", "ending", name="pk_reference_ends"),
    )
    op.execute(FILLED)
    op.drop_table("ends_before")
    for name, which in (("finished", "finished_at IS NOT NULL"), ("open", "finished_at IS NULL")):
        where, columns = sa.text(which), ["account_id", "ending", "finished_at", "exam_id"]
        index = f"ix_reference_ends_{name}"
        op.create_index(index, "reference_ends", columns, sqlite_where=where, postgresql_where=where)
