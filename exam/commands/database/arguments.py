"""The arguments of the commands on a database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

DATABASE = "SQLAlchemy URL of the database (SQLite in the data folder)"


def add_database_commands(commands: Any) -> None:
    """Add the commands to those of `dermyo`; `commands` is what argparse calls subparsers."""
    verify = commands.add_parser("verify", help="check that nothing in the database was changed behind the program")
    verify.add_argument("--database", help=DATABASE)
    verify.add_argument(
        "--against", default="", metavar="HASH", help="a hash of the trail that was noted elsewhere: its end is found"
    )
    verify.set_defaults(command=_verify)
    doctor = commands.add_parser("doctor", help="check the installation, and say what to do about what is wrong")
    doctor.add_argument("--database", help=DATABASE)
    doctor.add_argument("--json", action="store_true", help="what was found as JSON")
    doctor.set_defaults(command=_doctor)
    backup = commands.add_parser("backup", help="copy the database into a file, while it is used")
    backup.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="a new file, or a folder, where its name is the time (the folder DERMYO_BACKUPS)",
    )
    backup.add_argument("--database", help=DATABASE)
    backup.add_argument("--keep", type=_count, metavar="N", help="in a folder, delete all but the N newest backups")
    backup.add_argument("--if-due", action="store_true", help="only if the last one in DERMYO_BACKUPS is old enough")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="make a backup the database that is used")
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that `dermyo backup` wrote")
    restore.add_argument("--database", help=DATABASE)
    restore.add_argument("--replace", action="store_true", help="put the database that is there aside")
    restore.add_argument("--changed-too", action="store_true", help="also a backup that does not match its trail")
    restore.add_argument("--against", default="", metavar="HASH", help="a hash that the trail of the backup must hold")
    restore.set_defaults(command=_restore)
    _add_export_commands(commands)


def _add_export_commands(commands: Any) -> None:
    export = commands.add_parser("export", help="write everything into a zip that can be read without Dermyo")
    export.add_argument("file", type=Path, metavar="FILE", help="a new file; with --research also a new folder")
    export.add_argument("--database", help=DATABASE)
    one = export.add_mutually_exclusive_group()
    one.add_argument("--reference", metavar="R", help="only the examinations of this patient, with an index to read")
    one.add_argument(
        "--research",
        action="store_true",
        help="only examinations with an outcome, without names, dates and free text, into a folder or a zip",
    )
    export.set_defaults(command=_export)
    take = commands.add_parser("import", help="read an export into an empty database")
    take.add_argument("file", type=Path, metavar="FILE", help="a file that `dermyo export` wrote")
    take.add_argument("--database", help=DATABASE)
    take.add_argument("--changed-too", action="store_true", help="also an export that does not match its trail")
    take.add_argument("--against", default="", metavar="HASH", help="a hash that the trail of the export must hold")
    take.set_defaults(command=_import)


def _count(word: str) -> int:
    if not word.isdecimal() or not int(word):
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number from 1')
    return int(word)


def _verify(options: argparse.Namespace) -> None:
    from exam.commands.database.verify import verify_database

    verify_database(options.database, options.against)


def _doctor(options: argparse.Namespace) -> None:
    from exam.commands.doctor.doctor import examine

    examine(options.database, as_json=options.json)


def _backup(options: argparse.Namespace) -> None:
    if options.file is None:
        from exam.commands.database.scheduled import back_up_as_set

        back_up_as_set(options.database, options.keep, if_due=options.if_due)
    else:
        from exam.commands.database.copies import back_up_database

        back_up_database(options.database, options.file, options.keep)


def _restore(options: argparse.Namespace) -> None:
    from exam.commands.database.copies import restore_database

    restore_database(
        options.file,
        options.database,
        replace=options.replace,
        changed_too=options.changed_too,
        against=options.against,
    )


def _export(options: argparse.Namespace) -> None:
    from exam.commands.database.exports import export_database, export_patient
    from exam.commands.database.research import export_for_research

    if options.research:
        export_for_research(options.database, options.file)
    elif options.reference is None:
        export_database(options.database, options.file)
    else:
        export_patient(options.database, options.file, options.reference)


def _import(options: argparse.Namespace) -> None:
    from exam.commands.database.exports import import_database

    import_database(options.file, options.database, changed_too=options.changed_too, against=options.against)
