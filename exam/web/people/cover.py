"""Cover: the examiner, or an administrator for an absent one, names a colleague who reads meanwhile."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from exam.domain.language import mark, say, say_day
from exam.steps.fields import free_text, one_line
from exam.store.listing import PAGE, Wanted
from exam.store.lists.paging import Place
from exam.store.people.covers import Cover, Span
from exam.store.stored import AnswerRefused, Reading
from exam.web.accounts.again.asking import asks_again
from exam.web.exams import impression_first
from exam.web.http.current import services, settings, user_id
from exam.web.http.once import form_key
from exam.web.presenters.exam_list import list_rows

blueprint = Blueprint("covers", __name__)

OWN, ALL = "/account/cover", "/account/people/cover"
FIELDS = ("owner", "reader", "since", "until", "reason")
NAMED = mark("The cover was entered.")
ENDED = mark("The cover was ended.")


@blueprint.get(OWN)
def show_own() -> str:
    """Who covers one's own examinations, and the form to name somebody."""
    return _show_own({}, {})


@blueprint.post(OWN)
def name_own() -> ResponseReturnValue:
    """Name a colleague who reads one's own examinations."""
    faults = _name(user_id(), _fields())
    return (_show_own(_fields(), faults), 422) if faults else _there("covers.show_own", NAMED)


@blueprint.post(f"{OWN}/<int(max=2147483647):number>/end")
def end_own(number: int) -> Response:
    """End a cover of one's own examinations, or one's own reading of a colleague's."""
    services().covers.end(number, user_id())
    return _there("covers.show_own", ENDED)


@blueprint.get(ALL)
def show_all() -> str:
    """The covers of everybody, for administrators."""
    return _show_all({}, {})


@blueprint.post(ALL)
@asks_again(lambda: _show_all(_fields(), {}))
def name_any() -> ResponseReturnValue:
    """Name a colleague for somebody who is absent."""
    given = _fields()
    owner = int(given["owner"]) if given["owner"].isdecimal() else 0
    faults = _name(owner, given)
    return (_show_all(given, faults), 422) if faults else _there("covers.show_all", NAMED)


@blueprint.post(f"{ALL}/<int(max=2147483647):number>/end")
@asks_again(lambda **_: _show_all({}, {}))
def end_any(number: int) -> Response:
    """End anybody's cover."""
    services().covers.end(number)
    return _there("covers.show_all", ENDED)


@blueprint.get("/cover/<int(max=2147483647):number>")
@blueprint.post("/cover/<int(max=2147483647):number>", endpoint="search")
def show_covered(number: int) -> str:
    """The examinations that one reads as cover; a search comes by POST, since no reference is in an address."""
    search = (one_line(request.form.get("search", "")) or "")[:64]
    place = Place.read(request.form.get("after", ""), request.form.get("before", ""))
    cover, page = services().covers.exams(number, user_id(), Wanted(search), place, PAGE)
    g.reading = Reading("cover", cover.id, cover.ends_at)
    rows = list_rows(page.rows, settings().clinic().by_clock, hide_found=impression_first.chosen())
    return render_template(
        "people/covered.html",
        cover=cover,
        until=last_day(cover),
        listed=rows,
        page=page,
        search=search,
    )


def last_day(cover: Cover) -> str:
    """The last day of a cover by the clinic's clock, in words."""
    return _in_words(cover.ends_at - timedelta(microseconds=1))


def _there(endpoint: str, words: str) -> Response:
    flash(say(words), "message")
    return redirect(url_for(endpoint), 303)


def _fields() -> dict[str, str]:
    return {name: request.form.get(name, "")[:2000] for name in FIELDS}


def _name(owner_id: int, given: dict[str, str]) -> dict[str, str]:
    """Enter a cover; returns what is wrong by the name of the field."""
    span = _span(given["since"], given["until"])
    if span is None:
        return {"until": say("Enter both days.")}
    reader = int(given["reader"]) if given["reader"].isdecimal() else 0
    reason, key = free_text(given["reason"]) or "", form_key(*given.values())
    try:
        services().covers.name(owner_id, reader, span, reason, named_by=user_id(), form_id=key)
    except AnswerRefused as refused:
        return {fault.path: fault.message for fault in refused.faults}
    return {}


def _span(since: str, until: str) -> Span | None:
    """From the beginning of the first day to the end of the last one, by the clinic's clock."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
        return Span(_midnight(first), _midnight(last + timedelta(days=1)))
    except (ValueError, OverflowError):
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), settings().clinic().zone).astimezone()


def _day(moment: datetime) -> str:
    return settings().clinic().by_clock(moment).date().isoformat()


def _in_words(moment: datetime) -> str:
    return say_day(settings().clinic().by_clock(moment))


def _show_own(given: dict[str, str], faults: dict[str, str]) -> str:
    covers = services().covers
    return render_template(
        "people/cover_own.html",
        mine=_with_days(covers.of(user_id())),
        reads=_with_days(covers.read_by(user_id())),
        owners=[],
        **_form(given, faults, services().hand_overs.colleagues(user_id())),
    )


def _show_all(given: dict[str, str], faults: dict[str, str]) -> str:
    covers = services().covers
    return render_template(
        "people/cover_all.html",
        every=_with_days(covers.every()),
        owners=covers.owners(),
        **_form(given, faults, services().hand_overs.colleagues(user_id())),
    )


def _form(given: dict[str, str], faults: dict[str, str], colleagues: object) -> dict[str, Any]:
    today = _day(settings().now())
    return {
        "given": {name: given.get(name, "") for name in FIELDS} | {"since": given.get("since") or today},
        "faults": faults,
        "colleagues": colleagues,
        "today": today,
    }


def _with_days(covers: list[Cover]) -> list[tuple[Cover, str, str]]:
    """Each with its first and its last day."""
    return [(one, _in_words(one.starts_at), last_day(one)) for one in covers]
