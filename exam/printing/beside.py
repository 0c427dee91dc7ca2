"""The process that prints beside the server: reads jobs from its standard input until that is closed.

A fault is logged and ends it; the next print starts another. Where there is more to do than processors, it gets a third
of what the server gets: somebody waits for a note, but many for their taps.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from exam.logs.lines import LogKind, set_up
from exam.printing.bounds import READY, received, send
from exam.printing.pdf import Job, print_job

NICER = 5


def serve(log: LogKind) -> None:
    """Print each job that arrives. What a library prints goes to the log and not between the replies."""
    set_up(log)
    _give_way()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    send(replies, READY)
    while (job := received(sys.stdin.buffer)) is not None:
        send(replies, print_job(msgspec.json.decode(job, type=Job)))


def _give_way() -> None:
    os.nice(NICER)
    # Linux may first share by sessions, of which this process has its own.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICER), encoding="ascii")
