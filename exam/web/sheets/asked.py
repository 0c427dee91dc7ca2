"""The language in which a sheet is asked for."""

from __future__ import annotations

from flask import abort, request

from exam.domain.language import say
from exam.languages.catalogue import CODES, NAMES, Code
from exam.web.http.errors import Problem, respond


def asked_language() -> Code:
    """The language that a request names, `?language=es`, or English. An unknown one ends the request in 422."""
    name = request.args.get("language", "en")
    for code in CODES:
        if code == name:
            return code
    message = say("Sheets are printed in {languages}.").format(languages=", ".join(NAMES.values()))
    return abort(respond(Problem(422, say("Unknown language"), message)))
