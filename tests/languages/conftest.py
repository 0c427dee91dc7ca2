"""The messages of the program, which take seconds to find."""

import pytest

from bench.catalogue.files import extracted


@pytest.fixture(scope="session")
def template():
    return extracted()
