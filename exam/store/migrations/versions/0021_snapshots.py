"""What the log of an examination comes to is kept beside it; there is none before its next answer."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "snapshots",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_snapshots_exams"),
        sa.PrimaryKeyConstraint("exam_id", name="pk_snapshots"),
    )
