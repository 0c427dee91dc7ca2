"""What the servers of the journeys have done before they start: imported in the process that all are forked from.

`dermyo serve` needs three seconds of processor time for its imports, its tables and the compressing of its files. A
dozen journeys would wait for that; `tests/serving/test_serving.py` starts it so.
"""

import multiprocessing
import os
import sys
from pathlib import Path

import exam.serving
import exam.web.app  # noqa: F401 - for all that it imports
from exam.cli import main
from exam.domain.reasoning.assess import prepare
from exam.web.http import static_files


def run(command, environment, log):
    """Run the `dermyo` command, with what it prints in a file."""
    with Path(log).open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    multiprocessing.set_start_method("fork", force=True)  # as in a process that was not forked itself
    sys.exit(main(command))


def compress_files():
    for path in static_files.FOLDER.rglob("*"):
        if path.is_file():
            file = static_files.read_static(path.relative_to(static_files.FOLDER).as_posix())
            if file.is_text:
                static_files._pack(file.content, "br")


prepare()
compress_files()
