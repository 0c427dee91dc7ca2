"""What happens to an examination besides its answers: discarded, void, corrected, compared; and the settings."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and tables, and write the names that are compared in one Unicode form."""
    _add_to_exams()
    _add_form_ids()
    with op.batch_alter_table("signatures") as batch:
        batch.add_column(sa.Column("handed_out_at", MOMENT, nullable=True))
    _make_withdrawn_signatures()
    _make_voids()
    _make_settings()
    _make_phrases()
    _compose("accounts", "username_key")
    _compose("exams", "reference_key")


def _add_to_exams() -> None:
    with op.batch_alter_table("exams") as batch:
        batch.add_column(sa.Column("age", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("sex", sa.String(length=16), nullable=True))
        batch.add_column(sa.Column("side", sa.String(length=16), nullable=True))
        batch.add_column(sa.Column("found", sa.String(length=300), nullable=False, server_default=""))
        batch.add_column(sa.Column("emergencies", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("summarised_by", sa.String(length=100), nullable=True))
        batch.add_column(sa.Column("discarded_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("form_id", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("corrects_id", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("earlier_id", sa.String(length=32), nullable=True))
        batch.create_foreign_key("fk_exams_exams_corrects", "exams", ["corrects_id"], ["id"])
        batch.create_foreign_key("fk_exams_exams_earlier", "exams", ["earlier_id"], ["id"])
    op.create_index("ix_exams_account_id_reference_key", "exams", ["account_id", "reference_key"])
    op.create_index("ix_exams_account_id_form_id", "exams", ["account_id", "form_id"], unique=True)
    op.create_index("ix_exams_corrects_id", "exams", ["corrects_id"])


def _add_form_ids() -> None:
    with op.batch_alter_table("accounts") as batch:
        batch.add_column(sa.Column("form_id", sa.String(length=64), nullable=True))
    op.create_index("ix_accounts_form_id", "accounts", ["form_id"], unique=True)
    with op.batch_alter_table("addenda") as batch:
        batch.add_column(sa.Column("form_id", sa.String(length=64), nullable=True))
    op.create_index("ix_addenda_exam_id_form_id", "addenda", ["exam_id", "form_id"], unique=True)


def _make_withdrawn_signatures() -> None:
    op.create_table(
        "withdrawn_signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_withdrawn_signatures_accounts"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_withdrawn_signatures_exams"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawn_signatures"),
    )
    op.create_index("ix_withdrawn_signatures_exam_id", "withdrawn_signatures", ["exam_id"])


def _make_voids() -> None:
    op.create_table(
        "voids",
        sa.Column("exam_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_voids_accounts"),
        sa.ForeignKeyConstraint(["exam_id"], ["exams.id"], name="fk_voids_exams"),
        sa.PrimaryKeyConstraint("exam_id", name="pk_voids"),
    )


def _make_settings() -> None:
    op.create_table(
        "clinic_settings",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clinic_settings"),
    )
    op.create_table(
        "account_settings",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_settings_accounts"),
        sa.PrimaryKeyConstraint("account_id", "name", name="pk_account_settings"),
    )


def _make_phrases() -> None:
    op.create_table(
        "phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("form_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_phrases_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_phrases"),
    )
    op.create_index("ix_phrases_account_id_kind", "phrases", ["account_id", "kind"])
    op.create_index("ix_phrases_account_id_form_id", "phrases", ["account_id", "form_id"], unique=True)


def _compose(name: str, column: str) -> None:
    """Write a key in the form NFC; of two accounts whose names are then the same, the second stays as it is."""
    connection = op.get_bind()
    table = sa.table(name, sa.column("id"), sa.column(column))
    keys = {row[0]: row[1] for row in connection.execute(sa.select(table.c.id, table.c[column]))}
    taken = set(keys.values()) if name == "accounts" else set()
    for id, key in keys.items():
        composed = unicodedata.normalize("NFC", key)
        if composed != key and composed not in taken:
            connection.execute(sa.update(table).where(table.c.id == id).values({column: composed}))
