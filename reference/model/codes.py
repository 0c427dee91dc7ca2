"""The codes of LOINC that exported findings and requests carry beside our own."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from reference.model.rows import Text


class Code(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of LOINC with the name that was read beside it, where, and when.

    `of` says what it is used for: `document`, `document.findings`, the id of a test, or a study of `imaging.toml` as
    `study.mri_knee`. A code that is used for nothing says in `why` what keeps it from being used.
    """

    code: Text
    name: Text
    of: tuple[Text, ...] = ()
    read_in: Text
    read_on: date
    why: str = ""
