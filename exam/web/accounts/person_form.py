"""Reads the fields that describe a person, and a new password."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app
from flask_security import hash_password
from werkzeug.datastructures import MultiDict

from exam.domain.language import say
from exam.domain.record.typed.characters import fault_of
from exam.domain.words.grammar import heading
from exam.steps.fields import one_line
from exam.store.accounts import ACCESS, Access, Person, StoredAccount
from exam.web.accounts.guessing import LONGEST_PASSWORD
from exam.web.accounts.sign_in import LONGEST_NAME

LONGEST_TEXT = 200

Faults = dict[str, str]


def read_person(form: Mapping[str, str]) -> tuple[Person, Faults]:
    """The person described, and what is wrong with it by the name of the field."""
    texts = {name: one_line(form.get(name, "")) or "" for name in Person.__dataclass_fields__}
    faults = {name: fault for name, text in texts.items() if (fault := _fault_of(name, text))}
    # A page that shows them again must not contain characters that HTML does not allow.
    return Person(**{name: "".join(filter(str.isprintable, text)) for name, text in texts.items()}), faults


def read_new_password(form: Mapping[str, str], person: Person | StoredAccount) -> tuple[str, Faults]:
    """The hash of a new password of this person, given twice, or what is wrong with it."""
    given = form.get("password", "")
    if len(given) > LONGEST_PASSWORD:
        return "", {"password": _too_long(LONGEST_PASSWORD)}
    rules = current_app.extensions["security"].password_util
    faults, password = rules.validate(given, is_register=True, person=person)
    if faults:
        return "", {"password": f"{faults[0]}."}
    if given != form.get("password_again", ""):
        return "", {"password_again": say("Passwords do not match.")}
    return hash_password(password), {}


def read_access(form: MultiDict[str, str]) -> frozenset[Access]:
    """The kinds of access that are ticked; what is none is ignored."""
    ticked = form.getlist("access")
    return frozenset(kind for kind in ACCESS if kind in ticked)


def _fault_of(name: str, text: str) -> str | None:
    longest = LONGEST_NAME if name == "username" else LONGEST_TEXT
    if not text and name in ("username", "full_name"):
        return say("Required.")
    if len(text) > longest:
        return _too_long(longest)
    fault = fault_of(text)
    return f"{heading(fault)}." if fault else None


def _too_long(longest: int) -> str:
    return say("Use at most {longest} characters.").format(longest=longest)
