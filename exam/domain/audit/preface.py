"""What comes before the figures of an audit: what they are of, who is missing, and how far they can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.audit.counts import Audit, Examinations
from exam.domain.audit.rates import FEWEST
from exam.domain.language import say, say_count

WEAKER = ("course", "another_specialist")
"""How an outcome may be known without a test that shows the lesion."""


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
    if found.will_not_be_known:
        never = f"{found.will_not_be_known:,}"
        yield say("In {number} of those without one, it will not be known.").format(number=never)
    if found.with_outcome > found.could_be_read:
        yield say("Of {number} with an outcome, what was said at signing cannot be read; they are left out.").format(
            number=f"{found.with_outcome - found.could_be_read:,}"
        )
    yield from _without_ranking(found)
    if found.could_be_read < FEWEST:
        yield say("That is too few to say how often Dermyo is right: figures begin with 20 outcomes.")


def _without_ranking(found: Examinations) -> Iterator[str]:
    if found.under_16:
        yield say(
            "In {number} no causes were ranked, since the patient was under 16; they are in none of the rates."
        ).format(number=f"{found.under_16:,}")
    if found.not_enough_examined:
        yield say("In {number} too little was examined to name a cause; they are in none of the rates.").format(
            number=f"{found.not_enough_examined:,}"
        )


def cautions(audit: Audit) -> tuple[str, ...]:
    """How far the figures can be believed; nothing where there are none to believe."""
    return tuple(_cautions(audit)) if audit.examinations.could_be_read >= FEWEST else ()


def _cautions(audit: Audit) -> Iterator[str]:
    yield say(
        "Those without an outcome may differ: patients who recover are seldom scanned, and seldom come back. A share "
        "of those with an outcome is not the share of all."
    )
    yield say(
        "An outcome may itself be wrong: MRI also shows disc herniations in people without symptoms. Known by the "
        "clinical course or another specialist: {number} of {all} outcomes."
    ).format(
        number=f"{sum(audit.known_by.get(way, 0) for way in WEAKER):,}", all=f"{audit.examinations.with_outcome:,}"
    )
    yield say(
        "Whoever examined enters the outcome, and may remember what Dermyo had said and their own impression; and an "
        "MRI is often asked for by what the findings fit. Both Dermyo and the clinician may look better than they are."
    )
    yield say(
        "In published studies the accuracy of the examination itself is modest: against MRI, one that pointed to L5 "
        "took its probability from 45 to about 59 percent."
    )
    yield say(
        "What counts is what was said when each note was signed. The range in brackets is the 95 % confidence interval "
        "(Wilson); it allows for chance alone, and takes examinations as independent, though a patient who was "
        "examined twice counts twice. Of fewer than 20 examinations no rate is given."
    )
    if audit.clinics > 1:
        yield say(
            "What was rare in one clinic is counted there among the rarer, so a row of a cause or an alert may lack "
            "some. A clinic that is in two of the added audits counts twice, and nothing here shows it."
        )


def versions(audit: Audit) -> str:
    """Which versions of the reference the notes were written with: the only trace of when; empty without a note."""
    if not audit.knowledge:
        return ""
    return say("The notes were written with reference {versions}.").format(versions=", ".join(audit.knowledge))
