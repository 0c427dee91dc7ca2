"""What somebody added to the database beside rows, or took from it, is named."""

import pytest
from sqlalchemy import text

from exam.store.trail.structure import added_and_missing
from exam.store.trail.verifying import verify
from tests.store.conftest import POSTGRESQL

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
CASCADE = "ALTER TABLE voids ADD CONSTRAINT again FOREIGN KEY (exam_id) REFERENCES exams ON DELETE CASCADE"
REFUSE = "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"


def found_after(engine, *changes):
    """What is added and what is missing after these changes, which are then undone."""
    with engine.connect() as connection:
        for change in changes:
            connection.execute(text(change))
        return added_and_missing(connection)


def test_nothing_is_added_or_missing_in_what_the_migrations_make(engine):
    with engine.connect() as connection:
        assert added_and_missing(connection) == ([], [])


@pytest.mark.parametrize(
    ("change", "added", "missing"),
    [
        ("CREATE TABLE notes_of_mine (a INTEGER)", ["column notes_of_mine.a", "table notes_of_mine"], []),
        ("CREATE VIEW found AS SELECT 1 AS a FROM voids", ["view found"], []),
        ("CREATE INDEX mine ON voids (reason)", ["index mine of voids on reason"], []),
        ("CREATE UNIQUE INDEX mine ON voids (reason, at)", ["unique index mine of voids on reason, at"], []),
        ("CREATE INDEX mine ON voids (lower(reason))", ["index mine of voids on an expression"], []),
        ("CREATE INDEX mine ON voids (at) WHERE place = 1", ["partial index mine of voids on at"], []),
        ("ALTER TABLE voids ADD COLUMN more TEXT", ["column voids.more"], []),
        ("DROP INDEX ix_exams_corrects_id", [], ["index ix_exams_corrects_id of exams on corrects_id"]),
    ],
)
def test_tables_indexes_and_columns(engine, change, added, missing):
    assert found_after(engine, change) == (added, missing)


def test_an_index_of_the_same_name_on_something_else(engine):
    found = found_after(
        engine, "DROP INDEX ix_exams_corrects_id", "CREATE UNIQUE INDEX ix_exams_corrects_id ON exams (corrects_id)"
    )
    assert found == (
        ["unique index ix_exams_corrects_id of exams on corrects_id"],
        ["index ix_exams_corrects_id of exams on corrects_id"],
    )


@on_postgresql
@pytest.mark.parametrize(
    ("changes", "added", "missing"),
    [
        (["ALTER TABLE voids ADD CONSTRAINT mine CHECK (reason <> 'x')"], ["constraint mine of voids"], []),
        (["ALTER TABLE voids ADD CONSTRAINT mine UNIQUE (reason)"], ["constraint mine of voids"], []),
        (
            ["ALTER TABLE accounts DROP CONSTRAINT uq_accounts_username_key"],
            [],
            ["constraint uq_accounts_username_key of accounts"],
        ),
        (
            ["ALTER TABLE voids DROP CONSTRAINT fk_voids_exams", CASCADE],
            ["reference of voids on exam_id to exams that changes rows"],
            ["reference of voids on exam_id to exams"],
        ),
        (
            [
                f"CREATE FUNCTION later() RETURNS trigger {REFUSE}",
                "CREATE TRIGGER later AFTER INSERT ON voids EXECUTE FUNCTION later()",
            ],
            ["function later", "trigger later of voids"],
            [],
        ),
        (["CREATE RULE later AS ON DELETE TO voids DO INSTEAD NOTHING"], ["rule later of voids"], []),
        (["CREATE POLICY later ON voids USING (false)"], ["policy later of voids"], []),
        (
            [
                f"CREATE FUNCTION later() RETURNS event_trigger {REFUSE.replace(' NULL', '')}",
                "CREATE EVENT TRIGGER later ON ddl_command_end EXECUTE FUNCTION later()",
            ],
            ["event trigger later", "function later"],
            [],
        ),
    ],
)
def test_what_only_postgresql_has(engine, changes, added, missing):
    assert found_after(engine, *changes) == (added, missing)


@on_postgresql
def test_a_reference_that_is_no_longer_checked(engine):
    added, _ = found_after(engine, "ALTER TABLE voids DISABLE TRIGGER ALL")
    assert added
    assert all(part.startswith("disabled trigger RI_ConstraintTrigger_c_") for part in added)


@on_postgresql
def test_what_an_extension_of_the_server_has_is_not_named(engine):
    belongs = (
        "INSERT INTO pg_depend SELECT 'pg_proc'::regclass, oid, 0, 'pg_extension'::regclass, 1, 0, 'e' FROM pg_proc"
    )
    made = (f"CREATE FUNCTION later() RETURNS trigger {REFUSE}", f"{belongs} WHERE proname = 'later'")
    assert found_after(engine, made[0]) == (["function later"], [])
    assert found_after(engine, "SET LOCAL allow_system_table_mods = on", *made) == ([], [])


@on_sqlite
@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("CHECK (reason <> 'x')", ["CHECK in table voids"]),
        ("CONSTRAINT mine CHECK (reason <> 'x')", ["CHECK in table voids", "constraint mine of voids"]),
        ("CONSTRAINT mine UNIQUE (reason)", ["constraint mine of voids"]),
        (
            "FOREIGN KEY (place) REFERENCES exams (version) ON DELETE CASCADE",
            ["ON DELETE in table voids", "reference of voids on place to exams"],
        ),
    ],
)
def test_a_table_of_sqlite_that_was_made_anew(engine, words, added):
    with engine.connect() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'voids'")).scalar()
    changed = made.rstrip().removesuffix(")") + f", {words})"
    assert found_after(engine, "DROP TABLE voids", changed) == (added, [])


@pytest.mark.tampers
def test_verify_names_it(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX mine ON voids (reason)"))
    try:
        assert [(fault.place, fault.wrong) for fault in verify(engine).faults] == [
            ("index mine of voids on reason", "not made by the program")
        ]
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP INDEX mine"))
