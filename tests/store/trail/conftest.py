"""Databases of earlier releases, with data."""

import pytest

from tests.older import copied_at


@pytest.fixture
def older(empty_url):
    """A function that copies a database to one as it was after a migration."""
    made = []

    def older(engine, version):
        made.append(copied_at(engine, empty_url, version))
        return made[-1]

    yield older
    for engine in made:
        engine.dispose()
