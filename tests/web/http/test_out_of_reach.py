"""A database that is locked, full, damaged, stopped or gone: a 503 that needs no database, and nothing is lost."""

import shutil
import sqlite3
import time
from datetime import timedelta

import pytest

from exam import create_app
from exam.store import database
from exam.store.database import DatabaseUnusable
from tests.web.house_rules import PATIENT

KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def engine(services):
    return services.exams._engine


@pytest.fixture
def tap(client, exam_id):
    def tap(number, grade="4"):
        return client.post(f"/exams/{exam_id}/strength", data={KNEE: grade, "answer_id": f"t-{number}"}, headers=HTMX)

    return tap


@pytest.fixture
def locked(config, exam_id, monkeypatch):
    """Another program writes, and does not finish."""
    monkeypatch.setattr(database, "PATIENCE", 1)
    other = sqlite3.connect(config.database_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def refuse_everything(engine):
    """As a server that was stopped: no connection is made."""

    def refuse(*_, **__):
        raise sqlite3.OperationalError("the server closed the connection unexpectedly")

    engine.dispose()
    engine.dialect.connect = refuse


def is_out_of_reach(response):
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Dermyo-Revision" not in response.headers
    return "The database cannot be reached" in response.text


def test_while_it_is_locked_a_tap_is_refused_soon_and_pages_are_read(tap, client, engine, locked):
    engine.dispose()
    began = time.monotonic()
    assert is_out_of_reach(tap(1))
    assert time.monotonic() - began < 5
    assert client.get("/exams").status_code == 200
    locked.execute("ROLLBACK")
    assert tap(1).headers["Dermyo-Revision"] == "2"


def test_while_it_is_full_a_tap_is_refused_and_pages_are_read(tap, client, engine):
    engine.dispose()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    for number in range(300):
        response = tap(number, str(number % 5))
        if response.status_code != 200:
            break
    assert is_out_of_reach(response)
    assert client.get("/exams").status_code == 200
    engine.dispose()
    assert tap(number).headers["Dermyo-Revision"] == str(number + 2)


def test_while_it_is_locked_a_session_lasts_though_nothing_is_noted(
    client, services, engine, exam_id, locked, monkeypatch
):
    monkeypatch.setattr("exam.store.sessions.kept.NOTED_AFTER", timedelta(0))
    engine.dispose()
    began = time.monotonic()
    for address in (f"/exams/{exam_id}/strength", "/reference/", "/help"):
        assert client.get(address).status_code == 200
    assert time.monotonic() - began < 5


def test_what_cannot_be_noted_is_not_exported_while_it_is_locked(app, client, engine, exam_id, locked):
    app.testing = False
    engine.dispose()
    assert is_out_of_reach(client.get(f"/exams/{exam_id}/note.txt"))


def test_what_holds_no_patient_asks_no_database_to_be_noted(client, engine):
    engine.dispose()
    refuse_everything(engine)
    assert client.get("/service-worker.js").status_code == 200


@pytest.mark.tampers
def test_a_damaged_file_is_no_fault_of_the_answer(tap, config, engine, exam_id):
    engine.dispose()
    content = config.database_file.read_bytes()
    config.database_file.write_bytes(content[:100] + bytes(len(content) - 100))
    assert is_out_of_reach(tap(1))


def test_while_it_is_stopped_every_kind_of_reply_says_so_and_asks_nobody(
    client, anonymous, engine, exam_id, monkeypatch
):
    asked = []
    monkeypatch.setattr("exam.web.http.current.account_mark", lambda: asked.append("mark"))
    refuse_everything(engine)
    page = client.get("/exams")
    assert is_out_of_reach(page)
    assert "<h1 data-out-of-reach>" in page.text
    assert "dermyo-account" not in page.text
    fragment = client.get(f"/exams/{exam_id}/strength", headers=HTMX)
    assert is_out_of_reach(fragment)
    assert "notice-error" in fragment.text
    assert is_out_of_reach(client.post("/api/assess", json={}))
    assert is_out_of_reach(client.post("/account/sign-in", data={"username": "a", "password": "b"}))
    assert anonymous.get("/reference/").status_code == 200
    assert asked == []


def test_a_page_of_an_error_is_shown_once_and_without_the_account_while_it_is_stopped(client, engine):
    refuse_everything(engine)
    tried = []
    refused = engine.dialect.connect
    engine.dialect.connect = lambda *given, **how: tried.append(1) or refused(*given, **how)
    assert client.get("/nowhere").status_code in (404, 503)
    assert len(tried) <= 2


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.tampers
def test_a_deleted_file_is_noticed_and_no_other_is_begun(tap, client, config, engine, replaced, tmp_path):
    assert tap(1).status_code == 200
    shutil.copy(config.database_file, tmp_path / "copy")
    config.database_file.unlink()
    if replaced:
        shutil.copy(tmp_path / "copy", config.database_file)
    for _ in range(2):
        for response in (tap(2), client.get("/exams"), client.get("/account/first")):
            assert response.status_code == 503
            assert "The file of the database is missing" in response.text
        # With connections that are opened anew.
        engine.dispose()
    assert config.database_file.exists() == replaced


@pytest.mark.tampers
def test_a_file_deleted_while_an_answer_is_written_leaves_the_answer_unacknowledged(
    tap, config, services, account, exam_id, monkeypatch
):
    def delete_and_follow(exam, given):
        config.database_file.unlink()
        return ()

    object.__setattr__(services.exams._rules, "follow", delete_and_follow)
    response = tap(1)
    assert response.status_code == 503
    assert "Dermyo-Revision" not in response.headers


def test_a_file_that_comes_back_is_served_again(tap, config):
    assert tap(1).status_code == 200
    aside = config.database_file.rename(config.data / "aside")
    assert tap(2).status_code == 503
    aside.rename(config.database_file)
    assert tap(2).headers["Dermyo-Revision"] == "3"


def test_a_server_that_starts_again_does_not_begin_a_lost_database_anew(app, config):
    config.database_file.unlink()
    with pytest.raises(DatabaseUnusable, match=r"dermyo\.sqlite3 is missing, and was served before"):
        create_app(config)
    assert not config.database_file.exists()
    (config.data / "database-begun").unlink()
    create_app(config)
    assert config.database_file.exists()


def test_what_was_found_in_a_patient_is_in_no_log(tap, engine, locked, caplog):
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    assert is_out_of_reach(tap(1))
    assert caplog.records
    assert all(secret not in caplog.text for secret in (PATIENT, "knee_extension"))


@pytest.mark.tampers
def test_text_that_is_damaged_is_not_logged(tap, client, config, engine, exam_id, caplog):
    tap(1)
    engine.dispose()
    with sqlite3.connect(config.database_file) as behind:
        behind.execute("UPDATE answers SET value = CAST(x'536563726574ff' AS TEXT)")
        behind.execute("DELETE FROM snapshots")
    behind.close()
    assert is_out_of_reach(client.get(f"/exams/{exam_id}/strength"))
    assert "Could not decode" in caplog.text
    assert "Secret" not in caplog.text
