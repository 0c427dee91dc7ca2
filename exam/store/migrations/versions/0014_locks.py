"""A session can be locked, and an account may have a PIN that unlocks it. No account has one yet."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0019"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("sessions", sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sessions", sa.Column("unlocked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sessions", sa.Column("wrong_pins", sa.Integer(), nullable=True))
    op.create_table(
        "pins",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("pin", sa.String(length=255), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_pins_accounts"),
        sa.PrimaryKeyConstraint("account_id", name="pk_pins"),
    )
