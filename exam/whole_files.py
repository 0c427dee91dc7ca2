"""Writes files that are complete or not there: also after a fault, a kill or a power cut, and through a link."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".dermyo-unfinished-"
ENDS = ("", "-wal", "-shm", "-journal")
"""The ends of the names of the files that SQLite writes beside a database, and its own."""
NAME = re.compile(rf"{re.escape(UNFINISHED)}[0-9a-f]{{8}}({'|'.join(ENDS)})")


@contextmanager
def whole_file(file: Path, *, replaces: bool = False, private: bool = True) -> Iterator[Path]:
    """A file beside this one to write into, which takes its name at the end, when all of it is on the disk.

    After a fault it is removed; what a process that was killed left in this folder is removed first. A link is
    followed: what it leads to is written. Unless it `replaces` a file, one that is there stays, also one that appears
    meanwhile. Only its owner can read a `private` one. Raises `OSError`, as `FileExistsError`.
    """
    target = real_path(file)
    if not replaces and target.exists():
        raise _exists(file)
    remove_unfinished(target.parent)
    beside, lock = _begin(target.parent)
    try:
        yield beside
        if not private:
            umask = os.umask(0)
            os.umask(umask)
            beside.chmod(0o666 & ~umask)
        _to_disk(beside)
        if replaces:
            beside.replace(target)
        else:
            _put_where_nothing_is(beside, target)
        # Into a folder that may be written and not be listed, the file alone is sure.
        with suppress(PermissionError):
            _to_disk(target.parent)
    finally:
        _remove(beside)
        os.close(lock)


def real_path(file: Path) -> Path:
    """The file that a link leads to. `Path.resolve` raises no `OSError` for links that lead round in a circle."""
    target = Path(os.path.realpath(file))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    return target


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed left here. Each that still writes holds a lock on its file."""
    for left in folder.glob(f"{UNFINISHED}*"):
        found = NAME.fullmatch(left.name)
        if found is None:
            continue
        first = left.with_name(left.name.removesuffix(found[1]))
        with suppress(OSError):
            if not first.exists():
                left.unlink()
            elif first == left and (lock := _lock(left)) is not None:
                _remove(left)
                os.close(lock)


def _begin(folder: Path) -> tuple[Path, int]:
    """A new file, and the descriptor that holds the lock on it."""
    while True:
        beside = folder / f"{UNFINISHED}{secrets.token_hex(4)}"
        os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            lock = _lock(beside)
        except OSError:
            # A file system without locks: then nobody can tell that it was left, and it is not removed.
            return beside, os.open(beside, os.O_RDONLY)
        # Another process may have taken it for one that was left here.
        if lock is not None and beside.exists():
            return beside, lock


def _lock(file: Path) -> int | None:
    """A descriptor with a lock of the whole file, which SQLite's own locks do not meet; None if another has it.

    Raises `OSError` where there are no locks.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return descriptor


def _put_where_nothing_is(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:
        # A file system without a second name for a file.
        if target.exists():
            raise _exists(target) from None
        beside.replace(target)


def _to_disk(path: Path) -> None:
    """Of a folder, which names it holds."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(beside: Path) -> None:
    for end in ENDS:
        beside.with_name(beside.name + end).unlink(missing_ok=True)


def _exists(file: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, "it is there already", str(file))
