"""The list with few and with many examinations: each request has its row, of each size, and all succeed."""

import pytest
from sqlalchemy import text

from bench.speed.growth.lists import ready
from bench.speed.growth.many import fill
from bench.speed.rows import verdicts
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.schema import upgrade


@pytest.fixture
def rows():
    with ready((10, 150), ("SQLite",), 1) as measure:
        return list(measure())


def test_each_request_is_compared_with_the_fewest(rows):
    labels = [row.label for row in rows]
    assert len(labels) == len(set(labels)) == 35
    assert labels[:3] == ["SQLite: all, of 10", "SQLite: all, of 150", "SQLite: drafts, of 10"]
    assert labels[-1] == "SQLite: the second page, of 150"
    limits = [[one.limit for one in verdicts(row, rows)] for row in rows]
    assert limits[:4] == [[], ["at most 1.5 times"], [], ["at most 1.5 times"]]
    assert limits[-1] == []


@pytest.mark.long
@pytest.mark.postgresql
def test_on_postgresql():
    with ready((10, 150), ("PostgreSQL",), 1) as measure:
        assert len(list(measure())) == 35


def test_there_is_something_of_each_kind(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'many.sqlite3'}")
    upgrade(engine)
    fill(engine, Accounts(engine).add(Person("a", "A"), "-", first=True).id, 500)
    counted = {
        "SELECT count(*) FROM exams": 500,
        "SELECT count(*) FROM exams WHERE reference LIKE '2016-%'": 50,
        "SELECT count(*) FROM signatures": 475,
        "SELECT count(*) FROM exams WHERE void": 14,
        "SELECT count(*) FROM exams WHERE emergencies > 0": 13,
        "SELECT count(*) FROM exams WHERE discarded_at IS NOT NULL": 4,
        "SELECT count(*) FROM exams WHERE folded IS NOT NULL": 32,
    }
    with engine.begin() as connection:
        assert {query: connection.scalar(text(query)) for query in counted} == counted
    engine.dispose()
