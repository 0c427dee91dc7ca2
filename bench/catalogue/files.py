"""The catalogues as files: what they must contain, and their bytes, which hold no time and no line numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from exam.languages.catalogue import CODES, DOMAIN, LOCALES, Code

ROOT = Path(__file__).parents[2]
TEMPLATE = LOCALES / f"{DOMAIN}.pot"
NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
TRANSLATED: tuple[Code, ...] = tuple(code for code in CODES if code != "en")
WIDTH = 110
EVERYTHING = "pyproject.toml"
TRANSLATED_PART = "bench/catalogue/translated.toml"
KEYWORDS = ("mark", "say", "say_count:1,2", "sayCount:1,2")


def extracted(mapping: str = EVERYTHING) -> Catalog:
    """The messages of code, templates and reference that a mapping of Babel finds; those of pyproject.toml are all."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "messages.pot"
        keywords = [option for keyword in KEYWORDS for option in ("-k", keyword)]
        options = ["-F", mapping, *keywords, "--add-location=file", "-o", str(output), "."]
        with chdir(ROOT):
            CommandLineInterface().run(["pybabel", "-q", "extract", *options])  # type: ignore[no-untyped-call]
        with output.open("rb") as file:
            return _without_time(read_po(file))


def source_of(code: Code) -> Path:
    """The catalogue of a language, as people edit it."""
    return LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(code: Code, wanted: Catalog) -> Catalog:
    """The catalogue of a language with exactly these messages, in their order."""
    catalogue = Catalog(locale=code)
    if source_of(code).exists():
        with source_of(code).open("rb") as file:
            catalogue = read_po(file, locale=code)
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return _without_time(catalogue)


def as_text(catalogue: Catalog) -> bytes:
    """A catalogue as a file that people edit."""
    output = BytesIO()
    write_po(output, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return output.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    output = BytesIO()
    write_mo(output, catalogue)
    return output.getvalue()


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """The messages without a translation in every number that they need."""
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(said):
            yield message.id if isinstance(message.id, str) else message.id[0]


def _without_time(catalogue: Catalog) -> Catalog:
    catalogue.project, catalogue.version = "Dermyo", ""
    catalogue.copyright_holder, catalogue.msgid_bugs_address = "the authors of Dermyo", ""
    catalogue.header_comment = "# Messages of Dermyo. Written by python -m bench.catalogue; only msgstr is edited."
    catalogue.last_translator, catalogue.language_team, catalogue.fuzzy = "none", "none", False
    catalogue.creation_date = catalogue.revision_date = NO_TIME
    return catalogue
