"""Bring the catalogues up to date with the messages of code, templates and reference: `python -m bench.catalogue`.

Writes the template of the catalogue, adds what is new to each language without a translation, removes what is gone,
compiles, and prints what is still to be translated and the fingerprint of each translation.
"""

from __future__ import annotations

import sys

from bench.catalogue.files import (
    TEMPLATE,
    TRANSLATED,
    TRANSLATED_PART,
    as_text,
    compiled,
    extracted,
    source_of,
    untranslated,
    updated,
)
from exam.languages.reviews import fingerprint


def main() -> None:
    """Rewrite template, catalogues and compiled catalogues; print what is missing."""
    template = extracted()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_text(template))
    wanted = extracted(TRANSLATED_PART)
    for code in TRANSLATED:
        catalogue = updated(code, wanted)
        source_of(code).parent.mkdir(parents=True, exist_ok=True)
        source_of(code).write_bytes(as_text(catalogue))
        source_of(code).with_suffix(".mo").write_bytes(compiled(catalogue))
        for message in untranslated(catalogue):
            sys.stdout.write(f"{code}: {message!r}\n")
        fingerprint.cache_clear()
        sys.stdout.write(f"{code}: {len(catalogue)} messages, translation {fingerprint(code)}\n")


if __name__ == "__main__":
    main()
