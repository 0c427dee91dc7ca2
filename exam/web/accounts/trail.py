"""The audit trail, for auditors: who did what, when and from where, without patient data."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

from flask import Blueprint, Response, render_template, request, stream_with_context

from exam.domain.language import mark, say
from exam.domain.words.values import short_day
from exam.steps.fields import one_line
from exam.store.trail.access import PAGE, TrailEntry, TrailWanted
from exam.web.http.current import services, settings

blueprint = Blueprint("trail", __name__, url_prefix="/account/trail")

LARGEST = 2**31 - 1
FORMULA = ("=", "+", "-", "@")
# The words of the trail are stored; those of the log of an examination are shown in others.
ACTS = {
    "created": mark("began with its first answers"),
    "tapped": mark("answered"),
    "all_normal": mark("entered as normal"),
    "derived": mark("completed by the program"),
    "undo": mark("undone"),
    "began": mark("examination begun"),
}
# What a row is; of an examination and its answers the act says it.
ROWS = {
    "accounts": mark("account"),
    "account_access": mark("access of an account"),
    "account_settings": mark("choice of an account"),
    "clinic_settings": mark("setting of the clinic"),
    "phrases": mark("ready phrase"),
    "second_factors": mark("two-step sign-in of an account"),
    "recovery_codes": mark("recovery code of an account"),
    "intended_use_readings": mark("reading of the intended use by an account"),
    "service_periods": mark("service of the clinic"),
    "research_permissions": mark("permission for research"),
    "supervisors": mark("supervisor of an account"),
    "covers": mark("cover"),
    "emergency_accesses": mark("emergency access"),
    "emergency_accesses_seen": mark("emergency access seen by an account"),
    "erasures": mark("erasure"),
    "erased_exams": mark("examination that was erased"),
    "passkeys": mark("passkey of an account"),
    "pins": mark("PIN of an account"),
    "signatures": mark("signature"),
    "withdrawn_signatures": mark("signature that was withdrawn"),
    "counter_signatures": mark("counter-signature"),
    "addenda": mark("addendum"),
    "voids": mark("declaration that a note is void"),
    "kept_outputs": mark("stored print or text of a note"),
    "hand_overs": mark("hand-over"),
    "outcomes": mark("outcome"),
    "emergency_access_exams": mark("examination read by emergency access"),
}
OF_THE_ACT = {"exams", "revisions"}
COLUMNS = (mark("number"), mark("time"), mark("person"), mark("address"), mark("act"), mark("examination"), mark("row"))
# Who acts for whom, and why.
DETAILS = mark("details")


@blueprint.get("/")
def show() -> str:
    """The newest entries first, a page at a time; of one person or one examination if asked for."""
    wanted, trail = _wanted(), services().trail
    entries = list(trail.entries(wanted, PAGE + 1))
    return render_template(
        "accounts/trail.html",
        entries=[(entry, _when(entry), _act(entry), _row(entry)) for entry in entries[:PAGE]],
        details=trail.details(),
        wanted=wanted,
        older=entries[PAGE - 1].number if len(entries) > PAGE else None,
        head=trail.head(),
    )


@blueprint.get("/trail.csv")
def export() -> Response:
    """All entries that are wanted as a table for a spreadsheet."""
    lines = stream_with_context(_lines(services().trail.entries(_wanted(), None)))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=dermyo-trail.csv"
    return response


def _wanted() -> TrailWanted:
    before = request.args.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < len(str(LARGEST)) else None
    return TrailWanted(one_line(request.args.get("person", "")) or "", _exam_id(), number)


def _exam_id() -> str:
    given = request.args.get("examination", "").strip()
    return given if given.isalnum() and given.isascii() else ""


def _act(entry: TrailEntry) -> str:
    return say(ACTS.get(entry.act, entry.act))


def _row(entry: TrailEntry) -> str:
    """The row of an entry: "account 3", "setting of the clinic time zone"; of an examination without its key."""
    table, _, key = entry.subject.partition(" ")
    if not table or table in OF_THE_ACT:
        return ""
    words = say(ROWS[table])
    return words if entry.exam_id else f"{words} {key.replace('_', ' ').replace('/', ', ')}"


def _when(entry: TrailEntry) -> str:
    """The day and the time with its seconds, by the clinic's clock."""
    clock = settings().clinic().by_clock
    at = clock(entry.at)
    return f"{short_day(at.isoformat(), clock(datetime.now(UTC)).isoformat())}, {at:%H:%M:%S}"


def _lines(entries: Iterator[TrailEntry]) -> Iterator[str]:
    yield _line([say(column) for column in (*COLUMNS, DETAILS)])
    details = services().trail.details()
    for entry in entries:
        when = entry.at.isoformat(timespec="microseconds")
        row = (entry.number, when, entry.actor, entry.address, _act(entry), entry.exam_id, entry.subject)
        yield _line([*row, details.get(entry.subject, "")])


def _line(values: list[object]) -> str:
    """One line; a spreadsheet must not take a user name for a formula."""
    text, safe = StringIO(), (f"'{value}" if str(value).startswith(FORMULA) else value for value in values)
    csv.writer(text).writerow(safe)
    return text.getvalue()
