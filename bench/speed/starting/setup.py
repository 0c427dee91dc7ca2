"""`./run` in a fresh clone with a fresh home and no environment, until the first page: packages come from the index.

What is committed is cloned. The index is on the network, so the figure is also of that.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

import exam
from bench.servers.processes import end_tree, free_port
from bench.speed.rows import Row

MOST_SECONDS = 25.0
PATIENCE = 600.0
CHECKOUT = Path(exam.__file__).resolve().parents[1]


def measure() -> Iterator[Row]:
    """One clone and its first page."""
    with TemporaryDirectory(prefix="dermyo-clone-") as name:
        clone = Path(name) / "dermyo"
        subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{CHECKOUT}", str(clone)], check=True)
        port, began = free_port(), time.perf_counter()
        with _run(clone, port) as process:
            while not _responds(port):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise TimeoutError("./run did not come to serve; what it said is above")
                time.sleep(0.05)
            taken = time.perf_counter() - began
    yield Row("./setup and the first page", "s", (taken,), at_most=MOST_SECONDS)


@contextmanager
def _run(clone: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`./run` as somebody types it who has nothing of ours; it ends with all that it started."""
    environment = {
        "HOME": str(clone.parent),
        "PATH": os.pathsep.join(one for one in os.environ["PATH"].split(os.pathsep) if ".venv" not in one),
    }
    process = subprocess.Popen([str(clone / "run"), "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.poll() is None:
            end_tree(process.pid)
        process.wait()


def _responds(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
    except (URLError, OSError):
        return False
    return True
