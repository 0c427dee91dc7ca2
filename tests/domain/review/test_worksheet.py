"""The form: the figures that matter most, and that nobody has reviewed them."""

from datetime import date

import msgspec

from exam.domain.review import worksheet as module
from exam.domain.review.worksheet import worksheet
from reference import load_reference
from reference.model import Review, ReviewedFigure

RANKS = {"priors/leg.root": 0.3, "likelihoods/reflexes.achilles/root.S1": 0.25, "priors/reflex.brisk": 0.1}


def form_of(monkeypatch, rows=2):
    from reference.figures import figures_of

    found = dict.fromkeys(figures_of(load_reference()), 0.0) | RANKS
    monkeypatch.setattr(module, "influences", lambda _records: found)
    return worksheet(rows, [])


def test_the_most_important_come_first(monkeypatch):
    form = form_of(monkeypatch)
    assert [claim.id for claim in form.claims] == ["priors/leg.root", "likelihoods/reflexes.achilles/root.S1"]
    assert [claim.moves for claim in form.claims] == ["30", "25"]
    assert form.claims[0].basis == "developer judgement"
    assert form.reference == load_reference().version


def test_it_says_that_nobody_has_reviewed_them(monkeypatch):
    form = form_of(monkeypatch)
    assert form.state[0] == "No clinician has reviewed any of these 2 figures yet."
    assert {claim.reviewed for claim in form.claims} == {"Not reviewed by a clinician"}


def test_it_says_who_has_reviewed_them(monkeypatch):
    review = Review(by="A. Vesalius", role="neurologist", on=date(2026, 11, 28), verdict="agree", p=0.5)
    reviewed = {"priors/leg.root": ReviewedFigure(figure="priors/leg.root", reviews=(review,))}
    changed = msgspec.structs.replace(load_reference(), reviews=reviewed)
    for where in ("exam.domain.review.worksheet", "exam.domain.review.words"):
        monkeypatch.setattr(f"{where}.load_reference", lambda: changed)
    form = form_of(monkeypatch)
    assert form.state[0] == "1 of these 2 figures has been reviewed by a clinician."
    assert form.state[1].startswith("1 of the ")
    start = "Reviewed by A. Vesalius (neurologist, 28 November 2026): agrees"
    assert form.claims[0].reviewed.startswith(start)
