"""What templates were compiled to, kept as Python keeps what it compiled: beside the program, for exactly this program.

To compile them takes a third of a start. Whoever may write there may change the program itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import get_ident
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

PROGRAM = Path(__file__).parents[1]
PREFIX = "templates-"
UNREADABLE = (OSError, EOFError, ValueError, TypeError)


_known: dict[tuple[Path, str, str], CodeType] = {}


class CompiledTemplates(BytecodeCache):
    """One file for each template; where nothing can be written, each process compiles them for itself, once."""

    def __init__(self, program: Path = PROGRAM) -> None:
        self._folder = program / "__pycache__" / (PREFIX + made_by(program))

    def load_bytecode(self, bucket: Bucket) -> None:
        """See Jinja, which compares the source of a template with that of the file."""
        bucket.code = _known.get(self._name(bucket))
        if bucket.code is None:
            with suppress(*UNREADABLE), (self._folder / bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See Jinja. What is being written has another name, so that no other process reads half of it."""
        self._remember(bucket)
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self._begin()
            beside = self._folder / f"{bucket.key}.{os.getpid()}.{get_ident()}"
            beside.write_bytes(bucket.bytecode_to_string())
            beside.replace(self._folder / bucket.key)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _known[self._name(bucket)] = bucket.code

    def _name(self, bucket: Bucket) -> tuple[Path, str, str]:
        """A template of this program, with the hash of its source."""
        return self._folder, bucket.key, bucket.checksum

    def _begin(self) -> None:
        """Make the folder, and remove those of other programs."""
        if not self._folder.exists():
            self._folder.mkdir(parents=True)
            for other in self._folder.parent.glob(f"{PREFIX}*"):
                if other != self._folder:
                    shutil.rmtree(other, ignore_errors=True)


@cache
def made_by(program: Path) -> str:
    """Names the program and the libraries: a filter of ours that is applied to a constant is applied when compiling."""
    digest = hashlib.sha256(f"{sys.version}\0{jinja2.__version__}".encode())
    for path in sorted(program.rglob("*.py")):
        digest.update(f"\0{path.relative_to(program).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:32]
