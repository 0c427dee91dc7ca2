"""A colleague reads another's examinations: as cover, and by emergency access."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables."""
    _covers()
    _emergency_accesses()


def _covers() -> None:
    op.create_table(
        "covers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("form_id", sa.String(length=64)),
        *(_account(column, f"fk_covers_{column}_accounts") for column in ("owner_id", "reader_id", "named_by")),
        sa.PrimaryKeyConstraint("id", name="pk_covers"),
    )
    for column in ("reader_id", "owner_id"):
        op.create_index(f"ix_covers_{column}", "covers", [column])
    op.create_index("ix_covers_named_by_form_id", "covers", ["named_by", "form_id"], unique=True)


def _emergency_accesses() -> None:
    op.create_table(
        "emergency_accesses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("form_id", sa.String(length=64)),
        _account("account_id", "fk_emergency_accesses_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_emergency_accesses"),
    )
    op.create_index("ix_emergency_accesses_account_id", "emergency_accesses", ["account_id"])
    both = ["account_id", "form_id"]
    op.create_index("ix_emergency_accesses_account_id_form_id", "emergency_accesses", both, unique=True)
    op.create_table(
        "emergency_access_exams",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        _access("fk_emergency_access_exams_emergency_accesses"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_emergency_access_exams_exams"),
        sa.PrimaryKeyConstraint("access_id", "exam_id", name="pk_emergency_access_exams"),
    )
    op.create_index("ix_emergency_access_exams_exam_id", "emergency_access_exams", ["exam_id"])
    op.create_table(
        "emergency_accesses_seen",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _access("fk_emergency_accesses_seen_emergency_accesses"),
        _account("account_id", "fk_emergency_accesses_seen_accounts"),
        sa.PrimaryKeyConstraint("access_id", "account_id", name="pk_emergency_accesses_seen"),
    )


def _account(column: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["accounts.id"], name=name)


def _access(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["access_id"], ["emergency_accesses.id"], name=name)
