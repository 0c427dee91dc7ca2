"""The first tables: accounts, examinations as logs of answers, signatures and addenda."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table."""
    _make_accounts()
    _make_sign_in_attempts()
    _make_exams()
    _make_addenda()
    _make_revisions()
    _make_signatures()
    _make_answers()


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("username_key", sa.String(length=200), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("registration", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("founder", sa.Boolean(), nullable=True),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("founder", name="uq_accounts_founder"),
        sa.UniqueConstraint("session_key", name="uq_accounts_session_key"),
        sa.UniqueConstraint("username_key", name="uq_accounts_username_key"),
    )


def _make_sign_in_attempts() -> None:
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username_key", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_username_key_at", "sign_in_attempts", ["username_key", "at"], unique=False)


def _make_exams() -> None:
    op.create_table(
        "exams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("reference_key", sa.String(length=255), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_exams_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_exams"),
    )
    op.create_index("ix_exams_account_id_updated_at", "exams", ["account_id", "updated_at"], unique=False)


def _make_addenda() -> None:
    op.create_table(
        "addenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_addenda_accounts"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_addenda_exams"),
        sa.PrimaryKeyConstraint("id", name="pk_addenda"),
    )
    op.create_index("ix_addenda_exam_id", "addenda", ["exam_id"], unique=False)


def _make_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_revisions_accounts"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_revisions_exams"),
        sa.PrimaryKeyConstraint("exam_id", "revision", name="pk_revisions"),
        sa.UniqueConstraint("exam_id", "answer_id", name="uq_revisions_exam_id_answer_id"),
    )


def _make_signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_signatures_accounts"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_signatures_exams"),
        sa.PrimaryKeyConstraint("exam_id", name="pk_signatures"),
    )


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exam_id", "revision"], ["revisions.exam_id", "revisions.revision"], name="fk_answers_revisions"
        ),
        sa.PrimaryKeyConstraint("exam_id", "revision", "position", name="pk_answers"),
    )
