"""Who may be named as a supervisor, and of whom."""

import pytest

from exam.store.accounts import AccountRefused, Person
from exam.store.people.supervisors import Supervisor, Supervisors
from exam.store.trail.access import Trail


@pytest.fixture
def supervisors(engine):
    return Supervisors(engine)


@pytest.fixture
def student(accounts, me):
    return accounts.add(Person("v.coiter", "Volcher Coiter"), "-", access=frozenset({"student"})).id


def test_an_active_clinician_is_named_and_replaced(engine, supervisors, student, colleague, me):
    assert supervisors.of(student) is None
    supervisors.name(student, colleague, named_by=me)
    assert supervisors.of(student) == Supervisor(colleague, "Gabriele Falloppio")
    supervisors.name(student, me, named_by=me)
    assert supervisors.all() == {student: Supervisor(me, "Andreas Vesalius")}
    assert [entry.act for entry in Trail(engine).entries()].count("supervisor named") == 2
    assert Trail(engine).details()[f"supervisors {student}"] == "v.coiter → a.vesalius"


def test_nobody_else_is(accounts, supervisors, student, colleague, me):
    auditor = accounts.add(Person("auditor", "Auditor"), "-", access=frozenset({"auditor"})).id
    another = accounts.add(Person("student", "Student"), "-", access=frozenset({"student"})).id
    accounts.set_active(colleague, active=False)
    for wrong in (auditor, another, student, colleague, 0, 999):
        with pytest.raises(AccountRefused):
            supervisors.name(student, wrong, named_by=me)
    for clinician in (colleague, 999):
        with pytest.raises(AccountRefused):
            supervisors.name(clinician, me, named_by=me)
    assert supervisors.all() == {}


def test_a_supervisor_who_is_deactivated_counts_no_longer(accounts, supervisors, student, colleague, me):
    supervisors.name(student, colleague, named_by=me)
    accounts.set_active(colleague, active=False)
    assert supervisors.of(student) is None
    assert supervisors.all() == {student: Supervisor(colleague, "Gabriele Falloppio", active=False)}


@pytest.mark.parametrize("beside", ["clinician", "administrator", "auditor"])
def test_a_student_has_no_other_access(accounts, student, beside):
    both = frozenset({"student", beside})
    with pytest.raises(AccountRefused, match="no other access"):
        accounts.set_access(student, both)
    with pytest.raises(AccountRefused, match="no other access"):
        accounts.add(Person("x", "X"), "-", access=both)
    assert accounts.find(id=student).access == {"student"}


def test_the_first_account_is_no_student(accounts, me):
    assert accounts.find(id=me).access == {"clinician", "administrator", "auditor"}
    assert not accounts.find(id=me).is_student
