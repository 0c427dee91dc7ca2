"""Who is signed in, as the head of every page says it."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.store.accounts import Access, StoredAccount

KINDS: tuple[tuple[Access, str, str], ...] = (
    ("clinician", mark("Clinician"), mark("Examines patients, and signs notes.")),
    (
        "student",
        mark("Student"),
        mark(
            "Examines patients; a note is not valid until a supervisor has counter-signed it. Nothing else beside it."
        ),
    ),
    (
        "administrator",
        mark("Administrator"),
        mark("Manages accounts and the clinic's settings; this alone shows no patient."),
    ),
    ("auditor", mark("Auditor"), mark("Reads the audit trail: who did what, without patient data.")),
)
"""What an account may do, in words."""


def role_words(account: StoredAccount) -> str:
    """The role that notes print; of an account without one, what it may do. A student's role is always that first."""
    may = ", ".join(say(label) for kind, label, _ in KINDS if kind in account.access)
    return ", ".join(filter(None, (may, account.role))) if account.is_student else account.role or may
