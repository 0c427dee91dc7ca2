"""Lines of the log, as text for a person or as JSON for a program.

A line holds our own messages. Of an exception it has the kind and the places in the code, and of a message of a
library only where it came from: both may repeat what a patient's record holds.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

LogKind = Literal["text", "json"]
LOG_KINDS: tuple[LogKind, ...] = ("text", "json")

OURS = "exam"
# The server under ours and the migrations name processes and versions, and see no record.
TRUSTED = (OURS, "_granian", "alembic")
WARNING_OF_PYTHON = re.compile(r"(?P<file>.+):(?P<line>[0-9]+): (?P<kind>[A-Za-z]+):")
ROOT = Path(__file__).parents[2]
UNCAUGHT = "a fault that nothing handles"
LOGGER = logging.getLogger(OURS)

current_request: ContextVar[str] = ContextVar("request", default="")
"""The number of the request that is being answered."""

_set_up: list[LogKind] = []


def set_up(kind: LogKind) -> None:
    """Send every line of this process to its standard error, in this form."""
    _set_up[:] = [kind]
    handler = StandardError()
    handler.setFormatter(Lines(kind))
    logging.getLogger().handlers = [handler]
    # Without their messages, warnings of libraries say too little: six lines for each print.
    logging.getLogger().setLevel(logging.ERROR)
    logging.getLogger("py.warnings").setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO)
    # Requests that went well are many: only a program reads them.
    logging.getLogger(REQUESTS).setLevel(logging.INFO if kind == "json" else logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda given: LOGGER.critical(UNCAUGHT, exc_info=given.exc_value)


REQUESTS = f"{OURS}.requests"


def kind_here() -> LogKind:
    """The form that was set up last in this process."""
    return _set_up[0] if _set_up else "text"


class StandardError(logging.Handler):
    """Writes each line to what is the standard error then."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, in one piece: several processes share it."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - Python's own report would repeat what was to be logged
            with suppress(OSError, ValueError):
                sys.stderr.write("a line of the log could not be written\n")


class Lines(logging.Formatter):
    """One line for each record. What it must not hold is left out, not masked."""

    def __init__(self, kind: LogKind) -> None:
        super().__init__()
        self._kind = kind

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        values = {"time": at, "level": record.levelname.lower(), **_values(record)}
        if self._kind == "json":
            return json.dumps(values, ensure_ascii=False)
        rest = " ".join(f"{name}={_one_word(value)}" for name, value in values.items() if name not in PLAIN)
        return " ".join(filter(None, (values["time"], values["level"], _one_line(values["event"]), rest)))


PLAIN = ("time", "level", "event")


def _values(record: logging.LogRecord) -> dict[str, Any]:
    if record.name.partition(".")[0] in TRUSTED:
        values: dict[str, Any] = {"event": record.getMessage()}
    else:
        values = {"event": "a library logged something", "logger": record.name, "at": [_origin(record)]}
    request = current_request.get()
    values |= {"request": request} if request else {}
    values |= getattr(record, "values", {})
    if record.exc_info and record.exc_info[1]:
        values |= fault(record.exc_info[1])
    return values


def _origin(record: logging.LogRecord) -> str:
    found = WARNING_OF_PYTHON.match(record.getMessage()) if record.name == "py.warnings" else None
    if found:
        return _place(found["file"], int(found["line"]), found["kind"])
    return _place(record.pathname, record.lineno, record.funcName)


def fault(error: BaseException) -> dict[str, Any]:
    """An exception by its kind, those that led to it, and where in the code: without its message."""
    chain = list(_chain(error))
    frames = traceback.extract_tb(chain[-1].__traceback__) or traceback.extract_tb(error.__traceback__)
    at = [_place(frame.filename, frame.lineno, frame.name) for frame in frames]
    return {"error": [type(one).__qualname__ for one in chain], "at": at}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what it came from, at most ten."""
    found: BaseException | None = error
    for _ in range(10):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _place(file: str, line: int | None, name: str | None) -> str:
    path = Path(file)
    inside = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-3:])
    return f"{inside.as_posix()}:{line} {name}"


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        LOGGER.critical(UNCAUGHT, exc_info=error)


def _one_word(value: Any) -> str:
    return ",".join(map(_one_line, value)) if isinstance(value, list) else _one_line(str(value))


def _one_line(text: str) -> str:
    """Nothing in a line can begin another."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
