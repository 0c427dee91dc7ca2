"""What PostgreSQL is asked is the same statement however much was found: it is planned once, for any number."""

import pytest

from exam.store.listing import Wanted
from tests.store.conftest import POSTGRESQL


@pytest.fixture(params=[pytest.param("postgresql", marks=POSTGRESQL)])
def kind(request):
    return request.param


@pytest.mark.parametrize("order", ["changed", "reference"])
def test_a_search_is_the_same_statements_for_each_number_that_it_finds(exams, me, seven, statements, order):
    asked = []
    for search, number in (("ax", 2), ("x", 7)):
        statements.clear()
        assert len(exams.page(me, Wanted(search, "draft", order=order)).rows) == number
        asked.append([*statements])
    assert asked[0] == asked[1]
    assert [one for one in asked[0] if "= ANY" in one] == asked[0][-2:]
