"""Forms as a browser saves them, and figures of the reference to answer about."""

import json

from exam.domain.review.form import read_form
from reference import load_reference
from reference.figures import figures_of

FIGURES = list(figures_of(load_reference()))


def value_of(id):
    return figures_of(load_reference())[id].of.p


def form(name, *answers, on="2026-11-28", role="Neurologist"):
    """The JSON of a form; an answer is a figure, what was chosen, and perhaps more keys."""
    given = [{"figure": id, "p": value_of(id), "answer": answer} | dict(*more) for id, answer, *more in answers]
    reader = {"name": name, "role": role, "on": on}
    return {"format": "dermyo-review/1", "reference": "1", "reader": reader, "answers": given}


def read(data):
    return read_form(json.dumps(data).encode())


def answered(name, *words, **reader):
    """A form in which the first figures of the reference have these answers."""
    return read(form(name, *zip(FIGURES, words, strict=False), **reader))
