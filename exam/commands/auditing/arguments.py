"""The arguments of `dermyo audit`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from exam.commands.database.arguments import DATABASE


def add_audit_command(commands: Any) -> None:
    """Add the command to those of `dermyo`; `commands` is what argparse calls subparsers."""
    audit = commands.add_parser("audit", help="count how often what was said at signing was right")
    audit.description = "Counts what signed notes said against the outcomes. Counts only: no name, reference or day."
    counted = audit.add_mutually_exclusive_group()
    counted.add_argument("--database", help=DATABASE)
    counted.add_argument(
        "--add",
        nargs="+",
        metavar="AUDIT.json",
        help="instead of a database, add these counts of several clinics up; - is standard input",
    )
    written = audit.add_mutually_exclusive_group()
    written.add_argument("--json", action="store_true", help="only the counts, as JSON, which can be added up")
    written.add_argument("--pdf", type=Path, metavar="FILE", help="write the audit as a PDF")
    audit.add_argument("--paper", choices=("a4", "letter"), default="a4", help="paper of the PDF (a4)")
    audit.set_defaults(command=_audit)


def _audit(options: argparse.Namespace) -> None:
    from exam.commands.auditing.audit import added_audits, audit_of, write_audit

    found, clinic = (added_audits(options.add), "") if options.add else audit_of(options.database)
    write_audit(found, as_json=options.json, pdf=options.pdf, paper=options.paper, clinic=clinic)
