"""`dermyo assess`: the assessment of each record, as text or as one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from exam.commands.files import read_bytes, record_in
from exam.commands.refusal import Refusal
from exam.domain.note.text import assessment_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.model import ExamRecord
from exam.prepared import prepare


def assess_files(names: Sequence[str], *, as_json: bool) -> None:
    """Assess the files in the order given; a refused one does not stop the others, but makes the exit status 1.

    A file that cannot be opened is wrong usage, reported before anything is assessed.
    """
    faults: list[str] = []
    contents = [(name, read_bytes(name)) for name in names]
    prepare()
    for name, content in contents:
        try:
            record = record_in(content)
        except Refusal as refusal:
            faults += _named(name, str(refusal).split("\n"), several=len(names) > 1)
        else:
            sys.stdout.write(_line(record) if as_json else _text(record))
    if faults:
        raise Refusal(faults)


def _named(name: str, lines: list[str], *, several: bool) -> list[str]:
    return [f"{name}: {line}" for line in lines] if several else lines


def _line(record: ExamRecord) -> str:
    return json.dumps(write_assessment(assess(record)), ensure_ascii=False) + "\n"


def _text(record: ExamRecord) -> str:
    return assessment_text(write_note(record, assess(record))) + "\n"
