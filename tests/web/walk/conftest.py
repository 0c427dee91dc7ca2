"""An application with an account, a draft and a signed note, over each database; notes are not really printed."""

import shutil
from io import BytesIO

import pytest
from pypdf import PdfWriter

from exam import create_app
from exam.config import Config
from exam.printing.press import Press
from tests.store.conftest import POSTGRESQL, emptied, make_database, make_tables
from tests.store.conftest import server as server  # noqa: PLC0414 - a fixture


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=(*POSTGRESQL, pytest.mark.long))])
def config(request, tmp_path, made_once):
    if request.param == "postgresql":
        url = make_database(request, "walk")
        make_tables(url)
        return Config(data=tmp_path, database=emptied(url), developer=True)
    config = Config(data=tmp_path, developer=True)
    shutil.copy(made_once / "tables.sqlite3", config.database_file)
    return config


@pytest.fixture
def app(config, monkeypatch):
    pages = PdfWriter()
    pages.add_blank_page(200, 200)
    pages.write(file := BytesIO())
    monkeypatch.setattr(Press, "pdf", lambda *given: file.getvalue())
    monkeypatch.setattr(Press, "sheet", lambda *given: file.getvalue())
    app = create_app(config)
    # What fails is raised here, not shown as a page.
    app.testing = True
    yield app
    app.extensions["dermyo"].exams._engine.dispose()
