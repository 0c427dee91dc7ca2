"""The `dermyo` command. Exit status: 0 done, 1 the record (or the reference) is refused, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from exam.commands.accounts.arguments import add_account_commands
from exam.commands.auditing.arguments import add_audit_command
from exam.commands.database.arguments import add_database_commands
from exam.commands.refusal import Refusal, WrongUsage
from exam.domain.reasoning.version import PROGRAM
from exam.printing.bounds import PrintTooLong

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; argparse itself exits with 2."""
    # Before NumPy is loaded: the matrices are small, and its threads would cost more time than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
        sys.stdout.flush()
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except PrintTooLong as stopped:
        sys.stderr.write(f"dermyo: {stopped}\n")
        return REFUSED
    except WrongUsage as wrong:
        sys.stderr.write(f"dermyo: {wrong}\n")
        return WRONG_USAGE
    except BrokenPipeError:
        # The program reading our output has closed the pipe; nothing more can be printed.
        sys.stderr.close()
    except OSError as error:
        # Commands report errors of their own files: this one is from printing, for example to a full disk.
        sys.stderr.write(f"dermyo: the output cannot be written: {error.strerror}\n")
        return WRONG_USAGE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dermyo", description="Lumbar neurological examination: record, assess and print."
    )
    parser.add_argument("--version", action="version", version=f"dermyo {PROGRAM}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="run the web application"))
    _add_certificate(commands.add_parser("certificate", help="create certificates for HTTPS on the clinic's network"))
    _add_assess(commands.add_parser("assess", help="assess exam records"))
    _add_note(commands.add_parser("note", help="write the note of an exam record, as PDF or text"))
    _add_fhir(commands.add_parser("fhir", help="write an exam record as an HL7 FHIR R4 document"))
    _add_patient_sheet(commands.add_parser("patient-sheet", help="write the sheet that a patient takes home"))
    _add_transfer(commands.add_parser("transfer", help="write the transfer sheet of an emergency"))
    _add_blank_form(commands.add_parser("blank-form", help="write a form to fill in by hand"))
    _add_evaluate(
        commands.add_parser("evaluate", help="measure the accuracy of the ranking on cases with known answers")
    )
    _add_reference(commands.add_parser("reference", help="the clinical reference"))
    add_audit_command(commands)
    add_database_commands(commands)
    add_account_commands(commands)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=_port, help="port to listen on (default 8000)")
    parser.add_argument("--database", help="SQLAlchemy URL of the database (SQLite in the data folder)")
    parser.add_argument("--tls-cert", type=Path, help="certificate file; turns HTTPS on")
    parser.add_argument("--tls-key", type=Path, help="key file of the certificate")
    parser.set_defaults(command=_serve)


def _add_certificate(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Creates a certificate for the server, or renews it when it is about to expire; see docs/https.md."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="host name or IP address that tablets will use")
    parser.add_argument("--replace", action="store_true", help="replace the server's certificate, for other names")
    parser.add_argument(
        "--new-authority",
        action="store_true",
        help="replace the clinic's authority; every tablet must install the new one",
    )
    parser.set_defaults(command=_certificate)


def _port(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number from 1 to 65535')
    return int(word)


def _count(word: str) -> int:
    if not word.isdecimal() or not int(word):
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number from 1')
    return int(word)


def _add_assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("records", nargs="+", metavar="RECORD.json", help="exam records or cases; - is standard input")
    parser.add_argument("--json", action="store_true", help="one assessment as JSON on each line")
    parser.set_defaults(command=_assess)


def _add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD.json", help="an exam record or a case; - is standard input")
    parser.add_argument("-o", "--output", type=Path, metavar="NOTE.pdf", help="needed for a PDF; a text is printed")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument(
        "--text",
        choices=("shorthand", "letter", "full"),
        help="plain text instead of a PDF: for the record, as a letter of ten lines, or the whole note",
    )
    parser.set_defaults(command=_note)


def _add_fhir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD.json", help="an exam record or a case; - is standard input")
    parser.add_argument(
        "-o", "--output", "--out", type=Path, metavar="DOCUMENT.json", help="file to write (default: standard output)"
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="paper of the PDF inside (a4)")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the note as a PDF")
    parser.set_defaults(command=_fhir)


def _add_patient_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD.json", help="an exam record or a case; - is standard input")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="SHEET.pdf")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--language", choices=("en", "es", "de"), default="en")
    parser.set_defaults(command=_patient_sheet)


def _add_transfer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD.json", help="an exam record or a case; - is standard input")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="SHEET.pdf")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.set_defaults(command=_transfer)


def _add_blank_form(parser: argparse.ArgumentParser) -> None:
    parser.description = "Writes a form with the core tests, to fill in by hand where no tablet is at hand."
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FORM.pdf")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--language", choices=("en", "es", "de"), default="en")
    parser.add_argument(
        "--further", nargs="+", default=[], metavar="FAMILY", help="also all tests of these families, or of all"
    )
    parser.set_defaults(command=_blank_form)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, help="folder of cases with what is expected, or of records with an expected.json"
    )
    parser.add_argument("--json", action="store_true", help="all figures, and each case, as JSON")
    parser.add_argument("--wrong", action="store_true", help="also list what was named in each case that is wrong")
    parser.set_defaults(command=_evaluate)


def _add_reference(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="validate every row and count the rows by basis")
    check.set_defaults(command=_check_reference)
    sheet = actions.add_parser("worksheet", help="write a form in which a clinician reviews the figures")
    sheet.add_argument("--rows", type=_count, default=40, help="how many figures, the most important first (40)")
    sheet.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where to write it (this folder)")
    sheet.add_argument(
        "--examinations", type=_count, default=100, help="how many simulated examinations decide what matters (100)"
    )
    sheet.set_defaults(command=_worksheet)
    review = actions.add_parser("review", help="read returned forms: agreement, and what readers would change")
    review.add_argument("forms", nargs="+", metavar="FORM.json", help="forms saved by readers; - is standard input")
    review.add_argument("--record", action="store_true", help="also store who reviewed what in the reference")
    review.set_defaults(command=_review)


def _serve(options: argparse.Namespace) -> None:
    from exam.commands.serve import serve

    serve(options)


def _certificate(options: argparse.Namespace) -> None:
    from exam.commands.certificate import make_certificate

    make_certificate(options.names, replace=options.replace, new_authority=options.new_authority)


def _assess(options: argparse.Namespace) -> None:
    from exam.commands.assess import assess_files

    assess_files(options.records, as_json=options.json)


def _note(options: argparse.Namespace) -> None:
    from exam.commands.note import write_note_file, write_note_text

    if options.text:
        write_note_text(options.record, options.output, options.text)
    elif options.output is None:
        raise WrongUsage("note: a PDF needs a file: -o NOTE.pdf")
    else:
        write_note_file(options.record, options.output, options.paper)


def _fhir(options: argparse.Namespace) -> None:
    from exam.commands.fhir import write_document

    write_document(options.record, options.output, None if options.no_pdf else options.paper)


def _patient_sheet(options: argparse.Namespace) -> None:
    from exam.commands.sheets.patient import write_patient_sheet

    write_patient_sheet(options.record, options.output, options.paper, options.language)


def _transfer(options: argparse.Namespace) -> None:
    from exam.commands.sheets.transfer import write_transfer_sheet

    write_transfer_sheet(options.record, options.output, options.paper)


def _blank_form(options: argparse.Namespace) -> None:
    from exam.commands.sheets.blank import write_blank_form

    write_blank_form(options.output, options.paper, options.language, options.further)


def _evaluate(options: argparse.Namespace) -> None:
    from exam.commands.evaluate import evaluate_folder

    evaluate_folder(options.folder, as_json=options.json, wrong=options.wrong)


def _check_reference(_options: argparse.Namespace) -> None:
    from exam.commands.reference import check_reference

    check_reference()


def _worksheet(options: argparse.Namespace) -> None:
    from exam.commands.reviewing.worksheet import write_worksheet

    write_worksheet(options.out, rows=options.rows, examinations=options.examinations)


def _review(options: argparse.Namespace) -> None:
    from exam.commands.reviewing.review import review_forms

    review_forms(options.forms, record=options.record)


if __name__ == "__main__":
    sys.exit(main())
