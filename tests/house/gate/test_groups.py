"""Where tests share what takes long to make, one test process tries all of them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import keep_groups_together, made_once_for

pytestmark = pytest.mark.xdist_group("shared")


def test_the_group_is_the_end_of_the_id_where_there_are_several_test_processes(request):
    together = request.node.nodeid.endswith("@shared")
    assert together == ("PYTEST_XDIST_WORKER" in os.environ)


@pytest.mark.parametrize("case", ["a [b] @ c"])
def test_so_it_is_whatever_is_in_the_name_of_a_case(request, case):
    keep_groups_together([request.node])
    keep_groups_together([request.node])
    assert request.node.nodeid.endswith(f"[{case}]@shared")


@pytest.fixture(scope="module")
def made_for_this_file():
    return object()


def test_tests_that_share_what_is_made_for_their_file_stay_together(request, made_for_this_file):
    assert made_once_for(request.node) == {"test_groups"}


def test_a_test_that_shares_nothing_goes_where_there_is_room(request):
    assert made_once_for(request.node) == set()


@given(number=st.just(1))
def test_a_random_example_comes_last_whatever_it_shares(request, made_for_this_file, number):
    assert made_once_for(request.node) == set()
    assert request.node.nodeid.endswith("@shared_random") == ("PYTEST_XDIST_WORKER" in os.environ)
