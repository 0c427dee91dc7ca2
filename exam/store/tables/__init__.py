"""The tables, by what they are about. A module that is not imported here has no table in the database."""

from exam.store.tables.base import Moment, folded, key_of, metadata
from exam.store.tables.choices import account_settings, clinic_settings, phrases
from exam.store.tables.colleagues import (
    covers,
    emergency_access_exams,
    emergency_accesses,
    emergency_accesses_seen,
    hand_overs,
)
from exam.store.tables.erased import erased_exams, erasures
from exam.store.tables.examinations import answers, exams, reference_ends, revisions, snapshots
from exam.store.tables.factors import passkey_challenges, passkeys, recovery_codes, second_factors
from exam.store.tables.notes import addenda, counter_signatures, kept_outputs, signatures, voids, withdrawn_signatures
from exam.store.tables.outcomes import outcomes
from exam.store.tables.people import account_access, accounts, pins, sessions, sign_in_attempts, supervisors
from exam.store.tables.service import intended_use_readings, research_permissions, service_periods
from exam.store.tables.trail import trail

__all__ = [
    "Moment",
    "account_access",
    "account_settings",
    "accounts",
    "addenda",
    "answers",
    "clinic_settings",
    "counter_signatures",
    "covers",
    "emergency_access_exams",
    "emergency_accesses",
    "emergency_accesses_seen",
    "erased_exams",
    "erasures",
    "exams",
    "folded",
    "hand_overs",
    "intended_use_readings",
    "kept_outputs",
    "key_of",
    "metadata",
    "outcomes",
    "passkey_challenges",
    "passkeys",
    "phrases",
    "pins",
    "recovery_codes",
    "reference_ends",
    "research_permissions",
    "revisions",
    "second_factors",
    "service_periods",
    "sessions",
    "sign_in_attempts",
    "signatures",
    "snapshots",
    "supervisors",
    "trail",
    "voids",
    "withdrawn_signatures",
]
