"""What an account may do: several may administer, and one may read the trail. Until now the first one did it all."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table: every account is a clinician, the first one an administrator and auditor as well."""
    op.create_table(
        "account_access",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("access", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_access_accounts"),
        sa.PrimaryKeyConstraint("account_id", "access", name="pk_account_access"),
    )
    op.execute("INSERT INTO account_access SELECT id, 'clinician' FROM accounts")
    op.execute("INSERT INTO account_access SELECT id, 'administrator' FROM accounts WHERE founder")
    op.execute("INSERT INTO account_access SELECT id, 'auditor' FROM accounts WHERE founder")
