"""The reviews that the reference holds, with those of new forms, and the text of their file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from exam.domain.review.form import Form
from reference import load_reference
from reference.figures import figures_of
from reference.model import Review, ReviewedFigure

HEAD = """\
# Who has reviewed a figure of likelihoods.toml or priors.toml, when, and with what verdict (agree, too_high, too_low).
# `dermyo reference review --record FILE...` writes this file from returned review forms; docs/review.md says how.
# `p` is the figure that was reviewed. A figure that is not listed here has not been reviewed by a clinician.
"""

Reviews = Mapping[str, ReviewedFigure]


def merged(reviews: Reviews, forms: Sequence[Form]) -> dict[str, ReviewedFigure]:
    """The reviews with those of the forms, in the order of the tables; a reader's new verdict replaces the old one."""
    found = {id: list(row.reviews) for id, row in reviews.items()}
    for form in forms:
        for answer in form.answers:
            review = answer.as_review(form.reader)
            if review:
                others = [other for other in found.get(answer.figure, []) if other.by != review.by]
                found[answer.figure] = [*others, review]
    return {
        id: ReviewedFigure(figure=id, reviews=tuple(found[id])) for id in figures_of(load_reference()) if id in found
    }


def written(reviews: Reviews) -> str:
    """The text of `reviews.toml`."""
    return "\n".join([HEAD, *(line for row in reviews.values() for line in _row(row))])


def _row(row: ReviewedFigure) -> Iterator[str]:
    yield f"[[reviewed]]\nfigure = {_quoted(row.figure)}\nreviews = ["
    yield from (_review(review) for review in row.reviews)
    yield "]\n"


def _review(review: Review) -> str:
    named = f"by = {_quoted(review.by)}, role = {_quoted(review.role)}"
    return f'  {{ {named}, on = {review.on}, verdict = "{review.verdict}", p = {review.p} }},'


def _quoted(text: str) -> str:
    """A TOML string: JSON writes the same escapes, but for the one character that TOML refuses as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
