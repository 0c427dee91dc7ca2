"""The head names the role that notes print, or else what the account may do."""

import pytest

from exam.store.accounts import StoredAccount
from exam.web.presenters.frame.signed_in import role_words


@pytest.mark.parametrize(("role", "access", "words"), [
    ("Physiotherapist", {"clinician", "administrator"}, "Physiotherapist"),
    ("", {"clinician"}, "Clinician"),
    ("", {"auditor", "administrator"}, "Administrator, Auditor"),
    ("", set(), ""),
])  # fmt: skip
def test_the_role(role, access, words):
    account = StoredAccount(1, "x", "X", role, "", "-", True, False, "k", frozenset(access))
    assert role_words(account) == words
