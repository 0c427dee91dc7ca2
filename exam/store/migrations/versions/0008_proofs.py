"""When a session's account last proved to be itself. Those from before are asked when it matters."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0009"


def upgrade() -> None:
    """Add the column."""
    op.add_column("sessions", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
