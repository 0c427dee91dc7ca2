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


def test_other_libraries_are_searched_for_as_before():
    import exam.printing.engine  # noqa: F401

    assert ctypes.util.find_library.__module__ == "ctypes.util"
