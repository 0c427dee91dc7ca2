"""Whether examinations may be exported for research, who decided that, and on what ground. Nobody did yet."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "research_permissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("form_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name="fk_research_permissions_accounts"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["accounts.id"], name="fk_research_permissions_accounts_withdrawn"),
        sa.PrimaryKeyConstraint("id", name="pk_research_permissions"),
    )
    op.create_index("ix_research_permissions_form_id", "research_permissions", ["form_id"], unique=True)
