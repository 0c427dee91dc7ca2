"""Whether a clause can ever hold: its path exists in the record's format, and the path can have its value."""

from __future__ import annotations

from collections.abc import Iterator

from reference.clauses import BILATERAL, BOTH, ORDERED, Clause, ClauseFaulty, read_clause
from reference.model import Reference, Test
from reference.vocabulary import COURSES, ONSETS, REGIONS, SEXES, SIDES, STATEMENTS, SYMPTOM_SIDES

EITHER_OR_BOTH = (*SIDES, BOTH)
ON_LEGS = (*SIDES, *BILATERAL)
# What a clause may test besides tests and questions, with the words allowed there; None for a number.
PLAIN: dict[str, tuple[str, ...] | None] = {
    "patient.age": None,
    "patient.sex": SEXES,
    "presentation.symptom_side": SYMPTOM_SIDES,
    "presentation.duration_weeks": None,
    "presentation.second_leg_weeks": None,
    "presentation.onset": ONSETS,
    "earlier.weeks": None,
    "localisation.statement": STATEMENTS,
    "localisation.side": SYMPTOM_SIDES,
    "summary.marked_side": EITHER_OR_BOTH,
    "summary.tingling_side": EITHER_OR_BOTH,
    "summary.rash_side": EITHER_OR_BOTH,
    "summary.abnormal_side": EITHER_OR_BOTH,
    "summary.only_abnormal_side": SIDES,
    "impression.side": SYMPTOM_SIDES,
}
OLD_DEFICIT = ("presentation.old_deficit", *(f"presentation.old_deficit.{side}" for side in SIDES))
"""A fact whenever a leg's old deficit is described."""

SINCE = (("earlier", "worse"), ("earlier", "lost"), ("earlier", "reduced"))
"""Before a test: that it is worse than at the earlier examination, that nothing is left of it, or that something is."""

ONLY_SITE = "summary.only_pain_site"
KINDS = ("localisation.kind", "localisation.rival_kind")
ROOT_NAMED = "localisation.root_named"
"""A fact where the conclusion names one root, alone or with others; else there is none."""

# What only the rows of consistency.toml, and `derived_from`, can ask for.
OF_THE_WHOLE = ("summary.", "impression.")
SITES = (("presentation", "pain_sites"), ("presentation", "paraesthesia_sites"))
PARTS: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("leg",),
    **{(side,): ("leg",) for side in EITHER_OR_BOTH},
    ("midline",): ("midline",),
    ("*",): REGIONS,
}


def clause_faults(reference: Reference, text: str) -> Iterator[str]:
    """The reasons why one clause can never hold."""
    try:
        clause = read_clause(text)
    except ClauseFaulty as faulty:
        yield str(faulty)
        return
    yield from _path_faults(reference, clause, text)


def _path_faults(reference: Reference, clause: Clause, text: str) -> Iterator[str]:
    path = ".".join(clause.path)
    if clause.path[:2] in SITES:
        yield from _site_faults(reference, clause, text)
    elif clause.operator == "includes":
        yield f'"{text}" asks what one answer includes; only lists of places do'
    elif clause.path[0] == "findings":
        yield from _test_faults(reference, clause, text)
    elif clause.path[:2] in SINCE:
        yield from _change_faults(reference, clause, text)
    elif path in PLAIN:
        yield from _word_faults(clause, PLAIN[path], text)
    elif path in (ONLY_SITE, *KINDS):
        yield from _word_faults(clause, tuple(reference.sites if path == ONLY_SITE else reference.kinds), text)
    elif clause.path[0] == "red_flag_course" and clause.path[1:] in [(name,) for name in reference.courses]:
        yield from _word_faults(clause, COURSES, text)
    elif not _is_yes_no(reference, clause, path):
        yield f'"{text}" asks for a path that no record holds, or for what is not there'


def _site_faults(reference: Reference, clause: Clause, text: str) -> Iterator[str]:
    """Each leg and the midline have a list; a path without one of these holds for either leg."""
    site = reference.sites.get(str(clause.value))
    regions = PARTS.get(clause.path[2:])
    if regions is None:
        yield f'"{text}" asks for a part of the body of which no list is kept'
    elif clause.operator != "includes" or site is None or site.region not in regions:
        yield f'"{text}" does not name a site that the list includes'


def _is_yes_no(reference: Reference, clause: Clause, path: str) -> bool:
    if clause.operator in ORDERED:
        return False
    if path == "localisation.cause":
        return clause.value in reference.causes
    if path == ROOT_NAMED:
        return isinstance(clause.value, bool)
    rules = {*(f"alerts.{id}" for id in reference.alerts), *(f"patterns.{id}" for id in reference.patterns)}
    known = path in (*reference.questions, *OLD_DEFICIT) or path in rules
    return known and isinstance(clause.value, bool)


def _word_faults(clause: Clause, words: tuple[str, ...] | None, text: str) -> Iterator[str]:
    if words is None:
        if not _is_number(clause.value):
            yield f'"{text}" compares a number with what is not one'
    elif clause.operator in ORDERED:
        yield f'"{text}" asks which of two words is more'
    elif clause.value not in words:
        yield f'"{text}" asks for a word that is not one of {", ".join(words)}'


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _test_faults(reference: Reference, clause: Clause, text: str) -> Iterator[str]:
    tests = [test for test in reference.tests.values() if _names(clause.path, test)]
    if not tests:
        yield f'"{text}" names no test'
    elif not any(_fits(reference, test, clause) for test in tests):
        yield f'"{text}" asks for a grade that its scale does not have'


def _change_faults(reference: Reference, clause: Clause, text: str) -> Iterator[str]:
    """Whether a finding has changed since the earlier examination is a yes or no."""
    if not any(_names(clause.path[1:], test) for test in reference.tests.values()):
        yield f'"{text}" names no test'
    elif clause.operator in ORDERED or not isinstance(clause.value, bool):
        yield f'"{text}" asks for a grade of what is a yes or no'


def _names(path: tuple[str, ...], test: Test) -> bool:
    segments = path[1:-1] if path[-1] in ON_LEGS and test.sided else path[1:]
    wanted = test.id.split(".")
    return len(segments) == len(wanted) and all(a in ("*", b) for a, b in zip(segments, wanted, strict=True))


def _fits(reference: Reference, test: Test, clause: Clause) -> bool:
    """Whether the value is on the scale: a grade by name, or a number where the scale is numeric."""
    scale = reference.scales[test.scale]
    if scale.minimum is not None:
        return _is_number(clause.value)
    values = [grade.value for grade in scale.grades]
    numeric = all(str(value)[0].isdigit() for value in values)
    return (numeric or clause.operator not in ORDERED) and str(clause.value) in map(str, values)
