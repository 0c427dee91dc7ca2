"""For programs: a record in, its assessment out; or stored as a new draft. Both need a signed-in account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, request
from werkzeug.wrappers import Response

from exam.domain.language import say
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import RecordRefused, parse_record
from exam.web.http.current import exams, user_id
from exam.web.http.once import request_key

blueprint = Blueprint("api", __name__, url_prefix="/api")

# The longest record that the format allows is under a tenth of this.
LONGEST_BODY = 256 * 1024


@blueprint.before_request
def require_json_from_here() -> None:
    """Instead of a form token: no other site can make a browser send this content type without a CORS preflight."""
    if request.mimetype != "application/json":
        abort(415)
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        abort(403)


@blueprint.post("/assess")
def assess_record() -> Response:
    """The assessment of a record; nothing is stored. 422 with its faults."""
    return jsonify(write_assessment(assess(_record())))


@blueprint.post("/exams")
def import_record() -> tuple[Response, int]:
    """A whole record as a new draft. 422 with its faults, also for a demonstration, and then nothing is stored.

    The same record with the same `Idempotency-Key` is stored once, however often it is sent, and answered alike.
    """
    record = _record()
    if record.training is not None:
        raise RecordRefused((Fault("training", say("is a demonstration; only records of patients are imported")),))
    exam_id = exams().import_record(record, user_id(), form_id=request_key())
    stored: dict[str, Any] = {"id": exam_id, "address": f"/exams/{exam_id}/complaint"}
    return jsonify(stored), 201


def _record() -> ExamRecord:
    request.max_content_length = LONGEST_BODY
    return parse_record(request.get_data())
