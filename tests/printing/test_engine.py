"""WeasyPrint is imported without starting another program."""

import ctypes.util
import subprocess
import sys

SCRIPT = """
import subprocess

def refuse(*given, **more):
    raise AssertionError(f"started {given}")

subprocess.Popen.__init__ = refuse
from exam.printing.engine import HTML
print(HTML(string="<p>printed").write_pdf()[:5])
"""


def test_importing_starts_no_other_program():
    """To find its libraries it started a compiler some fifty times."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("b'%PDF-'\n", "")


LATE = """
from contextvars import ContextVar
from exam.printing.engine import HTML

ContextVar("kept").set(HTML(string="<p>printed").render())
"""


def test_what_is_freed_at_the_very_end_of_the_process_does_not_crash_it():
    """A context is freed after the modules: the libraries of WeasyPrint were closed by then."""
    done = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_other_libraries_are_searched_for_as_before():
    import exam.printing.engine  # noqa: F401

    assert ctypes.util.find_library.__module__ == "ctypes.util"
