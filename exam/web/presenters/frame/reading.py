"""Why somebody else than the examiner reads an examination, in words, and the list to go back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exam.domain.language import mark, say
from exam.domain.words.values import moment
from exam.store.stored import StoredExam, Why

WORDS: dict[Why, str] = {
    "cover": mark("You read this examination of {name} as cover, until {moment}. Nothing in it can be changed."),
    "emergency access": mark(
        "You read this examination of {name} by emergency access, until {moment}. Nothing in it can be changed, "
        "and every look is in the audit trail with your reason."
    ),
    "supervisor": mark("You read this examination of {name} as supervisor. Nothing in it can be changed."),
}
LISTS: dict[Why, str] = {
    "cover": "/cover/{number}",
    "emergency access": "/emergency-access/{number}",
    "supervisor": "/exams",
}


@dataclass(frozen=True, slots=True)
class ShownReading:
    """The sentence above an examination that is only read, and the address of the list that it is in."""

    words: str
    back: str


def shown_reading(exam: StoredExam) -> ShownReading | None:
    """None for the examiner's own."""
    why = exam.reading
    if why is None:
        return None
    zone = datetime.fromisoformat(exam.record.examined_at).tzinfo if exam.record.examined_at else None
    until = moment(why.until.astimezone(zone)) if why.until else ""
    words = say(WORDS[why.why]).format(name=exam.examiner_name, moment=until)
    return ShownReading(words, LISTS[why.why].format(number=why.number))
