"""The scripts as they are sent: without comments, all under one fingerprint, so that their imports need none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

# The folders below `static` with modules that we may change on their way; other scripts are sent as they are.
FOLDERS = ("js", "vendor/idb-keyval")
# What a module imports, by its place.
IMPORT = re.compile(r'(?:\bfrom |\bimport |\bimport\()"(\.{1,2}/[^"]+)"')
# Comments that fill their lines, types within a line, and indentation. No string of ours holds such a thing or runs
# over a line: tests/web/http/test_scripts.py holds them to it.
COMMENT = re.compile(r"^ *(?://.*|/\*(?:[^*]|\*(?!/))*\*/ *)$|/\*\* @(?:[^*]|\*(?!/))*\*/ ?", re.MULTILINE)
INDENTATION = re.compile(r"^ +", re.MULTILINE)


def bare(text: str) -> str:
    """A script without comments and types; line numbers stay the same."""
    return INDENTATION.sub("", COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))


def imports(path: Path) -> list[Path]:
    """What a module imports, in that order."""
    return [(path.parent / found[1]).resolve() for found in IMPORT.finditer(bare(path.read_text(encoding="utf-8")))]


def with_imports(path: Path) -> list[Path]:
    """A module and all that it imports, directly or indirectly: itself first, each once."""
    found = [path.resolve()]
    for one in found:
        found += [other for other in dict.fromkeys(imports(one)) if other not in found]
    return found


def files(static: Path) -> list[Path]:
    """The scripts that are sent under one fingerprint."""
    return sorted(path for folder in FOLDERS for path in (static / folder).rglob("*.js"))


def mark(paths: Iterable[Path]) -> str:
    """The fingerprint of all scripts together: 16 hexadecimal digits, different when any script changes."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.name}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
