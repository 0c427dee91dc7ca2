"""What a student has signed: not valid until a supervisor has counter-signed it, and what the supervisor said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exam.domain.language import mark, say
from exam.domain.note.history import Line, filled
from exam.domain.words.values import moment, one_line

STUDENT = mark("{name}, student")
WAITS = mark("NOT VALID until counter-signed by {supervisor}: examined by {name}, student")
WAITS_FOR_NOBODY = mark("NOT VALID until counter-signed by a supervisor: examined by {name}, student")
SENT_BACK = mark("NOT VALID, sent back by {supervisor}, {moment}: examined by {name}, student")


@dataclass(frozen=True, slots=True)
class CounterSigned:
    """A supervisor's counter-signature, with its hash, which covers the note; with a reason, that it was sent back."""

    name: str
    when: datetime
    sha256: str
    account: str
    returned: str | None = None

    @property
    def full_name(self) -> str:
        """The name with that of the account."""
        return say("{name}, account {account}").format(name=one_line(self.name), account=self.account)


@dataclass(frozen=True, slots=True)
class Supervised:
    """Of a student's signature: what was said, or else who is to counter-sign; empty where nobody can."""

    supervisor: str
    said: CounterSigned | None = None

    @property
    def standing(self) -> Literal["waiting", "returned", "signed"]:
        """Whether the note is valid: signed only with the counter-signature."""
        if self.said is None:
            return "waiting"
        return "signed" if self.said.returned is None else "returned"

    def mark(self, name: str) -> str:
        """What every page says until the note is valid, and for ever if it was sent back; `name` is the student's."""
        if self.said is None:
            words = say(WAITS if self.supervisor else WAITS_FOR_NOBODY)
            return words.format(supervisor=one_line(self.supervisor), name=one_line(name))
        if self.said.returned is None:
            return ""
        words, supervisor = say(SENT_BACK), one_line(self.said.name)
        return words.format(supervisor=supervisor, moment=moment(self.said.when), name=one_line(name))

    @property
    def counter_signed(self) -> str:
        """Who counter-signed and when, beside who signed; empty where nobody did."""
        if self.standing != "signed" or self.said is None:
            return ""
        words = say("counter-signed {moment} by {name}")
        return words.format(moment=moment(self.said.when), name=self.said.full_name)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The same in the box of the signature, with the hash."""
        said = self.said
        if said is None:
            return (Line(say("Counter-signature"), self._waits),)
        hashed = Line(say("Counter-signature SHA-256"), said.sha256)
        if said.returned is None:
            by = Line(say("Counter-signed by"), said.full_name)
            return (by, Line(say("Counter-signed"), moment(said.when)), hashed)
        by = Line(say("Sent back by"), f"{said.full_name}, {moment(said.when)}")
        return filled((by, Line(say("Reason"), said.returned), Line(say("Return SHA-256"), said.sha256)))

    @property
    def _waits(self) -> str:
        if not self.supervisor:
            return say("none yet")
        return say("none yet; {supervisor} is to counter-sign").format(supervisor=one_line(self.supervisor))
