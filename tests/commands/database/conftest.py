"""A database in a data folder, with one draft."""

import pytest

from exam.config import Config
from exam.data_folder import open_data_folder
from exam.domain.record.answers import Answer
from exam.store.accounts import Accounts, Person
from exam.store.database import connect
from exam.store.exams import Exams
from exam.store.schema import upgrade


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path / "data"))
    config = Config(data=tmp_path / "data")
    open_data_folder(config)
    engine = connect(config.database_url)
    upgrade(engine)
    me = Accounts(engine).add(Person("a.vesalius", "Andreas Vesalius"), "-").id
    exams = Exams(engine)
    exams.append(exams.create("A-1", me), me, [Answer("patient.age", 50)])
    yield engine
    engine.dispose()
