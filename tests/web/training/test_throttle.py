"""How often one address may ask."""

import pytest

from exam.web.training.throttle import Throttle, address_of


def test_an_address_waits_after_too_many_and_others_do_not():
    throttle = Throttle()
    assert [throttle.allows("prints", "a", 0) for _ in range(151)] == [True] * 150 + [False]
    assert throttle.allows("prints", "b", 0)
    assert throttle.allows("pages", "a", 0)
    assert not throttle.allows("prints", "a", 299)
    assert throttle.allows("prints", "a", 300)


def test_pages_are_counted_by_the_minute():
    throttle = Throttle()
    assert all(throttle.allows("pages", "a", 0) for _ in range(600))
    assert not throttle.allows("pages", "a", 59)
    assert throttle.allows("pages", "a", 60)


def test_addresses_that_are_gone_are_forgotten():
    throttle = Throttle()
    throttle.allows("pages", "a", 0)
    throttle.allows("pages", "b", 301)
    assert [address for _, address in throttle._asked] == ["b"]


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("a socket", "unknown"),
    ],
)
def test_of_a_long_address_the_network_counts(remote, address):
    assert address_of(remote) == address
