"""The page: every piece with its licence, what it is for, and what a fault of it could do."""

from __future__ import annotations

from collections.abc import Iterable

from bench.software.pieces import Piece, files, packages, uses

HEAD = """# Software of others

Written by `python -m bench.software`; a test fails while it differs from the locks or from the table
`bench/software/uses.toml`. The same for programs, as CycloneDX: [sbom.json](sbom.json).

Dermyo runs on the software below. None of it was developed for a medical device (in the words of IEC 62304 it is
software of unknown provenance, SOUP), and we assessed none of it beyond our own tests. *A fault could* says what a
fault could do to an examination or its secrecy, as the developers judge it. Where nothing of ours calls a library, it
says so.

Python packages are pinned with hashes in `requirements.lock` and `requirements-fonts.lock`: what is installed is what
is listed. What is inside a package (OpenSSL and libpq in psycopg-binary, PDFium in pypdfium2, OpenBLAS in numpy, image
libraries in pillow) comes with its version and is not listed by itself. What only tests and measurements need is in
`requirements-test.lock`, and not here.

Copyleft: psycopg and psycopg-binary are under the LGPL 3, used unchanged as packages of their own, and only where a
clinic chooses PostgreSQL. Pyphen may be used under the GPL 2, the LGPL 2.1 or the MPL 1.1; it is used unchanged. Pango
is under the LGPL.
"""
COLUMNS = "| name | version | licence | for | a fault could |\n|---|---|---|---|---|\n"
SYSTEM_COLUMNS = "| name | licence | for | a fault could |\n|---|---|---|---|\n"


def page() -> str:
    """The whole page."""
    stored = "Version, licence and hashes stand beside each.\n\n"
    system = "Versions and updates are the distribution's; `dermyo doctor` names what is missing.\n\n"
    parts = (
        HEAD,
        f"## Python packages\n\n{COLUMNS}{_rows(packages())}",
        f"## Files stored in the repository\n\n{stored}{COLUMNS}{_rows(files())}",
        f"## What the system brings\n\n{system}{SYSTEM_COLUMNS}{_system()}",
    )
    return "\n".join(parts)


def _rows(pieces: Iterable[Piece]) -> str:
    return "".join(f"| {one.name} | {_version(one)} | {one.licence} | {one.use} | {one.fault} |\n" for one in pieces)


def _version(one: Piece) -> str:
    return f"{one.version} (`{one.where}`)" if one.where else one.version


def _system() -> str:
    rows = uses()["system"].values()
    return "".join(f"| {row['name']} | {row['licence']} | {row['use']} | {row['fault']} |\n" for row in rows)
