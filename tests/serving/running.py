"""`dermyo serve` in a process of its own."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def running(folder, port):
    """What it says once it responds."""
    with started(folder, port) as server:
        yield server.stdout.readline()


@contextmanager
def started(folder, port):
    """The process, which may not respond yet."""
    command = [sys.executable, "-m", "exam.cli", "serve", "--port", str(port)]
    environment = {**os.environ, "DERMYO_DATA": str(folder)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=20)
        sys.stderr.write(errors)
