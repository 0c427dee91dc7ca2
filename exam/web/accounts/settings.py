"""The settings of the clinic, for administrators, and the paper that an account chose for itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import cast
from zoneinfo import available_timezones

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from exam.backups.folder import backups
from exam.domain.language import mark, say
from exam.domain.words.values import minute_words
from exam.steps.fields import free_text
from exam.store.settings import DEFAULT_AGAIN, DEFAULT_LOCK, Clinic, Own, Paper
from exam.store.stored import AnswerRefused
from exam.web.accounts.again.asking import asks_again
from exam.web.http.current import services, settings, user_id
from exam.web.note.paper import PAPER_NAMES

blueprint = Blueprint("settings", __name__, url_prefix="/account")

# Places are what a clinic knows; the rest are older names of the same zones.
REGIONS = (
    mark("Africa"),
    mark("America"),
    mark("Antarctica"),
    mark("Asia"),
    mark("Atlantic"),
    mark("Australia"),
    mark("Europe"),
    mark("Indian"),
    mark("Pacific"),
)

# Digits; more are no setting of ours.
LONGEST_NUMBER = 9
NO_NUMBER = -1

Faults = Mapping[str, str]


@blueprint.get("/clinic")
def show_clinic() -> str:
    """The settings that hold for everyone."""
    return _show(settings().clinic(), {})


def _ask_clinic() -> str:
    return _show(_read(), {})


@blueprint.post("/clinic")
@asks_again(_ask_clinic)
def save_clinic() -> ResponseReturnValue:
    """Store them all, or say what is wrong beside the field."""
    given = _read()
    try:
        settings().save_clinic(given)
    except AnswerRefused as refused:
        return _show(given, {fault.path: fault.message for fault in refused.faults}), 422
    flash(say("The clinic's settings were saved. Notes already signed keep their times."), "message")
    return redirect(url_for("settings.show_clinic"), 303)


@blueprint.post("/paper")
def save_paper() -> ResponseReturnValue:
    """Choose one's own paper, or the clinic's."""
    settings().save_own(user_id(), Own(paper=cast("Paper", request.form.get("paper", ""))))
    flash(say("Your paper size was saved."), "message")
    return redirect(url_for("accounts.show_own"), 303)


def time_zones() -> list[tuple[str, list[str]]]:
    """The time zones by region, each by its name."""
    known = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    return [(say(region), list(names)) for region, names in groupby(known, key=lambda name: name.partition("/")[0])]


def _read() -> Clinic:
    form = request.form
    return Clinic(
        name=free_text(form.get("name", "")) or "",
        address=free_text(form.get("address", "")) or "",
        time_zone=form.get("time_zone", ""),
        paper=cast("Paper", form.get("paper", "")),
        reference_in_file_names=form.get("reference_in_file_names") == "yes",
        again_minutes=_number(form.get("again_minutes", str(DEFAULT_AGAIN))),
        lock_minutes=_number(form.get("lock_minutes", str(DEFAULT_LOCK))),
    )


def _number(typed: str) -> int:
    """A number that was typed; -1, which no setting takes, for what is none."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER else NO_NUMBER


def _show(clinic: Clinic, faults: Faults) -> str:
    zones = time_zones()
    unlisted = clinic.time_zone and all(clinic.time_zone not in names for _, names in zones)
    others = [(say("Other"), [clinic.time_zone])] if unlisted and "time_zone" not in faults else []
    papers = {paper: say(name) for paper, name in PAPER_NAMES.items()}
    return render_template(
        "accounts/clinic.html",
        clinic=clinic,
        faults=faults,
        zones=[*zones, *others],
        papers=papers,
        backups=backups(services().config, datetime.now(UTC)),
        when=lambda moment: minute_words(settings().clinic().by_clock(moment)),
    )
