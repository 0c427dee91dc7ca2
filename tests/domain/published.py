"""The published patients: each is read, assessed and written once in a test process, which tries all tests of it."""

import json
from functools import cache
from pathlib import Path

import pytest

from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record, unwrapped

TESTS = Path(__file__).parents[1]


def patients_in(*folders):
    """The files of these folders."""
    return [path for folder in folders for path in sorted((TESTS / folder).glob("*.json")) if path.stem != "expected"]


def each(paths, id=lambda path: path.stem):
    """A case of a test for each of them."""
    return [pytest.param(path, id=id(path), marks=pytest.mark.xdist_group(path.stem)) for path in paths]


@cache
def record_at(path):
    return read_record(unwrapped(json.loads(path.read_text(encoding="utf-8"))))


@cache
def assessed(path):
    return assess(record_at(path))


@cache
def noted(path):
    return write_note(record_at(path), assessed(path))
