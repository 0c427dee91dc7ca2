"""PINs that are guessed first are refused."""

import pytest

from exam.store.accounts import StoredAccount
from exam.web.accounts.lock.rules import fault_of_pin

PERSON = StoredAccount(1, "j.smith7402", "X", "", "PH 1543-06", "-", True, False, "k")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "\uff11\uff12\uff17\uff14", "7 31", "-739"])
def test_it_has_4_to_8_digits(pin):
    assert fault_of_pin(pin, PERSON) == "Use 4 to 8 digits."


@pytest.mark.parametrize("pin", [
    *("0000", "7777", "1111111", "1212", "123123", "73737373", "1122", "223344"),
    *("1234", "4321", "7890", "9012", "2468", "8642", "12345678", "87654321"),
    *("1950", "1999", "2004", "24121985", "01012001", "2580", "159753", "147258"),
])  # fmt: skip
def test_what_many_choose_is_refused(pin):
    assert "guessed first" in fault_of_pin(pin, PERSON)


@pytest.mark.parametrize("pin", ["7402", "1543", "5430"])
def test_so_is_what_a_colleague_knows(pin):
    assert fault_of_pin(pin, PERSON) == "Do not use digits of your username or your registration number."


@pytest.mark.parametrize("pin", ["7394", "0617", "830264", "19427", "73948261", "50718342"])
def test_others_will_do(pin):
    assert fault_of_pin(pin, PERSON) is None
