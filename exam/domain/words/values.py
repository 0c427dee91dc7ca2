"""The values of a record in words: grades, answers, durations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from exam.domain.language import mark, say, say_count, say_day
from exam.domain.record.durations import as_tapped, weeks_of
from exam.domain.record.model import AlertReview, Finding, Handover, LimitedGrade, NotTested, Value
from exam.domain.words.findings import SITE_LISTS, test_of
from exam.domain.words.grammar import counted, inside, joined
from reference import load_reference
from reference.model import Scale
from reference.vocabulary import ZOSTER_DERMATOMES

# Durations that no tap gives are in days below two weeks, in months from half a year, in years from two.
DAYS_BELOW_WEEKS = 2
MONTHS_FROM = 6
MONTHS_UP_TO = 24
# How a number that is not whole is counted.
SEVERAL = 2
SHORT_MONTHS = (
    *(mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun")),
    *(mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec")),
)
REASON_WORDS = {
    "pain": mark("pain"),
    "declined": mark("declined"),
    "amputation": mark("amputation"),
    "cast_or_dressing": mark("cast or dressing"),
    "cannot_cooperate": mark("cannot cooperate"),
    "other": mark("another reason"),
}
COURSE_WORDS = {"new": mark("new or worse"), "long_standing": mark("long-standing, unchanged")}
ANSWER_WORDS = {
    "acted_on": mark("Acted on"),
    "known_and_old": mark("Known and old"),
    "other_explanation": mark("Another explanation"),
}
LIMITED = {"pain": mark("{grade} (limited by pain)")}
PLAIN_WORDS = {
    "female": mark("female"),
    "male": mark("male"),
    "other": mark("other"),
    "unknown": mark("unknown"),
    "sudden": mark("sudden"),
    "gradual": mark("gradual"),
    "right": mark("right"),
    "left": mark("left"),
    "both": mark("both"),
    "none": mark("none"),
}
NOT_ANSWERED = mark("Not answered")
DIAGNOSES, REVIEW = "impression.diagnoses", "plan.review_in_weeks"
TYPED = (
    "comments.",
    "impression.text",
    "patient.reference",
    "plan.text",
    "plan.safety_net_text",
    "presentation.old_deficit.",
)


def value_label(path: str, value: Finding | Value) -> str:
    """A value in words: "4-", "1 reduced", "yes", "120 ml", "4 (limited by pain)", "could not be tested (pain)"."""
    if isinstance(value, NotTested):
        return say("could not be tested ({reason})").format(reason=say(REASON_WORDS[value.reason]))
    if isinstance(value, LimitedGrade):
        return say(LIMITED[value.limited_by]).format(grade=value.grade)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, tuple):
        named = diagnoses_label(value) if path == DIAGNOSES else joined(_place(place) for place in _in_order(value))
        return named or say("none")
    if isinstance(value, str) and path.rsplit(".", maxsplit=1)[-1] in SITE_LISTS:
        return inside(say(load_reference().sites[value].label))
    scale = _scale_of(path)
    return _grade_label(load_reference().scales[scale], value) if scale else _plain_value(path, value)


def diagnoses_label(ids: Iterable[str]) -> str:
    """The diagnoses of an impression, in the order in which they were given: "Herniated lumbar disc; Sciatica"."""
    return "; ".join(say(load_reference().conditions[id].label) for id in ids)


def _in_order(places: tuple[str, ...]) -> list[str]:
    """Dermatomes from top to bottom; sites as they were given."""
    return sorted(places, key=lambda place: (*ZOSTER_DERMATOMES, place).index(place))


def _place(place: str) -> str:
    """A site in words; a dermatome is its own word."""
    return place if place in ZOSTER_DERMATOMES else inside(say(load_reference().sites[place].label))


@lru_cache(maxsize=4096)
def _scale_of(path: str) -> str | None:
    """The scale of a test, or of the first test of what is examined in several ways, as a dermatome."""
    row = load_reference().likelihoods.get(path)
    test = test_of(row.modalities[0].finding if row and row.modalities else path)
    return test.scale if test else None


def _grade_label(scale: Scale, value: str | float) -> str:
    if not scale.grades:
        return f"{value} {say(scale.unit)}" if scale.unit else str(value)
    grade = {str(grade.value): grade for grade in scale.grades}[str(value)]
    words = inside(say(grade.label))
    return words if str(value) in words or not str(value)[:1].isdigit() else f"{value} {words}"


def _plain_value(path: str, value: str | float) -> str:
    if isinstance(value, str):
        return value if path.startswith(TYPED) else chosen(value)
    if path == REVIEW:
        return review_label(value)
    return duration_label(value) if path.endswith("_weeks") else f"{value:g}"


def chosen(value: str) -> str:
    """A word that was chosen from a list; anything else is an id."""
    words = COURSE_WORDS.get(value) or PLAIN_WORDS.get(value)
    return say(words) if words else value.replace("_", " ")


def duration_label(weeks: float) -> str:
    """A duration as it was tapped, or as people say it: "8 hours", "4 days", "3 months", "about 7 months"."""
    number, unit = as_tapped(weeks)
    if weeks_of(number, unit) == round(weeks, 2):
        return counted(number, unit)
    months = round(weeks * 12 / 52)
    if 0 < weeks * 7 < 1:
        return counted(max(round(weeks * 7 * 24), 1), "hour")
    if weeks < DAYS_BELOW_WEEKS:
        return counted(round(weeks * 7), "day")
    if months < MONTHS_FROM:
        return counted(round(weeks), "week")
    near = counted(months, "month") if months < MONTHS_UP_TO else counted(round(months / 12), "year")
    return say("about {duration}").format(duration=near)


def review_label(weeks: float) -> str:
    """The time until the patient is seen again, in weeks as it was entered: "6 weeks", "1.5 weeks"."""
    number = int(weeks) if weeks == int(weeks) else SEVERAL
    return say_count("{number} week", "{number} weeks", number).format(number=f"{weeks:g}")


def review_words(review: AlertReview, examined_at: str | None) -> str:
    """An answer with who gave it and when: "Acted on: sent to the emergency department (Dr X, 14:05)".

    The time is by the clock of the examination, with the date where it is another day or no time was recorded.
    """
    words = said(review)
    return f"{words} ({one_line(review.by)}, {when_words(review.at, examined_at)})"


def call_words(call: Handover, examined_at: str | None) -> str:
    """Who was phoned, when, by whom, and what was agreed: "Spinal registrar, 14:20 (Dr X). Agreed: ambulance"."""
    words = say("{whom}, {when} ({name})").format(
        whom=one_line(call.to), when=when_words(call.at, examined_at), name=one_line(call.by)
    )
    agreed = one_line(call.agreed or "").rstrip(".")
    return say("{call}. Agreed: {what}").format(call=words, what=agreed) if agreed else words


def said(review: AlertReview) -> str:
    """The answer and its words, on one line: "Acted on: sent to the emergency department"."""
    text = one_line(review.text or "").rstrip(".")
    return say(ANSWER_WORDS[review.answer]) + (f": {text}" if text else "")


def one_line(text: str) -> str:
    """A text without its line breaks, so that it cannot be read as a line of the note."""
    return " ".join(text.split())


def moment(when: datetime) -> str:
    """A time as a note gives it: "21 November 2026, 09:30 (UTC+01:00)"."""
    return f"{minute_words(when)} ({when.tzname()})"


def minute_words(when: datetime) -> str:
    """A time by the clock of whoever reads it: "21 November 2026, 09:30"."""
    return f"{say_day(when)}, {when.hour:02}:{when.minute:02}"


def day_words(at: str) -> str:
    """The day of a moment, by its own clock: "3 October 2026"."""
    return say_day(datetime.fromisoformat(at))


def short_day(at: str, now: str | None) -> str:
    """The same in short: "3 Oct", or "3 Oct 2025" where `now` is in another year or not known."""
    then = datetime.fromisoformat(at)
    same_year = now is not None and datetime.fromisoformat(now).year == then.year
    day = f"{then.day} {say(SHORT_MONTHS[then.month - 1])}"
    return day if same_year else f"{day} {then.year}"


def when_words(at: str, examined_at: str | None) -> str:
    """A time by the clock of the examination, with the date where it is another day or no time was recorded."""
    given = datetime.fromisoformat(at)
    if examined_at is None:
        return moment(given)
    examined = datetime.fromisoformat(examined_at)
    given = _by_clock_of(examined, given)
    clock = f"{given:%H:%M}"
    return clock if given.date() == examined.date() else f"{say_day(given)}, {clock}"


def _by_clock_of(examined: datetime, given: datetime) -> datetime:
    try:
        return given.astimezone(examined.tzinfo)
    except OverflowError:  # on the first and the last day that a calendar has
        return given
