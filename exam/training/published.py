"""The published cases to practise on: those of `tests/cases` with enough to find.

They are in one place: a checkout has them among its tests, and a wheel beside this module (`pyproject.toml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exam.domain.evaluation.expected import OTHER, Expected, expected_in, words_in
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_json, read_record

FOLDERS = (Path(__file__).with_name("published"), Path(__file__).parents[2] / "tests" / "cases")
FEWEST_RESULTS = 4
ADULT = 16


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One case: what its source reports, what was the matter, and where it was published.

    `place` is where it is, `link` its address where it has one. `approximate` are paths whose grade the source gives in
    words; `lost` is what it reports and a record cannot hold.
    """

    id: str
    number: int
    record: ExamRecord
    expected: Expected
    title: str
    place: str
    link: str
    is_question: bool
    approximate: tuple[str, ...]
    lost: tuple[str, ...]


@cache
def published_cases() -> Mapping[str, PublishedCase]:
    """Every case to practise on by its id, as `case_013`, in the order of their numbers; none where there is no folder.

    A case without a fair answer or whose answer has no name here, with less than four results, or of a child is left
    out.
    """
    folder = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])
    cases = (_case(path) for path in sorted(folder.glob("case-*.json")))
    return {case.id: case for case in cases if case is not None}


def _case(path: Path) -> PublishedCase | None:
    data: Any = parse_json(path.read_bytes())
    record = read_record(data["record"])
    results = FEWEST_RESULTS if record.stated_otherwise_normal else len(record.findings)
    age = record.patient.age
    expected = expected_in(data)
    is_fair = data["strict"] and expected.cause != OTHER
    if not is_fair or results < FEWEST_RESULTS or (age is not None and age < ADULT):
        return None
    source, id = data["source"], path.stem.replace("-", "_")
    return PublishedCase(
        id=id,
        number=int(id.removeprefix("case_")),
        record=record,
        expected=expected,
        title=source["title"],
        place=source["url"],
        link=source["url"].split()[0] if source["url"].startswith("http") else "",
        is_question=source["kind"].startswith("exam"),
        approximate=words_in(data, "approximate", "approximate"),
        lost=words_in(data, "lost", "lost"),
    )
