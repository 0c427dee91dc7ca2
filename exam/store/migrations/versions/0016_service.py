"""Who read the intended use, and when the clinic put Dermyo into service. Nobody did either yet."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "intended_use_readings",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_intended_use_readings_accounts"),
        sa.PrimaryKeyConstraint("account_id", "statement", name="pk_intended_use_readings"),
    )
    op.create_table(
        "service_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("program", sa.String(length=64), nullable=False),
        sa.Column("knowledge", sa.String(length=64), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("form_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name="fk_service_periods_accounts"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["accounts.id"], name="fk_service_periods_accounts_withdrawn"),
        sa.PrimaryKeyConstraint("id", name="pk_service_periods"),
    )
    op.create_index("ix_service_periods_form_id", "service_periods", ["form_id"], unique=True)
