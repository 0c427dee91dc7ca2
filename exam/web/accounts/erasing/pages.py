"""Erasing, for administrators: by typing the reference twice, and seeing counts and dates, nothing of the content."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.domain.language import mark, say, say_count
from exam.domain.words.values import day_words
from exam.steps.fields import free_text, one_line
from exam.store.erasing.patients import LONGEST_REASON, Found, FoundOf
from exam.store.erasing.retention import before_years
from exam.store.stored import AnswerRefused, ChangedUnseen
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import services, settings, user_id

blueprint = Blueprint("erasing", __name__, url_prefix="/account/erasing")

LONGEST_REFERENCE = 64
LONGEST_SHOWN_BACK = 2 * LONGEST_REASON
SHOWN = 50
"""Erasures on the page, the newest."""
COUNTED = mark("counted a patient's examinations")
OTHER = mark(
    "This is not the reference that was counted, or there are other examinations now. Nothing was erased. Begin again."
)
CHANGED = mark("What is older changed meanwhile. Nothing was erased. Begin again.")
LEFT = mark("Parts of what was erased are still in the database's file, because it was in use: remove them below.")
NO_YEARS = -1
FAULT = 422


@blueprint.get("/")
def show() -> str:
    """Type a reference, say for how long examinations are kept, and see what was erased."""
    return _show({})


@blueprint.post("/patient")
def count() -> ResponseReturnValue:
    """How many examinations a reference has, by clinician; asked by POST, since a reference is in no address."""
    reference = _reference()
    services().trail.note(COUNTED)
    found = services().erasing.found(reference)
    if found is None:
        return _show({"reference": say("No examination has this reference.")}, reference), FAULT
    return _confirm("accounts/erasing/patient.html", found)


def _count_again() -> ResponseReturnValue:
    found = services().erasing.found(_reference())
    if found is None or found.seen != request.form.get("seen"):
        return _show({"reference": say(OTHER)}), FAULT
    return _confirm("accounts/erasing/patient.html", found, _reference())


@blueprint.post("/patient/erase")
@asks_again(_count_again)
def erase() -> ResponseReturnValue:
    """Erase everything of the reference that was typed again."""
    reference, reason = _reference(), _reason()
    try:
        number = services().erasing.erase(reference, user_id(), reason, request.form.get("seen", ""))
    except ChangedUnseen:
        return _show({"reference": say(OTHER)}), FAULT
    except AnswerRefused as refused:
        found = services().erasing.found(reference)
        if found is None or found.seen != request.form.get("seen"):
            return _show({"reference": say(OTHER)}), FAULT
        fault = refused.faults[0].message
        return _confirm("accounts/erasing/patient.html", found, reference, fault), FAULT
    return _erased(number)


def _years_again() -> ResponseReturnValue:
    return _show({}, years=request.form.get("years", "")[:LONGEST_SHOWN_BACK])


@blueprint.post("/years")
@asks_again(_years_again)
def save_years() -> ResponseReturnValue:
    """For how many years examinations are kept; empty for ever."""
    typed = request.form.get("years", "").strip()
    try:
        services().erasing.save_years(_number(typed) if typed else None)
    except AnswerRefused as refused:
        return _show({"years": refused.faults[0].message}, years=typed[:LONGEST_SHOWN_BACK]), FAULT
    flash(say("Saved. Nothing is erased by itself."), "message")
    return redirect(url_for("erasing.show"), 303)


@blueprint.get("/older")
def show_older() -> ResponseReturnValue:
    """How many examinations are older than the clinic keeps, by clinician."""
    return _confirm_older() or redirect(url_for("erasing.show"), 303)


def _older_again() -> ResponseReturnValue:
    return show_older()


@blueprint.post("/older/erase")
@asks_again(_older_again)
def erase_older() -> ResponseReturnValue:
    """Erase what is older, if it is exactly what was shown and its number was typed."""
    before, found = _before(), _older()
    if before is None or found is None or found.seen != request.form.get("seen"):
        return _show({"years": say(CHANGED)}), FAULT
    if request.form.get("number", "").strip() != str(found.number):
        return _confirm_older({"number": say("This is not the number of examinations.")}), FAULT
    try:
        number = services().erasing.erase_older(before, user_id(), _reason(), found.seen)
    except ChangedUnseen:
        return _show({"years": say(CHANGED)}), FAULT
    except AnswerRefused as refused:
        return _confirm_older({"reason": refused.faults[0].message}), FAULT
    return _erased(number)


@blueprint.post("/clear")
def clear() -> ResponseReturnValue:
    """Remove from the database's file what is still there of what was erased."""
    if services().erasing.clear():
        flash(say("Nothing of what was erased is left in the database's file."), "message")
    else:
        flash(say(LEFT), "error")
    return redirect(url_for("erasing.show"), 303)


def _erased(number: int) -> ResponseReturnValue:
    words = say_count("{number} examination was erased.", "{number} examinations were erased.", number)
    flash(words.format(number=number), "message")
    return redirect(url_for("erasing.show"), 303)


def _show(faults: dict[str, str], reference: str = "", years: str | None = None) -> str:
    """The first page; `years` are those that were typed."""
    erasing, kept = services().erasing, services().erasing.years()
    erased = erasing.erasures()
    return render_template(
        "accounts/erasing/start.html",
        faults=faults,
        reference=reference,
        years=kept,
        typed=str(kept or "") if years is None else years,
        older=_older(),
        before=_day(_before()),
        erased=[(one, _day(one.at)) for one in erased[:SHOWN]],
        left=any(not one.is_cleared for one in erased),
    )


def _confirm(template: str, found: Found, reference: str = "", fault: str = "") -> str:
    return render_template(
        template,
        found=found,
        of=[_line(one) for one in found.of],
        reference=reference,
        reason=_reason()[:LONGEST_SHOWN_BACK],
        fault=fault,
    )


def _confirm_older(faults: dict[str, str] | None = None) -> str:
    """Empty where nothing is older."""
    found = _older()
    if found is None:
        return ""
    return render_template(
        "accounts/erasing/older.html",
        found=found,
        of=[_line(one) for one in found.of],
        before=_day(_before()),
        reason=_reason()[:LONGEST_SHOWN_BACK],
        faults=faults or {},
    )


def _line(one: FoundOf) -> dict[str, str]:
    """What the page says of one clinician."""
    counts = (
        say_count("{number} signed", "{number} signed", one.signed).format(number=one.signed) if one.signed else "",
        say_count("{number} draft", "{number} drafts", one.drafts).format(number=one.drafts) if one.drafts else "",
        say_count("{number} discarded draft", "{number} discarded drafts", one.discarded).format(number=one.discarded)
        if one.discarded
        else "",
    )
    said = {"name": one.name, "counts": ", ".join(filter(None, counts))}
    return said | {"first": _day(one.first), "last": _day(one.last)}


def _older() -> Found | None:
    before = _before()
    return services().erasing.older_than(before) if before else None


def _before() -> datetime | None:
    """Midnight by the clinic's clock, so that it is the same moment all day."""
    years = services().erasing.years()
    today = settings().clinic().by_clock(_now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return before_years(today, years) if years else None


def _now() -> datetime:
    return datetime.now(UTC)


def _day(moment: datetime | None) -> str:
    return day_words(settings().clinic().by_clock(moment).isoformat()) if moment else ""


def _reference() -> str:
    return (one_line(request.form.get("reference", "")) or "")[:LONGEST_REFERENCE]


def _reason() -> str:
    return free_text(request.form.get("reason", "")) or ""


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else NO_YEARS
