"""What signed examinations turned out to be. No examination has an outcome yet."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

WAITING = "signed_at IS NOT NULL AND void IS NULL AND outcome_id IS NULL"


def upgrade() -> None:
    """Add the table, the column, and the index of what waits for an outcome."""
    _outcomes()
    op.add_column("exams", sa.Column("outcome_id", sa.Integer(), nullable=True))
    where = sa.text(WAITING)
    columns = ["account_id", "signed_at", "id"]
    op.create_index("ix_exams_no_outcome", "exams", columns, sqlite_where=where, postgresql_where=where)


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(length=64), nullable=True),
        sa.Column("side", sa.String(length=16), nullable=True),
        sa.Column("known_by", sa.String(length=32), nullable=True),
        sa.Column("known_on", sa.String(length=10), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("form_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_outcomes_exams"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_outcomes_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_exam_id", "outcomes", ["exam_id"])
    op.create_index("ix_outcomes_exam_id_form_id", "outcomes", ["exam_id", "form_id"], unique=True)
