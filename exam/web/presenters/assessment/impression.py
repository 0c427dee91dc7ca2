"""The clinician's own impression: what can be agreed with, the diagnoses, what was entered, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.causes import NO_LESION
from exam.domain.record.model import ExamRecord, Impression
from exam.domain.words.causes import cause_label
from exam.domain.words.grammar import heading, inside
from exam.domain.words.ranking import Place, agreeable
from exam.domain.words.values import diagnoses_label
from exam.steps.assessment import DIAGNOSES, FROM_RANKING, has_impression, offered_causes, offered_diagnoses
from exam.web.presenters.step.options import SIDE_WORDS, Option
from reference import load_reference

ORDER = {
    True: mark("Entered before the ranking was shown."),
    False: mark("Entered after the ranking was shown."),
    None: "",
}
NO_LESION_NEEDED = mark("no nerve or root lesion needed to explain these findings")
UNDECIDED = mark("The findings do not distinguish these two.")
HELD_BACK = mark("This ranks first, but the findings do not clearly support it.")
BESIDE_AN_ALERT = mark("This does not answer the alert.")
SHOWN_AT_ONCE = 4
"""Diagnoses that are shown before the others are opened."""

MOST_ALSO_RANKED = 3
LEAST_RANKED = 0.05


@dataclass(frozen=True, slots=True)
class ShownImpression:
    """The current state of the impression; choices are (value, words, chosen).

    `said` is what was entered, in words, without the free text. `agree` are the buttons that take a cause and its side
    from the ranking, with a sentence about them; `also_ranked` those for the causes that come next. Of the diagnoses,
    `first` are those that the record supports most. A tap moves no button.
    """

    text: str
    said: str
    order: str
    agree: tuple[Option, ...]
    about_agreeing: str
    also_ranked: tuple[Option, ...]
    first: tuple[Option, ...]
    more: tuple[Option, ...]
    causes: tuple[tuple[str, str, bool], ...]
    sides: tuple[tuple[str, str, bool], ...]


def impression(record: ExamRecord, assessment: Assessment, *, hidden: bool) -> ShownImpression:
    """The impression of a record. While the ranking is `hidden`, nothing that follows from it is offered."""
    own, entered = record.impression, has_impression(record)
    order = ORDER[own.entered_before_ranking]
    offers = () if hidden else agreeable(assessment)
    first, more = _diagnoses(own.diagnoses or (), () if hidden else _supported(assessment))
    named = (("", say("No cause named"), own.cause is None),)
    return ShownImpression(
        text=own.text or "",
        said=said(record),
        order=say(order) if entered and order else "",
        agree=tuple(_agreement(place, own, assessment, decided=len(offers) == 1) for place in offers),
        about_agreeing=_about(offers, assessment),
        also_ranked=() if hidden else _also_ranked(assessment, own, offers),
        first=first,
        more=more,
        causes=named + tuple((cause, cause_label(cause, "none"), cause == own.cause) for cause in _causes(own.cause)),
        sides=tuple((side, say(words), side == own.side) for side, words in SIDE_WORDS.items()),
    )


def said(record: ExamRecord) -> str:
    """The cause and the diagnoses entered: "Left L5 root; Herniated lumbar disc"; empty where there are none."""
    own = record.impression
    cause = cause_label(own.cause, own.side or "none") if own.cause else ""
    return "; ".join(part for part in (cause, diagnoses_label(own.diagnoses or ())) if part)


def _agreement(place: Place, own: Impression, assessment: Assessment, *, decided: bool) -> Option:
    """The button that agrees; where the findings do not decide, it only names the cause."""
    words = _words(place)
    asks = decided and not assessment.held_back
    chosen = (own.cause, own.side) == place
    label = _agreeing(words, place, chosen=chosen) if asks else heading(words)
    return Option(FROM_RANKING, _value(place), label, label, chosen)


def _agreeing(words: str, place: Place, *, chosen: bool) -> str:
    if chosen:
        return say("Agreed: {cause}").format(cause=words)
    return (say("Agree: {cause}") if place.cause == NO_LESION else say("Agree with: {cause}")).format(cause=words)


def _words(place: Place) -> str:
    return say(NO_LESION_NEEDED) if place.cause == NO_LESION else inside(cause_label(*place))


def _value(place: Place) -> str:
    return f"{place.cause} {place.side}"


def _about(offers: Sequence[Place], assessment: Assessment) -> str:
    """What is to be said beside the buttons: never that an alert is settled by agreeing."""
    parts = (
        UNDECIDED if len(offers) > 1 else "",
        HELD_BACK if offers and assessment.held_back else "",
        BESIDE_AN_ALERT if offers and assessment.urgency != "routine" else "",
    )
    return " ".join(say(part) for part in parts if part)


def _also_ranked(assessment: Assessment, own: Impression, offers: Sequence[Place]) -> tuple[Option, ...]:
    """The causes that rank next, each by one tap with its side; none where nothing is ranked."""
    ranked = [Place(one.cause, one.side) for one in assessment.candidates if one.probability >= LEAST_RANKED]
    others = [place for place in ranked if place not in offers][:MOST_ALSO_RANKED] if offers else []
    return tuple(
        Option(
            FROM_RANKING, _value(place), heading(_words(place)), heading(_words(place)), (own.cause, own.side) == place
        )
        for place in others
    )


def _supported(assessment: Assessment) -> tuple[str, ...]:
    """The conditions that the record supports, the one that it is a picture of first."""
    picture = (assessment.picture,) if assessment.picture else ()
    return (*picture, *(condition.id for condition in assessment.conditions))


def _diagnoses(chosen: Sequence[str], supported: Sequence[str]) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Those shown at once, and the others. A tap sends the wanted state, so that sending it twice does no harm."""
    buttons = tuple(_diagnosis(id, chosen=id in chosen) for id in offered_diagnoses(supported))
    return buttons[:SHOWN_AT_ONCE], buttons[SHOWN_AT_ONCE:]


def _diagnosis(id: str, *, chosen: bool) -> Option:
    label = say(load_reference().conditions[id].label)
    return Option(
        DIAGNOSES, f"+{id}", label, say("Diagnosis: {diagnosis}").format(diagnosis=label), chosen, clears=f"-{id}"
    )


def _causes(chosen: str | None) -> tuple[str, ...]:
    """The causes offered, and one chosen elsewhere that is not among them."""
    offered = offered_causes()
    return offered if chosen is None or chosen in offered else (*offered, chosen)
