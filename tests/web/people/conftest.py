"""Two clinicians, of whom the second reads what the first has recorded."""

from datetime import UTC, datetime, timedelta

import pytest

from exam.store.people.covers import Span

WHY = "Unconscious in the ward"


@pytest.fixture
def theirs(sign_in, colleague):
    """A browser with the colleague signed in."""
    return sign_in(colleague)


@pytest.fixture
def as_cover(services, account, colleague):
    """The colleague covers for the first account; returns the number."""
    now = datetime.now(UTC)
    span = Span(now - timedelta(hours=1), now + timedelta(days=2))
    services.covers.name(account.id, colleague.id, span, "Leave", named_by=account.id)
    return services.covers.of(account.id)[0].id


@pytest.fixture
def by_emergency(services, exam_id, colleague):
    """The colleague has emergency access to the draft; returns the number."""
    reference = services.exams.open(exam_id, 1).record.patient.reference
    return services.emergencies.take(colleague.id, reference, WHY)
