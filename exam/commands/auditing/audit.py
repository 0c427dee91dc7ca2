"""Audits a database, or adds audits up, and writes one as text, JSON or PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from exam.commands.database.settings import settings_for
from exam.commands.files import put, read_bytes
from exam.commands.refusal import Refusal
from exam.domain.audit.counts import Audit, added
from exam.domain.audit.reading import FEWEST_WRITTEN, audit_json, may_be_written, read_audit
from exam.domain.audit.report import report
from exam.domain.audit.text import report_text
from exam.domain.record.reading import RecordRefused, parse_json
from exam.printing.pdf import Paper
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.outcomes.audits import Audits
from exam.store.settings import Settings


def audit_of(database: str | None) -> tuple[Audit, str]:
    """The counts of a database, and the name of its clinic. Raises `Refusal` and `WrongUsage`."""
    try:
        with opened(settings_for(database).database_url) as engine:
            return Audits(engine).audit(), Settings(engine).clinic().name
    except (DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None


def added_audits(files: Sequence[str]) -> Audit:
    """The counts in these files, added up.

    Raises `Refusal` with every fault of each file, also where two hold the same counts, and `WrongUsage`.
    """
    audits: dict[str, Audit] = {}
    faults = []
    for name in files:
        try:
            one = read_audit(parse_json(read_bytes(name)))
        except RecordRefused as refused:
            faults += [f"{name}: {fault}" for fault in refused.faults]
            continue
        same = next((other for other, before in audits.items() if before == one), None)
        if same is not None and one.examinations.with_outcome:
            faults.append(f"{name}: has the same counts as {same}, which would be added twice")
        audits[name] = one
    if faults:
        raise Refusal(faults)
    total: Audit = added(*audits.values())
    return total


def write_audit(audit: Audit, *, as_json: bool, pdf: Path | None, paper: Paper, clinic: str) -> None:
    """Print the audit, or write it as a PDF.

    Raises `WrongUsage` when the file cannot be written, and `Refusal` where JSON is of too few outcomes.
    """
    if as_json:
        if not may_be_written(audit):
            raise Refusal([f"dermyo: counts of fewer than {FEWEST_WRITTEN} outcomes are not written as JSON"])
        sys.stdout.write(json.dumps(audit_json(audit), indent=1) + "\n")
    elif pdf is not None:
        from exam.printing.audit import audit_pdf

        put(pdf, audit_pdf(report(audit), paper, datetime.now().astimezone().date(), clinic))
    else:
        sys.stdout.write(report_text(report(audit)))
