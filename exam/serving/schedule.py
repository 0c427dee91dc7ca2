"""Backups by a setting: a server process starts `dermyo backup` when one is due.

In a process of its own, so that no request waits for it. Several server processes may start one at once: the folder
has a lock, and the second finds that none is due any more.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from asyncio import AbstractEventLoop
from datetime import UTC, datetime

from exam.backups.folder import is_due
from exam.config import Config

SECONDS_UNTIL_FIRST_LOOK = 2.0
SECONDS_BETWEEN_LOOKS = 60.0
COMMAND = (sys.executable, "-m", "exam.cli", "backup", "--if-due")
LOGGER = logging.getLogger(__name__)


class Schedule:
    """Makes the backups of one server process."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._running: subprocess.Popen[bytes] | None = None

    def watch(self, loop: AbstractEventLoop) -> None:
        """Look from now on, if the settings ask for backups."""
        if self._config.backups and self._config.backup_hours:
            loop.call_later(SECONDS_UNTIL_FIRST_LOOK, self._look_again, loop)

    def look(self, now: datetime) -> None:
        """Start one if it is due and none of this process is being made."""
        if self._running and self._running.poll() is None:
            return
        self._running = None
        if is_due(self._config, now):
            self._running = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own program, in the interpreter that runs this one

    def _look_again(self, loop: AbstractEventLoop) -> None:
        try:
            self.look(datetime.now(UTC))
        except OSError:
            LOGGER.exception("no backup was started")
        finally:
            loop.call_later(SECONDS_BETWEEN_LOOKS, self._look_again, loop)
