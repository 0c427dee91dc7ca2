"""Records made of a few answers."""

import pytest

from exam.domain.record.answers import Answer, fold


@pytest.fixture
def record():
    """A function from paths and values to a record."""

    def make(answers=()):
        return fold([Answer("patient.reference", "4471"), *(Answer(*pair) for pair in dict(answers).items())])

    return make
