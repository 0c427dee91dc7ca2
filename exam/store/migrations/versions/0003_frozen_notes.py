"""What is signed is the note as it was read; what is added later is chained to it, and outputs are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the table. What was signed before stays as it is: it was never frozen."""
    with op.batch_alter_table("signatures") as batch:
        batch.add_column(sa.Column("frozen", sa.Text(), nullable=True))
        batch.add_column(sa.Column("last_sha256", sa.String(length=64), nullable=True))
    with op.batch_alter_table("withdrawn_signatures") as batch:
        batch.add_column(sa.Column("frozen", sa.Text(), nullable=True))
    for table in ("addenda", "voids"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("place", sa.Integer(), nullable=True))
            batch.add_column(sa.Column("sha256", sa.String(length=64), nullable=True))
    op.create_table(
        "kept_outputs",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_kept_outputs_exams"),
        sa.PrimaryKeyConstraint("exam_id", "state", "kind", name="pk_kept_outputs"),
    )
