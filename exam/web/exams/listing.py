"""The list of the examiner's examinations: start one, continue one, find one by its patient reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.words.values import moment
from exam.steps.fields import one_line
from exam.store.listing import PAGE
from exam.store.lists.paging import Place
from exam.store.people.hand_overs import HandOver
from exam.store.people.supervisors import ToCounterSign
from exam.store.stored import AnswerRefused, Listed
from exam.web.exams import impression_first
from exam.web.exams.visits.begin import begin_or_ask
from exam.web.http.current import exams, services, settings, user_id
from exam.web.people.cover import last_day
from exam.web.presenters.exam_list import ORDERS, SHOWN, Filter, Group, list_rows
from exam.web.presenters.outcomes.waiting import GOOD_TIME, count_words
from exam.web.reference.review import past_review

blueprint = Blueprint("exams", __name__)

Waiting = TypeVar("Waiting", HandOver, ToCounterSign)
Clock = Callable[[datetime], datetime]
"""A moment by the clinic's clock: its settings are read once for the page."""


@blueprint.get("/")
def start() -> Response:
    """The start page is the list."""
    return redirect(url_for("exams.show_list"), 303)


@blueprint.get("/exams")
def show_list() -> str:
    """Drafts first; `?show=` and `?order=` narrow and sort it, `?after=` has what follows a place, `?before=` what is
    before it.
    """
    return _show(place=Place.read(request.args.get("after", ""), request.args.get("before", "")))


@blueprint.post("/exams/search")
def search() -> str:
    """The list narrowed by a search: by POST, because a patient reference never appears in an address."""
    search = one_line(request.form.get("search", "")) or ""
    place = Place.read(request.form.get("after", ""), request.form.get("before", ""))
    return _show(search=search[:64], place=place)


@blueprint.post("/exams")
def begin() -> Response | tuple[str, int]:
    """Begin an examination and go to its first step, or ask who it is."""
    reference = one_line(request.form.get("patient.reference", "")) or ""
    try:
        begun = begin_or_ask(reference)
    except AnswerRefused as refused:
        return _show(reference=reference[:64], fault=refused.faults[0].message), 422
    return redirect(f"/exams/{begun}/complaint", 303) if isinstance(begun, str) else begun


@blueprint.post("/exams/<exam_id>/restore")
def restore(exam_id: str) -> Response:
    """Take a discarded draft back."""
    exams().restore(exam_id, user_id())
    flash(say("The draft was restored."), "message")
    return redirect(url_for("exams.show_list"), 303)


def _show(*, search: str = "", place: Place | None = None, reference: str = "", fault: str = "") -> str:
    by_clock = settings().clinic().by_clock
    asked = Filter.read(*(request.args.get(name, "") for name in ("show", "order", "only")))
    # A place is in one group.
    there = place if len(asked.statuses) == 1 else None
    groups = [_group(asked, status, search, there, by_clock) for status in asked.statuses]
    return render_template(
        "exams/list.html",
        groups=[group for group in groups if group.rows],
        filter=asked,
        shown=SHOWN,
        orders=ORDERS,
        search=search,
        reference=reference,
        fault=fault,
        past_review=past_review(),
        covering=[(one, last_day(one)) for one in services().covers.read_by(user_id())],
        emergencies=[(one, moment(by_clock(one.until))) for one in services().emergencies.mine(user_id())],
        received=_when(services().hand_overs.received(user_id()), by_clock),
        given=_when(services().hand_overs.given(user_id()), by_clock),
        waiting=_waiting(by_clock),
        to_counter_sign=_when(services().supervisors.to_counter_sign(user_id()), by_clock),
    )


def _waiting(by_clock: Clock) -> str:
    """How many signed examinations have waited for an outcome long enough; empty where none has."""
    count = services().outcomes.count_waiting(user_id(), by_clock(datetime.now(UTC)) - GOOD_TIME)
    return count_words(count) if count else ""


def _when(waiting: Sequence[Waiting], by_clock: Clock) -> list[tuple[Waiting, str]]:
    """Each with its time in words."""
    return [(one, moment(by_clock(one.at))) for one in waiting]


def _group(asked: Filter, status: Listed, search: str, place: Place | None, by_clock: Clock) -> Group:
    page = exams().page(user_id(), asked.wanted(status, search), place, PAGE)
    rows = list_rows(page.rows, by_clock, hide_found=impression_first.chosen())
    return Group(say(SHOWN[status]), rows, asked.of(status), page.before, page.after)
