"""A draft can be handed over to a colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("dismissed_at", sa.DateTime(timezone=True)),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_hand_overs_exams"),
        sa.ForeignKeyConstraint(["from_id"], ["accounts.id"], name="fk_hand_overs_from_id_accounts"),
        sa.ForeignKeyConstraint(["to_id"], ["accounts.id"], name="fk_hand_overs_to_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_hand_overs"),
    )
    for column in ("exam_id", "to_id", "from_id"):
        op.create_index(f"ix_hand_overs_{column}", "hand_overs", [column])
