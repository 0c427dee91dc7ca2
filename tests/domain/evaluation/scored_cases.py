"""Scored cases made by hand."""

from exam.domain.evaluation.cases import ScoredCase
from exam.domain.evaluation.expected import Expected

L5 = ("root.L5", "left")
S1 = ("root.S1", "left")
FIBULAR = ("nerve.common_fibular", "left")


def expected(cause="root.L5", side="left", label="L5", *acceptable, emergency=False):
    return Expected(cause, side, label, emergency, acceptable)


def scored_case(answer=L5, named=(L5, S1), *, label="L5", emergency=False, acceptable=(), **more):
    """One case in which L5 was expected and named, unless something else is given."""
    given = {
        "id": "case",
        "strict": True,
        "likeliest_root": ("L5", "left"),
        "probability": 0.5,
        "charted": (S1,),
        "statement": "fits_one",
        "urgency": "routine",
        "emergency_alerts": (),
    }
    block = Expected(*answer, label, emergency, acceptable)
    return ScoredCase(**given | more, expected=block, named=named)
