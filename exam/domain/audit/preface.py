"""What comes before the figures of an audit: what they are of, who is missing, and how far they can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.audit.counts import Audit
from exam.domain.audit.rates import FEWEST
from exam.domain.language import say, say_count


def coverage(audit: Audit) -> tuple[str, ...]:
    """How many examinations there are, of how many the outcome is known, and which of these are not measured."""
    return tuple(_coverage(audit))


def _coverage(audit: Audit) -> Iterator[str]:
    found = audit.examinations
    if audit.clinics > 1:
        yield say("{number} audits, added together.").format(number=audit.clinics)
    if not found.signed:
        yield say("No examination has been signed yet.")
        return
    signed = say_count(
        "{number} examination is signed and valid.", "{number} examinations are signed and valid.", found.signed
    )
    yield signed.format(number=f"{found.signed:,}")
    yield say("With an outcome: {known}. Without one: {unknown}.").format(
        known=f"{found.with_outcome:,}", unknown=f"{found.signed - found.with_outcome:,}"
    )
    if found.with_outcome > found.could_be_read:
        yield say("Of {number} with an outcome, what was said at signing cannot be read; they are left out.").format(
            number=f"{found.with_outcome - found.could_be_read:,}"
        )
    if found.could_be_read > found.has_ranking:
        yield say("In {number} no causes were ranked, since the patient was under 16; only their alerts count.").format(
            number=f"{found.could_be_read - found.has_ranking:,}"
        )
    if found.could_be_read < FEWEST:
        yield say("That is too few to say how often Dermyo is right: figures begin with 20 outcomes.")


def cautions(audit: Audit) -> tuple[str, ...]:
    """How far the figures can be believed; nothing where there are none to believe."""
    return tuple(_cautions()) if audit.examinations.could_be_read >= FEWEST else ()


def _cautions() -> Iterator[str]:
    yield say(
        "Those without an outcome may differ: patients who recover are seldom scanned, and seldom come back. A share "
        "of those with an outcome is not the share of all."
    )
    yield say(
        "Whoever entered an outcome may have known what Dermyo had said, and an MRI is often asked for by what the "
        "findings fit. Both make Dermyo look better than it is."
    )
    yield say(
        "In published studies the accuracy of the examination itself is modest: against MRI, one that pointed to L5 "
        "took its probability from 45 to about 59 percent."
    )
    yield say(
        "What counts is what was said when each note was signed. The range in brackets is the 95 % confidence interval "
        "(Wilson); it allows for chance alone. Of fewer than 20 examinations no rate is given."
    )
