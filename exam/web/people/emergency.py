"""Emergency access: find what colleagues have of one reference, say why, and read it for an hour."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from exam.domain.language import mark, say
from exam.domain.words.values import moment
from exam.steps.fields import free_text, one_line
from exam.store.people.emergency import EmergencyAccess
from exam.store.stored import AnswerRefused, ExamNotFound, Reading
from exam.web.accounts.again.asking import asks_again
from exam.web.exams import impression_first
from exam.web.http.current import services, settings, user_id
from exam.web.http.once import form_key
from exam.web.presenters.exam_list import list_rows

blueprint = Blueprint("emergency", __name__)
for_administrators = Blueprint("emergency_people", __name__)

HERE, PEOPLE = "/emergency-access", "/account/people/emergency-access"
LONGEST_REFERENCE = 64
SEEN = mark("Marked as seen.")


@blueprint.get(HERE)
def ask() -> str:
    """The form for the reference; nothing is searched by opening it."""
    return render_template("people/emergency.html", reference="", count=None, fault="", reason="")


@blueprint.post(f"{HERE}/search")
def search() -> str:
    """How many examinations colleagues have of exactly this reference: a number, and nothing of them."""
    return _show(_reference())


@blueprint.post(HERE)
def take() -> ResponseReturnValue:
    """Take access for the reason that was given."""
    reference, reason = _reference(), free_text(request.form.get("reason", "")) or ""
    try:
        number = services().emergencies.take(user_id(), reference, reason, form_id=form_key(reference, reason))
    except AnswerRefused as refused:
        return _show(reference, refused.faults[0].message, reason[:2000]), 422
    except ExamNotFound:
        return _show(reference), 422
    return redirect(url_for("emergency.show", number=number), 303)


@blueprint.get(f"{HERE}/<int(max=2147483647):number>")
def show(number: int) -> str:
    """What the access opens, while it lasts."""
    access, listed = services().emergencies.exams(number, user_id())
    g.reading = Reading("emergency access", access.id, access.until)
    rows = list_rows(listed, settings().clinic().by_clock, hide_found=impression_first.chosen())
    return render_template("people/emergency_list.html", access=access, until=_when(access.until), listed=rows)


@for_administrators.get(PEOPLE)
def show_people() -> str:
    """Who took emergency access and why, until this administrator has marked it as seen."""
    unseen = services().emergencies.unseen(user_id())
    return render_template("people/emergency_people.html", unseen=[_with_times(one) for one in unseen])


@for_administrators.post(f"{PEOPLE}/<int(max=2147483647):number>/seen")
@asks_again(lambda **_: show_people())
def mark_seen(number: int) -> Response:
    """Mark one as seen."""
    services().emergencies.mark_seen(number, user_id())
    flash(say(SEEN), "message")
    return redirect(url_for("emergency_people.show_people"), 303)


def count_unseen() -> int:
    """How many emergency accesses the administrator who is signed in has not marked as seen."""
    return services().emergencies.count_unseen(user_id())


def _reference() -> str:
    return (one_line(request.form.get("reference", "")) or "")[:LONGEST_REFERENCE]


def _show(reference: str, fault: str = "", reason: str = "") -> str:
    count = services().emergencies.count(user_id(), reference) if reference else None
    return render_template("people/emergency.html", reference=reference, count=count, fault=fault, reason=reason)


def _with_times(access: EmergencyAccess) -> tuple[EmergencyAccess, str, str]:
    return access, _when(access.at), _when(access.until)


def _when(at: datetime) -> str:
    return moment(settings().clinic().by_clock(at))
