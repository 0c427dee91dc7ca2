"""Lines of the log: one for each event, and nothing that was typed, found or taken into an exception."""

import json
import logging
import sys
import threading
import warnings

import pytest

from exam.logs import lines
from exam.logs.lines import Lines, current_request, kind_here, set_up
from exam.logs.requests import Answered, log_request, new_number

SECRET = "Ada Lovelace, cannot feel the saddle"


@pytest.fixture
def restored(monkeypatch):
    """What a process sets up once is taken back, and warnings are no errors meanwhile."""
    root, ours, requests = logging.getLogger(), logging.getLogger("exam"), logging.getLogger("exam.requests")
    level, python = root.level, logging.getLogger("py.warnings").level
    before = root.handlers[:], ours.level, requests.level, sys.excepthook, threading.excepthook
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        yield
        logging.captureWarnings(capture=False)
    root.handlers = before[0]
    root.setLevel(level)
    logging.getLogger("py.warnings").setLevel(python)
    ours.setLevel(before[1])
    requests.setLevel(before[2])
    sys.excepthook, threading.excepthook = before[3:]
    lines._set_up.clear()


@pytest.fixture
def logged(restored, capsys):
    """What was logged as JSON since it was asked the last time."""
    set_up("json")

    def logged():
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return logged


def fail():
    try:
        int(SECRET)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def test_an_exception_is_its_kinds_and_places_without_its_message(logged):
    try:
        fail()
    except RuntimeError:
        logging.getLogger("exam.store").exception("no answer from %s", "the store")
    (line,) = logged()
    assert (line["level"], line["event"]) == ("error", "no answer from the store")
    assert line["error"] == ["RuntimeError", "ValueError"]
    assert [place.partition(":")[0] for place in line["at"]] == ["tests/logs/test_lines.py"]
    assert line["at"][0].endswith(" fail")
    assert SECRET not in str(line)
    assert line["time"].endswith("Z")
    assert len(line["time"]) == len("2026-11-29T02:00:00.000Z")


def test_of_a_library_only_where_it_came_from_is_logged(logged):
    logging.getLogger("weasyprint").warning("no glyph for %s", SECRET)
    logging.getLogger("weasyprint").error("no font for %s", SECRET)
    warnings.warn(SECRET, UserWarning, stacklevel=1)
    logging.getLogger("_granian").error("Unexpected exit from worker-1")
    library, python, server = logged()
    assert library["logger"] == "weasyprint"
    assert library["at"][0].startswith("tests/logs/test_lines.py:")
    assert library["at"][0].endswith("test_of_a_library_only_where_it_came_from_is_logged")
    assert python["at"][0].startswith("tests/logs/test_lines.py:")
    assert python["at"][0].endswith(" UserWarning")
    assert server["event"] == "Unexpected exit from worker-1"
    assert SECRET not in str((library, python))


@pytest.mark.parametrize("hook", ["main", "thread"])
def test_what_nothing_handles_is_logged_without_its_message(logged, hook):
    if hook == "main":
        sys.excepthook(ValueError, ValueError(SECRET), None)
    else:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    (line,) = logged()
    assert line["level"] == "critical"
    assert line["error"][0] == ("ValueError" if hook == "main" else "RuntimeError")
    assert SECRET not in str(line)


def test_an_interrupt_by_the_keyboard_stays_as_it_was(restored, capsys):
    set_up("json")
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == "KeyboardInterrupt\n"


def test_a_request_has_a_line_for_a_program_and_for_a_person_only_when_it_failed(restored, capsys):
    good = Answered("4f2a9c01", "GET", "examination.show_step", 200, 0.01234, 3)
    bad = Answered("4f2a9c02", "NAME=Ada", "none", 503, 3.0)
    set_up("json")
    assert kind_here() == "json"
    log_request(good)
    line = json.loads(capsys.readouterr().err)
    del line["time"]
    asked = {"request": "4f2a9c01", "method": "GET", "endpoint": "examination.show_step", "account": 3}
    assert line == {"level": "info", "event": "request", "status": 200, "ms": 12.3} | asked
    set_up("text")
    log_request(good)
    log_request(bad)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.partition("Z ")[2] == (
        "warning request request=4f2a9c02 method=other endpoint=none status=503 ms=3000.0 account=None"
    )


def test_what_happens_in_a_request_has_its_number(logged):
    token = current_request.set("4f2a9c01")
    logging.getLogger("exam").info("seen")
    current_request.reset(token)
    logging.getLogger("exam").info("seen")
    assert [line.get("request") for line in logged()] == ["4f2a9c01", None]


def test_one_event_cannot_become_two_lines():
    record = logging.makeLogRecord({"name": "exam", "msg": "one\n2026 critical two\x1b[2J", "levelname": "INFO"})
    assert Lines("text").format(record).endswith(" info one 2026 critical two [2J")
    assert "\n" not in Lines("json").format(record)


def test_a_line_that_cannot_be_made_repeats_nothing(restored, capsys):
    set_up("json")
    logging.getLogger("exam").error("%d", SECRET)
    assert capsys.readouterr().err == "a line of the log could not be written\n"


def test_a_long_chain_of_exceptions_ends():
    error = ValueError()
    error.__cause__ = error
    assert lines.fault(error) == {"error": ["ValueError"] * 10, "at": []}


def test_numbers_of_requests_differ():
    assert len({new_number() for _ in range(100)}) == 100
