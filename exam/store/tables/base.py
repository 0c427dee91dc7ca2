"""What every table is made with: names, moments, and the form in which names are compared."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator

LONGEST_FOLDED = 255
"""Some single signs are a phrase once they are taken apart."""
# Letters of Latin alphabets that are no accented ones in Unicode; \u0131 is the i without a dot.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key_of(name: str) -> str:
    """The form in which names and references are compared: not case-sensitive, and the same in each Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


def folded(name: str) -> str:
    """The form in which a search compares references: as `key_of`, and without accents, so that "muller" is in Müller.

    Two references that are folded alike are not the same one.
    """
    letters = unicodedata.normalize("NFKD", key_of(name))
    plain = "".join(one for one in letters if unicodedata.category(one) != "Mn").translate(_PLAIN)
    return unicodedata.normalize("NFKC", plain.casefold()).strip()[:LONGEST_FOLDED]


class Moment(TypeDecorator[datetime]):
    """A date and time, stored in UTC since SQLite has no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
