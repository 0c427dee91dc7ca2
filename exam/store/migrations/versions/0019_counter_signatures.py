"""A student signs, and a supervisor counter-signs. No account is a student's yet."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("signatures", sa.Column("student", sa.Boolean(create_constraint=False), nullable=True))
    _supervisors()
    _counter_signatures()


def _supervisors() -> None:
    op.create_table(
        "supervisors",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        *(_account("supervisors", column) for column in ("account_id", "supervisor_id", "named_by")),
        sa.PrimaryKeyConstraint("account_id", name="pk_supervisors"),
    )
    op.create_index("ix_supervisors_supervisor_id", "supervisors", ["supervisor_id"])


def _counter_signatures() -> None:
    op.create_table(
        "counter_signatures",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_counter_signatures_exams"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_counter_signatures_accounts"),
        sa.PrimaryKeyConstraint("exam_id", name="pk_counter_signatures"),
    )
    op.create_index("ix_counter_signatures_account_id", "counter_signatures", ["account_id"])


def _account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["accounts.id"], name=f"fk_{table}_{column}_accounts")
