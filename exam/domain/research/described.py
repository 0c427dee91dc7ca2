"""What stands beside the cases: a page to read, and a list of what left the clinic and what did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exam.domain.research.case import alone
from exam.domain.research.paths import CHANGED, KEPT, LEFT_OUT

FORMAT = "dermyo-research/1"
READ_ME, CONTENTS, CASES = "README.txt", "contents.json", "cases"
WIDTH = 34

WHOLE: Mapping[str, str] = {
    "not_signed": "drafts, and examinations that were discarded",
    "void": "notes that were declared void",
    "replaced": "notes of which a later version was signed",
    "students": "notes of students that nobody has counter-signed",
    "demonstrations": "demonstrations, which are of no patient of the clinic",
    "without_outcome": "examinations of which nobody entered what it turned out to be, or it will not be known",
}
"""Examinations that are not in an export."""

BESIDE: Mapping[str, str] = {
    "outcome.author": "who entered the outcome",
    "outcome.entered": "when it was entered",
    "outcome.known_on": "a date; given as whole weeks after the examination, where its day is known",
    "outcome.other": "free text; the cause is `other`",
    "outcome.earlier": "outcomes that were changed or taken back",
    "signature": "who signed, and when",
    "addenda": "free text, names and dates",
    "note": "the note as it was signed, and the assessment of that day; both can be made anew from the record",
    "knowledge": "which version of the clinical reference was used: it holds a date",
}
"""What belongs to an examination beside its record, and is not in an export."""

TEXT = """\
Examinations for research, exported by Dermyo {program}, format {format}.

THESE ARE PATIENT DATA. LEAVING OUT NAMES DOES NOT MAKE THEM ANONYMOUS.

Whoever knows something of a patient (the age, the side, a rare disease, that
he or she was examined here) may recognise the examination, and then reads all
the rest of it: the fewer examinations and the rarer the finding, the easier.
The only one here with their sex, decade of age and outcome: {alone} of {count}.

One person may be in it more than once. Give it only to those whom the
permission of the clinic covers, store it as you store patient data, connect it
with no other data about persons, try to recognise nobody, and do not publish
single examinations.

What is here

cases/R-0001.json ...  one examination each, in the format of Dermyo's
                       published cases; the numbers are in random order
contents.json          the lists below, to be read by a program

`dermyo evaluate FOLDER` measures the ranking on them.

How to read the figures

Signed examinations that counted when this was made: {signed}
With an outcome, and here: {count}
With an outcome, and a record that this version cannot read: {unreadable}

Those without an outcome may have turned out otherwise, and one is more often
looked for where it is in doubt. Who entered it could see the ranking. Each
examination is ranked anew by the version that reads it, not as it was in the
clinic. Nobody recorded whether an examination was an emergency: `emergency` is
null, except of a cauda equina. `weeks_after` is null where the record says no
day of the examination, or one after the day on which the outcome was known.

Kept, where it was recorded

{kept}

Changed

{changed}

Left out of each examination

{left_out}

Not here at all

{whole}
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many signed examinations counted in the clinic, and of how many with an outcome the record is unreadable."""

    signed: int
    unreadable: int = 0


def read_me(cases: Sequence[dict[str, Any]], counted: Counted, program: str) -> str:
    """The page that goes with an export."""
    return TEXT.format(
        program=program,
        format=FORMAT,
        count=f"{len(cases):,}",
        alone=f"{alone(cases):,}",
        signed=f"{counted.signed:,}",
        unreadable=f"{counted.unreadable:,}",
        kept="\n".join(KEPT),
        changed=_lines(CHANGED),
        left_out=_lines({**LEFT_OUT, **BESIDE}),
        whole="\n".join(WHOLE.values()),
    )


def contents(cases: Sequence[dict[str, Any]], counted: Counted, program: str) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "format": FORMAT,
        "program": program,
        "examinations": len(cases),
        "signed_examinations": counted.signed,
        "unreadable": counted.unreadable,
        "alone": alone(cases),
        "kept": list(KEPT),
        "changed": dict(CHANGED),
        "left_out": {**LEFT_OUT, **BESIDE},
        "not_included": dict(WHOLE),
    }


def _lines(rows: Mapping[str, str]) -> str:
    return "\n".join(f"{path.ljust(WIDTH)} {what}" for path, what in rows.items())
