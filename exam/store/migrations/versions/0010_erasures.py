"""Examinations can be erased: what stays of each is that it was. New ones have a random part in their digest."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0013"


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("exams", sa.Column("salt", sa.String(length=32)))
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_erasures_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_table(
        "erased_exams",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("erasure_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_erased_exams_accounts"),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasures.id"], name="fk_erased_exams_erasures"),
        sa.PrimaryKeyConstraint("exam_id", name="pk_erased_exams"),
    )
    op.create_index("ix_erased_exams_erasure_id", "erased_exams", ["erasure_id"])
