"""What a request works with: the store, and the account that is signed in.

A request whose address names a demonstration works with the store of demonstrations, and with its visitor's account.
That is decided here alone, so that no view can mix them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import abort, current_app, g, request, session
from flask_security import current_user

from exam.config import Config
from exam.domain.record.model import Examiner
from exam.printing.press import Press
from exam.store.accounts import Accounts, StoredAccount
from exam.store.erasing.retention import Retention
from exam.store.exams import Exams
from exam.store.factors.passkeys import Passkeys
from exam.store.factors.second import SecondFactors
from exam.store.health.readiness import ReadyDatabase
from exam.store.outcomes.audits import Audits
from exam.store.outcomes.entries import Outcomes
from exam.store.people.covers import Covers
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.people.supervisors import Supervisors
from exam.store.service.periods import Periods
from exam.store.service.readings import Readings
from exam.store.service.research import ResearchPermissions
from exam.store.sessions.kept import KeptSessions
from exam.store.sessions.pins import Pins
from exam.store.settings import Settings
from exam.store.stored import StoredExam
from exam.store.trail.access import Trail
from exam.store.training.demonstrations import Demonstrations
from exam.store.training.exams import PREFIX
from exam.web.training.throttle import Throttle

# Where the session of a browser holds the key of its demonstration.
TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Services:
    """What one application keeps open."""

    config: Config
    exams: Exams
    accounts: Accounts
    settings: Settings
    press: Press
    training: Demonstrations
    throttle: Throttle
    trail: Trail
    sessions: KeptSessions
    database: ReadyDatabase
    hand_overs: HandOvers
    covers: Covers
    emergencies: EmergencyAccesses
    second_factors: SecondFactors
    passkeys: Passkeys
    erasing: Retention
    readings: Readings
    periods: Periods
    research: ResearchPermissions
    supervisors: Supervisors
    pins: Pins
    outcomes: Outcomes
    audits: Audits


def services() -> Services:
    """The services of the application that handles this request."""
    return cast("Services", current_app.extensions["dermyo"])


def is_demonstration() -> bool:
    """Whether the address of this request names a demonstration, and so no examination of a patient."""
    return str((request.view_args or {}).get("exam_id", "")).startswith(PREFIX)


def demonstrator() -> StoredAccount | None:
    """The account of the demonstration that this browser began; None once it is over."""
    return services().training.account(session.get(TRAINING, ""), datetime.now(UTC))


def exams() -> Exams:
    """The stored examinations: of patients, or of demonstrations."""
    return services().training.exams if is_demonstration() else services().exams


def accounts() -> Accounts:
    """The stored accounts."""
    return services().accounts


def read_exam(exam_id: str) -> StoredExam:
    """An examination for whoever may read it. The look of somebody else than its examiner is noted with its reason.

    Raises `ExamNotFound`.
    """
    exam = exams().read(exam_id, user_id())
    g.reading = exam.reading
    return exam


def settings() -> Settings:
    """The settings of the clinic and of each account."""
    return services().training.settings if is_demonstration() else services().settings


def press() -> Press:
    """Where notes are printed."""
    return services().press


def account() -> StoredAccount:
    """The account that is signed in, or that of the demonstration. Without one the request ends in 401."""
    if is_demonstration():
        return demonstrator() or abort(401)
    if not current_user.is_authenticated:
        abort(401)
    return cast("StoredAccount", current_user.stored)


def account_mark() -> str:
    """What this tablet stores the answers of the account under; "" without one, and while nothing of it can be opened.
    Those of a demonstration never match the ones of an account.
    """
    if is_demonstration():
        visitor = demonstrator()
        return mark_of(visitor) if visitor else ""
    if not current_user.is_authenticated or current_user.stored.must_change_password:
        return ""
    return str(current_user.id)


def mark_of(visitor: StoredAccount) -> str:
    """The same of a demonstration: a name that none has again, which the number of its account is not."""
    return f"{PREFIX}-{visitor.username}"


def user_id() -> int:
    """The id of the account that is signed in."""
    return account().id


def examiner(exam: StoredExam | None = None) -> Examiner:
    """The account that is signed in, as a note names its examiner; of an examination that is only read, its own."""
    another = accounts().find(id=exam.examiner_id) if exam and exam.reading else None
    mine = another or account()
    return Examiner(name=mine.full_name, role=mine.role or None, registration=mine.registration or None)
