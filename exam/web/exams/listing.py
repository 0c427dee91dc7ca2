"""The list of the examiner's examinations: start one, continue one, find one by its patient reference."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from exam.store.listing import PAGE, Wanted
from exam.store.stored import AnswerRefused, Status
from exam.web.http.current import exams, user_id
from exam.web.http.once import form_key
from exam.web.reference.review import past_review

blueprint = Blueprint("exams", __name__)


@blueprint.get("/")
def start() -> Response:
    """The start page is the list."""
    return redirect(url_for("exams.show_list"), 303)


@blueprint.get("/exams")
def show_list() -> str:
    """Drafts first; `?page=2` for older ones."""
    return _show(page=request.args.get("page", 1, type=int))


@blueprint.post("/exams/search")
def search() -> str:
    """The list narrowed by a search: by POST, because a patient reference never appears in an address."""
    return _show(search=request.form.get("search", "")[:64], page=request.form.get("page", 1, type=int))


@blueprint.post("/exams")
def begin() -> Response | tuple[str, int]:
    """Begin an examination and go to its first step."""
    reference = request.form.get("patient.reference", "").strip()
    try:
        exam_id = exams().create(reference, user_id(), form_id=form_key(reference))
    except AnswerRefused as refused:
        return _show(reference=reference[:64], fault=refused.faults[0].message), 422
    return redirect(f"/exams/{exam_id}/complaint", 303)


def _show(*, search: str = "", page: int = 1, reference: str = "", fault: str = "") -> str:
    page = min(max(page, 1), 10_000)

    def listed(status: Status) -> list[object]:
        return list(exams().list(user_id(), Wanted(search, status), limit=PAGE + 1, offset=(page - 1) * PAGE))

    drafts, finished = listed("draft"), listed("finished")
    return render_template(
        "exams/list.html",
        groups=[(title, found[:PAGE]) for title, found in (("Drafts", drafts), ("Finished", finished)) if found],
        more=max(len(drafts), len(finished)) > PAGE,
        page=page,
        search=search,
        reference=reference,
        fault=fault,
        past_review=past_review(),
    )
