"""The reference as it is in its files. Each test of this folder checks the data, not the code that reads it."""

import pytest

from reference.load import DATA, read

ARTICLE_TABLES = ("conditions", "mechanisms", "readings", "dermatome_maps")
"""The tables that hold what the articles say beside the examination."""


@pytest.fixture(scope="session")
def reference():
    rows, faults = read(DATA)
    assert not faults, "\n".join(map(str, faults))
    return rows


@pytest.fixture(scope="session")
def described(reference):
    """Every row with its own provenance, and the name of its table."""
    tables = ("scales", "tests", "questions", "sites", "roots", "nerves", *ARTICLE_TABLES)
    return [(f"{table}: {row.id}", row) for table in tables for row in getattr(reference, table).values()]
