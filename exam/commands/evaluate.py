"""`dermyo evaluate`: the assessment measured on a folder of records with known or accepted answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from exam.commands.evaluation_text import text_of_answers, text_of_cases, text_of_wrong
from exam.commands.files import read_bytes
from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.evaluation.accepted import Answer, answer_to, score
from exam.domain.evaluation.cases import ScoredCase, score_case
from exam.domain.evaluation.tally import SHARES, false_emergencies, intervals, statements, tallies
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.reading import RecordRefused, parse_json
from reference import load_reference

ACCEPTED = "expected.json"


def evaluate_folder(folder: Path, *, as_json: bool, wrong: bool) -> None:
    """Evaluate every case below a folder, or, where it holds `expected.json`, its records against that file.

    A case is a `*.json` with an `expected` block. `wrong` lists each case that was not named first.
    """
    if not folder.is_dir():
        raise WrongUsage(f"{folder}: is not a folder")
    if (folder / ACCEPTED).is_file():
        answers = _answers(folder)
        sys.stdout.write(_json(_of_answers(answers)) if as_json else text_of_answers(answers))
        return
    scored = _scored(folder)
    if not scored:
        raise WrongUsage(f"{folder}: no case with an `expected` block, and no {ACCEPTED}")
    text = text_of_cases(scored) + (text_of_wrong(scored) if wrong else "")
    sys.stdout.write(_json(_of_cases(scored)) if as_json else text)


def _scored(folder: Path) -> list[ScoredCase]:
    scored, faults = [], []
    for path in sorted(filter(Path.is_file, folder.rglob("*.json"))):
        try:
            case = parse_json(read_bytes(str(path)))
            if isinstance(case, dict) and "expected" in case:
                scored.append(score_case(case))
        except RecordRefused as refused:
            faults += [f"{path}: {fault}" for fault in refused.faults]
    if faults:
        raise Refusal(faults)
    return scored


def _answers(folder: Path) -> list[Answer]:
    """Every record of the file with what is accepted for it. Raises `Refusal`, also for a record without a row."""
    rows = _accepted(folder / ACCEPTED)
    unjudged = [path for path in sorted(folder.glob("*.json")) if path.name != ACCEPTED and path.stem not in rows]
    answers, faults = [], [f"{path}: has no row in {ACCEPTED}" for path in unjudged]
    for id, accepted in rows.items():
        path = folder / f"{id}.json"
        try:
            answers.append(answer_to(id, parse_json(read_bytes(str(path))), accepted))
        except RecordRefused as refused:
            faults += [f"{path}: {fault}" for fault in refused.faults]
    if faults:
        raise Refusal(faults)
    return answers


def _accepted(path: Path) -> dict[str, Any]:
    try:
        rows = parse_json(read_bytes(str(path)))
    except RecordRefused as refused:
        raise Refusal([f"{path}: {fault}" for fault in refused.faults]) from None
    if not isinstance(rows, dict) or not rows:
        raise Refusal([f"{path}: must be an object with a row for each record"])
    return rows


def _of_cases(scored: Sequence[ScoredCase]) -> dict[str, Any]:
    return {
        "groups": {name: asdict(row) for name, row in tallies(scored).items()},
        "intervals": intervals(scored),
        "statements": [asdict(row) for row in statements(scored)],
        "false_emergencies": false_emergencies(scored),
        "cases": [_case(one) for one in scored],
    }


def _case(one: ScoredCase) -> dict[str, Any]:
    expected = one.expected
    return {
        **asdict(one),
        "expected": (expected.cause, expected.side),
        "label": expected.label,
        "emergency": expected.emergency,
        "also_acceptable": expected.also_acceptable,
        **{share: figure(one) for share, figure in SHARES.items()},
        "root_named_wrongly": one.root_named_wrongly,
        "false_emergency": one.false_emergency,
    }


def _of_answers(answers: Sequence[Answer]) -> dict[str, Any]:
    verdicts = ("urgency_accepted", "too_low", "cause_accepted", "root_said_to_fit")
    records = [asdict(answer) | {name: getattr(answer, name) for name in verdicts} for answer in answers]
    return {"score": asdict(score(answers)), "records": records}


def _json(data: dict[str, Any]) -> str:
    made_by = {"program": PROGRAM, "knowledge": load_reference().version}
    return json.dumps(made_by | data, indent=1) + "\n"
