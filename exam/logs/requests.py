"""The line of each request: what was asked by the name of its endpoint, how it ended and how long it took."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from exam.logs.lines import REQUESTS

LOGGER = logging.getLogger(REQUESTS)
HEADER = "Dermyo-Request"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Answered:
    """One request. `endpoint` is what answered it, not its address; `account` the number of who asked."""

    number: str
    method: str
    endpoint: str
    status: int
    seconds: float
    account: int | None = None


def new_number() -> str:
    """A number for a request, short enough to be read out."""
    return secrets.token_hex(4)


def log_request(answered: Answered) -> None:
    """Write its line: a warning if the server could not do what was asked."""
    values = {
        "request": answered.number,
        "method": answered.method if answered.method in METHODS else "other",
        "endpoint": answered.endpoint,
        "status": answered.status,
        "ms": round(1000 * answered.seconds, 1),
        "account": answered.account,
    }
    level = logging.WARNING if answered.status >= 500 else logging.INFO
    LOGGER.log(level, "request", extra={"values": values})
