"""A password that somebody else chose must be changed. Those from before count as their owners' own."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"


def upgrade() -> None:
    """Add the column."""
    op.add_column("accounts", sa.Column("must_change_password", sa.Boolean(create_constraint=False), nullable=True))
