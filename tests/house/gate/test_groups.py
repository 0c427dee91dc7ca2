"""Where tests share what takes long to make, one test process tries all of them."""

import os

import pytest

from tests.conftest import keep_groups_together

pytestmark = pytest.mark.xdist_group("shared")


def test_the_group_is_the_end_of_the_id_where_there_are_several_test_processes(request):
    together = request.node.nodeid.endswith("@shared")
    assert together == ("PYTEST_XDIST_WORKER" in os.environ)


@pytest.mark.parametrize("case", ["a [b] @ c"])
def test_so_it_is_whatever_is_in_the_name_of_a_case(request, case):
    keep_groups_together([request.node])
    keep_groups_together([request.node])
    assert request.node.nodeid.endswith(f"[{case}]@shared")
