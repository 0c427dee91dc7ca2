"""What has changed since the earlier examination, in the words of note and screens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from exam.domain.language import mark, say
from exam.domain.note.history import Line
from exam.domain.record.earlier.changes import Change, FindingChange, changes_between
from exam.domain.record.grades import is_abnormal
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import changed_phrases, worse_phrases
from exam.domain.words.values import day_words

CHANGED: dict[Change, str] = {
    "worse": mark("Worse"),
    "new": mark("New"),
    "better": mark("Better"),
    "uncertain": mark("Not comparable, pain limited the lower grade"),
    "slight": mark("Slightly different"),
}
"""Listed whatever the result is, worse first."""

ABNORMAL: dict[Change, str] = {
    "unchanged": mark("Abnormal as before"),
    "not_before": mark("Abnormal now, not examined then"),
    "not_examined": mark("Abnormal then, not examined now"),
}
"""Listed where a result is abnormal."""

SINCE: tuple[Change, ...] = ("worse", "new")
"""What has become worse."""

NOTHING_CHANGED = mark("Nothing that was examined both times has changed.")
NOTHING_IN_COMMON = mark("Nothing was examined both times.")
NOT_IN_RECORD = mark("No finding of that examination is in this record.")


def compared_title(record: ExamRecord) -> str:
    """The heading: "Compared with 3 October 2026"; empty if the record is compared with none."""
    return say("Compared with {day}").format(day=day_words(record.earlier.examined_at)) if record.earlier else ""


def compared_lines(record: ExamRecord, listed: Collection[Change] = (*CHANGED, *ABNORMAL)) -> tuple[Line | str, ...]:
    """What is worse, new and better, by what the record has of both examinations; none if it is compared with none.

    Only changes that are `listed` have a line.
    """
    if record.earlier is None:
        return ()
    if not record.earlier_findings:
        # A record from elsewhere, which says only what is worse, or an examination without a finding.
        worse = worse_phrases(record.earlier.worse, record)
        return (Line(say(CHANGED["worse"]), _sentence(worse)),) if worse else (say(NOT_IN_RECORD),)
    changes = changes_between(record.earlier_findings, record.findings)
    lines = tuple(_lines(changes, listed))
    if any(one.change in CHANGED for one in changes):
        return lines
    both = any(one.change == "unchanged" for one in changes)
    return (say(NOTHING_CHANGED if both else NOTHING_IN_COMMON), *lines)


def _lines(changes: Sequence[FindingChange], listed: Collection[Change]) -> Iterator[Line]:
    for change, head in {**CHANGED, **ABNORMAL}.items():
        if change not in listed:
            continue
        some = [one for one in changes if one.change == change and (change in CHANGED or _is_abnormal(one))]
        if some:
            yield Line(say(head), _sentence(changed_phrases(some)))


def _is_abnormal(one: FindingChange) -> bool:
    found = one.before if one.change == "not_examined" else one.after
    return is_abnormal(one.key.test, found)


def _sentence(phrases: Iterable[str]) -> str:
    return f"{'; '.join(phrases)}."
