"""`/healthz` and `/readyz`: one word for whoever watches a server, and nothing else."""

import shutil
import sqlite3

import pytest

from exam.web.http.security import HEADERS
from exam.web.operating import health


@pytest.fixture
def engine(services):
    return services.exams._engine


@pytest.fixture
def at_once(services, monkeypatch):
    """What was found is not kept."""
    monkeypatch.setattr("exam.store.health.readiness.SECONDS_KEPT", 0)


def stop(engine):
    def refuse(*_, **__):
        raise sqlite3.OperationalError("the server closed the connection unexpectedly")

    engine.dispose()
    engine.dialect.connect = refuse


def said(response):
    return response.status_code, response.text


def test_a_server_that_can_be_used_says_so_to_anybody(anonymous):
    assert said(anonymous.get("/healthz")) == (200, "ready\n")
    assert said(anonymous.get("/readyz")) == (200, "ready\n")
    assert said(anonymous.head("/readyz")) == (200, "")
    # A load balancer knows the server by its number.
    assert said(anonymous.get("/readyz", headers={"Host": "192.0.2.7"})) == (200, "ready\n")


def test_they_begin_no_session_are_not_compressed_and_leave_no_entry(client, services):
    before = services.trail.head()
    for address in ("/healthz", "/readyz"):
        response = client.get(address, headers={"Accept-Encoding": "br"})
        assert HEADERS.items() <= dict(response.headers).items()
        assert response.headers["Cache-Control"] == "no-store"
        assert not {"Set-Cookie", "Content-Encoding", "Retry-After"} & set(response.headers.keys())
    assert services.trail.head() == before


def test_only_reading_them_is_answered(client):
    assert client.post("/healthz").status_code == 404


def test_without_its_database_it_is_there_and_not_ready(anonymous, engine, at_once):
    stop(engine)
    response = anonymous.get("/readyz")
    assert said(response) == (503, "no-database\n")
    assert response.headers["Retry-After"] == "5"
    assert said(anonymous.get("/healthz")) == (200, "ready\n")


@pytest.mark.tampers
def test_a_missing_file_or_a_database_of_another_version_is_not_ready(anonymous, config, engine, at_once):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert said(anonymous.get("/readyz")) == (503, "other-version\n")
    config.database_file.rename(config.data / "aside")
    assert said(anonymous.get("/readyz")) == (503, "no-database\n")


def test_a_full_disk_and_a_missing_folder_are_not_ready(anonymous, config, monkeypatch):
    full = shutil.disk_usage(config.data)._replace(free=64 * 1024 * 1024 - 1)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: full)
    assert said(anonymous.get("/readyz")) == (503, "disk-full\n")
    assert health.shutil.disk_usage(config.data) is full
    monkeypatch.undo()
    config.data.rename(config.data.with_name("elsewhere"))
    assert said(anonymous.get("/readyz")) == (503, "no-data-folder\n")
    config.data.with_name("elsewhere").rename(config.data)


def test_the_database_is_asked_once_a_second(anonymous, services, engine):
    assert services.database.now() == "ready"
    stop(engine)
    assert said(anonymous.get("/readyz")) == (200, "ready\n")
