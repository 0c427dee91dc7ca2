"""Writes the export for research: a folder or a zip that is complete or not there."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import SystemRandom
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Engine

from exam.domain.language import mark
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.reading import RecordRefused
from exam.domain.research.case import LEAST, alone, research_case
from exam.domain.research.described import CASES, CONTENTS, READ_ME, Counted, contents, read_me
from exam.store.copies.backup import CopyRefused
from exam.store.copies.research.finding import Found, count_signed, find_known
from exam.store.database import writing
from exam.store.service.research import permission_in_force
from exam.store.trail.entries import note
from exam.store.trail.verifying import one_state
from exam.whole_files import whole_file

EXPORTED = mark("exported for research")
NOT_ALLOWED = (
    "no decision of the clinic allows exports for research: "
    "an administrator records it under Account, Export for research"
)
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the first that a zip knows."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many examinations were written, and how many of them are the only one of their kind."""

    examinations: int
    alone: int
    unreadable: int


def export_research(engine: Engine, target: Path) -> Written:
    """Write the examinations with an outcome into a new zip, or, if the name has another end, into a new folder.

    The trail notes it first. Raises `CopyRefused` without a permission, for fewer than ten examinations, and if the
    target is there already; `DatabaseOutOfReach` and `OSError`.
    """
    if target.exists():
        raise CopyRefused(f"{target} is there already")
    with one_state(engine) as connection:
        if permission_in_force(connection) is None:
            raise CopyRefused(NOT_ALLOWED)
        signed, found = count_signed(connection), list(find_known(connection))
    # What stands first must not have been examined first.
    SystemRandom().shuffle(found)
    cases, unreadable = _cases(found)
    if len(cases) < LEAST:
        raise CopyRefused(f"{len(cases)} examinations have an outcome; fewer than {LEAST} are not exported")
    files = _files(cases, Counted(signed, unreadable))
    _note(engine, files)
    _write(target, files)
    return Written(len(cases), alone(cases), unreadable)


def _cases(found: list[Found]) -> tuple[list[dict[str, Any]], int]:
    """The cases, and how many examinations hold what the format no longer has."""
    cases: list[dict[str, Any]] = []
    unreadable = 0
    for one in found:
        try:
            cases.append(research_case(len(cases) + 1, one.record, one.known))
        except RecordRefused:
            unreadable += 1
    return cases, unreadable


def _files(cases: list[dict[str, Any]], counted: Counted) -> dict[str, bytes]:
    files = {f"{CASES}/{case['id']}.json": _json(case) for case in cases}
    files[READ_ME] = read_me(cases, counted, PROGRAM).encode()
    files[CONTENTS] = _json(contents(cases, counted, PROGRAM))
    return files


def _note(engine: Engine, files: Mapping[str, bytes]) -> None:
    """Note what is about to leave; the permission may have been withdrawn since it was read."""
    digest = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
    with writing(engine) as connection:
        if permission_in_force(connection) is None:
            raise CopyRefused(NOT_ALLOWED)
        note(connection, EXPORTED, digest=digest)


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    try:
        if target.suffix.lower() == ".zip":
            with whole_file(target) as beside:
                _zip(beside, files)
        else:
            _fill_folder(target, files)
    except FileExistsError:
        raise CopyRefused(f"{target} is there already") from None


def _zip(file: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, SAME_DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, files[name])


def _fill_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Fill a folder that only its owner can read, beside the target, and give it the name at the end."""
    beside = Path(mkdtemp(prefix=".dermyo-unfinished-", dir=target.parent))
    try:
        (beside / CASES).mkdir(mode=0o700)
        for name in sorted(files):
            # In the order of their random numbers, so that no time of a file says more than its name.
            (beside / name).touch(mode=0o600)
            (beside / name).write_bytes(files[name])
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
