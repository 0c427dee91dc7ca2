"""Who has reviewed a figure, and with what verdict: kept apart from the figures, in `reviews.toml`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from reference.model.rows import Probability
from reference.vocabulary import Verdict

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict of one reader on one figure; `p` is the figure that was reviewed, which may have changed since."""

    by: Name
    role: Name
    on: date
    verdict: Verdict
    p: Probability


class ReviewedFigure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All reviews of one figure, by its id: `likelihoods/reflexes.achilles/root.S1` or `priors/leg.root`."""

    figure: Name
    reviews: tuple[Review, ...]
