"""The paper on which a note is shown and printed."""

from __future__ import annotations

from flask import abort, request

from exam.domain.language import mark, say
from exam.domain.words.grammar import joined
from exam.printing.pdf import PAPERS, Paper
from exam.web.http.current import settings, user_id
from exam.web.http.errors import Problem, respond

PAPER_NAMES: dict[Paper, str] = {"a4": "A4", "letter": mark("US Letter")}


def names() -> dict[Paper, str]:
    """The names of the papers in words."""
    return {paper: say(name) for paper, name in PAPER_NAMES.items()}


def usual() -> Paper:
    """The paper that is used where none is asked for: one's own choice, else the clinic's."""
    return settings().own(user_id()).paper or settings().clinic().paper


def others() -> tuple[Paper, ...]:
    """The papers besides the usual one."""
    return tuple(paper for paper in PAPERS if paper != usual())


def asked() -> Paper:
    """The paper that a request names, `?paper=letter`, or the usual one. An unknown one ends the request in 422."""
    name = request.args.get("paper", usual())
    for paper in PAPERS:
        if paper == name:
            return paper
    message = say("Notes can be printed on {papers}.").format(papers=joined(names().values(), "or"))
    return abort(respond(Problem(422, say("Unknown paper size"), message)))
