"""On PostgreSQL no column of any table has a text of an erased patient, nor what the server says of the columns."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.store.conftest import POSTGRESQL
from tests.store.erasing.conftest import COMMENT, REFERENCE

pytestmark = pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=POSTGRESQL)], indirect=True)
COLUMNS = text(
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
    "UNION ALL SELECT 'pg_stats', column_name, 'anyarray' FROM information_schema.columns "
    "WHERE table_name = 'pg_stats' AND column_name IN ('most_common_vals', 'histogram_bounds')"
)
FILES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S') "
    "AND position(convert_to(:said, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(oid))) > 0"
)
TEXTS = (REFERENCE.lower(), COMMENT.lower())


def holding(engine, said):
    """The columns that hold a text somewhere, in letters of either case."""
    with engine.connect() as connection:
        found = set()
        for table, column, kind in connection.execute(COLUMNS).all():
            read = f"encode({column}, 'escape')" if kind == "bytea" else f"{column}::text"
            here = text(f"SELECT 1 FROM {table} WHERE strpos(lower({read}), :said) > 0 LIMIT 1")
            found |= {f"{table}.{column}"} if connection.scalar(here, {"said": said}) else set()
        return found


def files_with(engine, said):
    """The tables in whose file a text stands, also where a row was deleted or changed."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CHECKPOINT"))
        return {*connection.scalars(FILES, {"said": said})}


@pytest.fixture
def others(exams, me):
    """Examinations of others, so that no table is left without a row of which the server can say something."""
    for at in range(20):
        exams.create(f"B-{at}", me)


def test_nothing_of_it_is_left_in_any_column(engine, erasing, me, of_patient, others):
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))
    before = [holding(engine, said) for said in TEXTS]
    assert {"exams.reference", "exams.reference_key", "answers.value", "reference_ends.ending"} <= before[0]
    assert {"answers.value", "addenda.text", "voids.reason", "signatures.record", "kept_outputs.content"} <= before[1]
    assert all({"pg_stats.most_common_vals", "pg_stats.histogram_bounds"} & found for found in before)
    assert {"exams", "answers", "reference_ends", "ix_exams_reference_key_account_id"} <= files_with(engine, TEXTS[0])
    assert {"addenda", "voids", "emergency_accesses"} <= files_with(engine, COMMENT)
    erasing.erase(REFERENCE, me, "asked for by the patient", erasing.found(REFERENCE).seen)
    assert [holding(engine, said) for said in TEXTS] == [set(), set()]
    assert [files_with(engine, said) for said in (REFERENCE, COMMENT, *TEXTS)] == [set()] * 4


def test_while_somebody_still_sees_it_it_is_not_called_cleared(engine, erasing, of_patient, me, monkeypatch):
    monkeypatch.setattr("exam.store.erasing.clearing.PATIENCE", 0)
    before = engine.execution_options(isolation_level="REPEATABLE READ")
    with before.connect() as earlier:
        assert earlier.scalar(text("SELECT count(*) FROM exams"))
        erasing.erase(REFERENCE, me, "asked for by the patient", erasing.found(REFERENCE).seen)
        assert [one.is_cleared for one in erasing.erasures()] == [False]
        assert files_with(engine, REFERENCE)
    assert erasing.clear()
    assert [one.is_cleared for one in erasing.erasures()] == [True]
    assert files_with(engine, REFERENCE) == set()


def test_a_short_look_is_waited_for(engine, erasing, of_patient, me):
    with ThreadPoolExecutor(1) as beside, engine.connect() as earlier:
        earlier.execution_options(isolation_level="REPEATABLE READ")
        assert earlier.scalar(text("SELECT count(*) FROM exams"))
        erased = beside.submit(erasing.erase, REFERENCE, me, "asked for", erasing.found(REFERENCE).seen)
        time.sleep(0.5)
        earlier.rollback()
        erased.result(30)
    assert [one.is_cleared for one in erasing.erasures()] == [True]
    assert files_with(engine, REFERENCE) == set()
