"""The server processes share what was loaded before they divided: the application, its templates and its heap."""

import gc
import os
import re
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from exam.config import Config
from exam.serving import bridge, shared
from exam.store.database import DatabaseUnusable


@pytest.fixture(autouse=True)
def prepared(monkeypatch):
    """For which records the ranking was prepared, and how much of it a process may keep for itself."""
    found = []
    monkeypatch.setattr("exam.serving.shared.prepare_for_many", lambda records, most: found.append((*records, most)))
    return found


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """The settings with which an application was loaded."""
    monkeypatch.setattr(shared, "_loaded", [])
    config = Config(data=tmp_path)
    shared.load(config)
    return config


def test_each_process_serves_the_application_that_was_loaded(loaded, monkeypatch):
    monkeypatch.setattr("exam.serving.shared.create_app", lambda config: pytest.fail("a second one"))
    monkeypatch.setattr("exam.serving.bridge.set_up", lambda kind: None)
    turns = []
    monkeypatch.setattr("sys.setswitchinterval", turns.append)
    monkeypatch.setenv("DERMYO_DATA", str(loaded.data))
    assert bridge.make_bridge()._app is shared.application(loaded)
    assert turns == [0.001]


def test_a_process_without_one_makes_its_own(monkeypatch):
    monkeypatch.setattr(shared, "_loaded", [])
    monkeypatch.setattr("exam.serving.shared.create_app", lambda config: ("made for", config))
    assert shared.application("settings") == ("made for", "settings")


def test_every_template_is_compiled_before(loaded):
    environment = shared.application(loaded).jinja_env
    assert len(environment.cache) == len(environment.list_templates()) > 200


def test_the_ranking_is_prepared_for_typical_patients(loaded, prepared):
    ((*records, most),) = prepared
    assert most == 4 * 1024 * 1024
    assert len(records) == 3
    assert all(len(record.findings) > 30 for record in records)
    both_knees = {"findings.reflexes.patellar.right", "findings.reflexes.patellar.left"}
    assert all(both_knees <= {key.path for key in record.findings} for record in records)


def test_no_connection_to_the_database_is_shared(loaded):
    engine = shared.application(loaded).extensions["dermyo"].exams._engine
    assert engine.pool.checkedin() == engine.pool.checkedout() == 0


def test_what_cannot_be_loaded_leaves_nothing_to_serve(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "_loaded", [])
    with pytest.raises(DatabaseUnusable):
        shared.load(Config(data=tmp_path, database="sqlite:////no/such/folder/x"))
    assert shared._loaded == []


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's account of memory")
def test_the_collector_writes_to_nothing_that_is_shared():
    """In a process that divides as the server does: 20 MB of small objects stay shared when it collects.

    It begins anew: how much one that was divided from the tests writes to depends on what they left.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert processes.submit(_divided).result() < 10


def _divided():
    kept = [{str(number): [number]} for number in range(60_000)]
    shared.settle()
    return _private_after_a_collection() if kept else 99


def _private_after_a_collection():
    """In megabytes, of a process that collects once after it was divided."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        gc.collect()
        private = sum(
            map(int, re.findall(r"^Private_\w+: +(\d+) kB", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE))
        )
        os.write(writing, str(private // 1024).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return int(os.read(reading, 20))
