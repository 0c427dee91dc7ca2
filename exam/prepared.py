"""What every command works out before it can begin, kept on disk: the checked reference, and the tables of the ranking.

A file is used only if it was made from exactly this program, this knowledge and these libraries (its name is a hash of
all of them), if it is whole and has its own name (a hash of both is at its beginning) and if nobody else could have
written it. It holds numbers and text, nothing that is run. It may be deleted at any time; without a folder to write to,
everything is worked out each time.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from exam.domain.reasoning.localise import tables
from exam.domain.reasoning.localise.columns import columns_of
from reference import Reference, load, load_reference

Arrays = Mapping[str, NDArray[np.float64]]

ROOT = Path(__file__).parents[1]
# Everything that what is kept is worked out from.
SOURCES = (("reference", "*.toml"), ("reference", "*.py"), ("exam/domain", "*.py"), ("exam", "prepared.py"))
VERSIONS = (sys.version, np.__version__, msgspec.__version__, sys.byteorder)
SUFFIX = ".prepared"
GROUPED = ("depth", "asymptomatic", "raised", "false_alarm_depths", "priors")
DIGEST = hashlib.sha256().digest_size
WORD = 8
# The newest ones: two versions that are run in turn do not remove each other's.
MOST_KEPT = 2
OTHERS_MAY_WRITE = 0o022


class Kept(msgspec.Struct, frozen=True):
    """The beginning of a file: the reference, and which arrays follow, each by its name and shape."""

    reference: Reference
    base: dict[str, tuple[int, ...]]
    drawn: dict[str, tuple[int, ...]]


def prepare(folder: Path | None = None) -> None:
    """Provide the reference and the tables, from disk where they are there. Raises `ReferenceFaulty`."""
    where = folder or cache_folder()
    name = _name()
    if where is None or name is None:
        return
    try:
        reference, base, drawn = _read(where / name)
    except (OSError, ValueError, msgspec.MsgspecError):
        with suppress(OSError):
            _write(where, name)
    else:
        load.provide(reference)
        tables.provide(with_arrays(reference, base), with_arrays(reference, drawn))


def cache_folder() -> Path | None:
    """The folder for files that may be deleted: `$XDG_CACHE_HOME/dermyo`, or in the home folder, if there is one."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "dermyo"
    except RuntimeError:
        return None


def arrays_of(filled: tables.Tables) -> Arrays:
    """All arrays of tables, by the names of their fields and groups."""
    grouped = {f"{name}/{key}": array for name in GROUPED for key, array in getattr(filled, name).items()}
    return {"weights": filled.weights, **grouped}


def with_arrays(reference: Reference, arrays: Arrays) -> tables.Tables:
    """The tables of a reference with these arrays."""
    grouped: dict[str, dict[str, NDArray[np.float64]]] = {name: {} for name in GROUPED}
    for path, array in arrays.items():
        name, _, key = path.partition("/")
        if key:
            grouped[name][key] = array
    columns, items = columns_of(reference), tables.items_of(reference)
    return tables.Tables(columns=columns, items=items, weights=arrays["weights"], **grouped)


def _name() -> str | None:
    """The name of the file: a hash of all that it depends on. None where the sources cannot be read."""
    digest = hashlib.sha256("\0".join(VERSIONS).encode())
    try:
        for folder, pattern in SOURCES:
            for path in sorted((ROOT / folder).rglob(pattern)):
                digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()[:32] + SUFFIX


def _read(path: Path) -> tuple[Reference, Arrays, Arrays]:
    """What a file holds. Raises `OSError`, `ValueError` or `MsgspecError` where it is missing or cannot be trusted."""
    # What waits for a writer, as a pipe, does not make us wait.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if status.st_uid != os.getuid() or status.st_mode & OTHERS_MAY_WRITE:
            raise PermissionError(path)
        content = file.read()
    if _digest(path.name, [memoryview(content)[DIGEST:]]) != content[:DIGEST]:
        raise ValueError("altered, or of another name")
    start = DIGEST + WORD
    size = int.from_bytes(content[DIGEST:start], "big")
    kept = msgspec.msgpack.decode(memoryview(content)[start : start + size], type=Kept)
    base, start = _arrays(content, kept.base, start + size + _gap(size))
    drawn, _ = _arrays(content, kept.drawn, start)
    return kept.reference, base, drawn


def _gap(size: int) -> int:
    """How many bytes are left free, so that arrays begin with a word: else NumPy is slower with them."""
    return -size % WORD


def _digest(name: str, parts: Iterable[bytes | memoryview]) -> bytes:
    digest = hashlib.sha256(name.encode())
    for part in parts:
        digest.update(part)
    return digest.digest()


def _arrays(content: bytes, shapes: Mapping[str, tuple[int, ...]], start: int) -> tuple[Arrays, int]:
    """Arrays that follow each other, and where they end. They cannot be changed."""
    found: dict[str, NDArray[np.float64]] = {}
    for name, shape in shapes.items():
        flat = np.frombuffer(content, np.float64, int(np.prod(shape)), start)
        found[name] = flat.reshape(shape)
        start += flat.nbytes
    return found, start


def _write(folder: Path, name: str) -> None:
    """Work everything out and keep it, instead of what was kept of other versions. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    base, drawn = arrays_of(tables.base_tables()), arrays_of(tables.drawn_tables())
    shapes = ({key: array.shape for key, array in arrays.items()} for arrays in (base, drawn))
    start = msgspec.msgpack.encode(Kept(load_reference(), *shapes))
    parts = [len(start).to_bytes(WORD, "big"), start, bytes(_gap(len(start)))]
    parts += [array.tobytes() for array in (*base.values(), *drawn.values())]
    _put(folder / name, [_digest(name, parts), *parts])
    others = {other: other.stat().st_mtime for other in folder.glob(f"*{SUFFIX}") if other.name != name}
    for other in sorted(others, key=lambda path: -others[path])[MOST_KEPT - 1 :]:
        other.unlink(missing_ok=True)


def _put(path: Path, parts: list[bytes]) -> None:
    """Write a temporary file and rename it, so that another process never reads half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
