"""Checks between whole tables: nothing that one of them needs may be missing from another.

A test without a table on the note, or a cause that no finding distinguishes from none, would otherwise be accepted
and then silently left out. Each fault names the file and the row concerned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from reference.cells import cells_of, findings_in, prior_names
from reference.model import Family, FindingLikelihood, Hallmarks, NamedRow, Reference, Test
from reference.spelling import same_word
from reference.tables import TABLES, Fault, rows_of

CLOSE = 1e-6
NO_LESION = "no_neurological_lesion"
WITHOUT_HALLMARKS = (NO_LESION, "other_lesion")
SPARED = 0.25
"""A finding that is a hallmark by being normal is abnormal at most this often with its cause."""

FIXED_PRIORS = (
    *("findings.misleading", "complaint.wrong_side"),
    *("leg.root", "joint_pain.root", "asymptomatic_leg.lesion", "unreported_leg.lesion", "both_legs.agree"),
    *("reflex.low_ankles", "reflex.low_ankles_over_60", "reflex.low_everywhere", "reflex.low_everywhere_over_60"),
    "reflex.brisk",
)


def structure_faults(reference: Reference) -> Iterator[Fault]:
    """Every row that is needed by another one but missing."""
    unknown = tuple(_unknown(reference))
    yield from unknown
    # The other checks look up names in other tables, so every name must exist.
    for check in () if unknown else CHECKS:
        yield from check(reference)


def _unknown(reference: Reference) -> Iterator[Fault]:
    """Names of steps, families and kinds that have no row."""
    for family in reference.families.values():
        if not family.history and family.step not in reference.steps:
            yield Fault("families.toml", family.id, f'step "{family.step}" has no row in steps.toml')
    for question in reference.questions.values():
        if question.step not in reference.steps:
            yield Fault("questions.toml", question.id, f'step "{question.step}" has no row in steps.toml')
    for cause in reference.causes.values():
        if cause.kind not in reference.kinds:
            yield Fault("causes.toml", cause.id, f'kind "{cause.kind}" has no row in kinds.toml')
    for file, names, history in (
        ("tests.toml", reference.tests, False),
        ("questions.toml", reference.questions, True),
        ("likelihoods.toml", [name for row in reference.likelihoods.values() for name in findings_in(row)], None),
    ):
        for name in names:
            yield from _family_of_name(reference, file, name, history)


def _family_of_name(reference: Reference, file: str, name: str, history: bool | None) -> Iterator[Fault]:
    first = name.partition(".")[0]
    family = reference.families.get(first)
    if family is None:
        yield Fault(file, name, f'family "{first}" has no row in families.toml')
    elif history is not None and family.history is not history:
        what = "tests" if family.history else "questions"
        yield Fault(file, name, f'family "{first}" holds no {what}; see families.toml')


def _families(reference: Reference) -> Iterator[Fault]:
    """A family of tests has tests, and words for any of them; a family of the history has questions."""
    tested = {test.family for test in reference.tests.values()}
    asked = {question.partition(".")[0] for question in reference.questions} | {"pain", "zoster"}
    for family in reference.families.values():
        yield from (Fault("families.toml", family.id, message) for message in _family_fields(family))
        if not family.history and family.id not in tested:
            yield Fault("families.toml", family.id, "has no test in tests.toml")
        if family.history and family.id not in asked:
            yield Fault("families.toml", family.id, "has no question in questions.toml")


def _family_fields(family: Family) -> Iterator[str]:
    counted = (family.step, family.any, family.modality, family.objective, family.of_nerves)
    if family.history and any((*counted, family.charted, family.stated_normal)):
        yield "is asked, not tested: only its title counts"
    if not family.title:
        yield "has no title for its table on the note"
    if not family.history and not family.any:
        yield 'has no words for "any" of its tests'


def _areas(reference: Reference) -> Iterator[Fault]:
    """The note's table of sensation has a row for each root."""
    for test in reference.tests.values():
        if reference.families[test.family].modality and test.label not in reference.roots:
            yield Fault("tests.toml", test.id, f'"{test.label}" is no root; its family is tested by areas of roots')


def _short_names(reference: Reference) -> Iterator[Fault]:
    """A short name is shorter than the label, and belongs to one test: the text for the record is read by it."""
    named: dict[str, Test] = {}
    for test in reference.tests.values():
        if test.short and len(test.short) >= len(test.label):
            yield Fault("tests.toml", test.id, f'short name "{test.short}" is not shorter than its label')
        if reference.families[test.family].modality:
            continue
        other = named.setdefault((test.short or test.label).lower(), test)
        if other is not test and (test.short or other.short):
            yield Fault("tests.toml", test.id, f"is named as {other.id} in the text for the record")


def _steps(reference: Reference) -> Iterator[Fault]:
    """A step of tests has tests, and a step of questions has questions."""
    holds = {
        "tests": {reference.step_of(test) for test in reference.tests.values()},
        "questions": {question.step for question in reference.questions.values()},
    }
    for step in reference.steps.values():
        if step.id not in holds.get(step.kind, {step.id}):
            yield Fault("steps.toml", step.id, f"has none of its {step.kind}")
        if (step.kind == "questions") == (step.fill == "none"):
            yield Fault("steps.toml", step.id, "`fill` is for steps of questions, and says how much one tap answers")


def _weighed(reference: Reference) -> Iterator[Fault]:
    """A core test is used in the ranking, and a measurement used there has a limit of normal."""
    rows = [(row.finding, name) for row in reference.likelihoods.values() for name in findings_in(row)]
    weighed = {name.removesuffix(".right").removesuffix(".left"): finding for finding, name in rows}
    for test in reference.tests.values():
        scale = reference.scales.get(test.scale)
        if test.core and test.id not in weighed:
            yield Fault("tests.toml", test.id, "is of the core and has no row in likelihoods.toml")
        if test.id in weighed and scale and not scale.grades and scale.abnormal_above is None:
            yield Fault("likelihoods.toml", weighed[test.id], f'scale "{scale.id}" does not say above what is abnormal')


def _ranked(reference: Reference) -> Iterator[Fault]:
    """Whatever a record can hold is used in the ranking, or its row says why not."""
    found = {name for row in reference.likelihoods.values() for name in findings_in(row)}
    weighed = {name.removesuffix(".right").removesuffix(".left") for name in found}
    sites = {f"pain.{name}": row for name, row in reference.sites.items()}
    for file, rows in (("tests", reference.tests), ("questions", reference.questions), ("sites", sites)):
        for name, row in rows.items():
            if (name in weighed) == bool(row.not_ranked):
                yield Fault(f"{file}.toml", name, "needs likelihoods or `not_ranked`, the reason for none; not both")


def _named(reference: Reference) -> Iterator[Fault]:
    """A row that is not named after a test or question has a label."""
    for row in reference.likelihoods.values():
        known = row.finding in findings_in(row) or row.finding in reference.tests
        if known == bool(row.label):
            yield Fault("likelihoods.toml", row.finding, "`label` is for what is neither a test nor a question")


def _kinds(reference: Reference) -> Iterator[Fault]:
    """A kind has causes; exactly one cause means that there is no lesion."""
    used = {cause.kind for cause in reference.causes.values()}
    for kind in reference.kinds.values():
        if kind.id not in used:
            yield Fault("kinds.toml", kind.id, "has no cause in causes.toml")
        if kind.of != "person" and (kind.one_leg or kind.above_the_legs or kind.asymmetric):
            yield Fault(
                "kinds.toml", kind.id, "`one_leg`, `above_the_legs` and `asymmetric` are for what takes the person"
            )
    kinds = [kind.of for kind in reference.kinds.values()]
    no_lesion = [cause.id for cause in reference.causes.values() if reference.kind_of(cause).of == "nothing"]
    if no_lesion != [NO_LESION]:
        yield Fault("kinds.toml", "nothing", f"has the causes {', '.join(no_lesion) or 'none'}, not {NO_LESION} alone")
    if kinds.count("root") != 1:
        yield Fault("kinds.toml", "root", f"is what {kinds.count('root')} kinds are of, not one")


def _causes(reference: Reference) -> Iterator[Fault]:
    """A cause that changes no finding could never be distinguished from none; a root's cause has its id."""
    weighed = {cell.cause for row in reference.likelihoods.values() for cell in row.cells}
    for cause in reference.causes.values():
        kind = reference.kind_of(cause)
        for name in cells_of(reference, cause):
            if kind.of != "nothing" and name not in weighed:
                yield Fault("causes.toml", cause.id, f'"{name}" has no cell of its own in likelihoods.toml')
        if (kind.of == "root") != cause.id.startswith("root."):
            yield Fault("causes.toml", cause.id, "`root.` begins the ids of roots, and of nothing else")
        if kind.of == "root" and (cause.variants or cause.id != "root." + "".join(cause.roots)):
            yield Fault("causes.toml", cause.id, "is not `root.` and its one root, without variants")


def _priors(reference: Reference) -> Iterator[Fault]:
    """The localisation needs each of these priors by name."""
    named = [prior for cause in reference.causes.values() for prior in prior_names(reference, cause)]
    yield from (
        Fault("priors.toml", id, "is missing") for id in sorted({*FIXED_PRIORS, *named} - set(reference.priors))
    )
    single = [prior.p for id, prior in reference.priors.items() if id.startswith("root.")]
    if abs(sum(single) - 1.0) > CLOSE:
        yield Fault("priors.toml", "root.*", f"the priors of single roots sum to {sum(single):.3f}, not to 1")


def _hallmarks(reference: Reference) -> Iterator[Fault]:
    """Each lesion that has a name has hallmarks, and the figures agree with them."""
    for id in reference.causes:
        if id not in reference.hallmarks and id not in WITHOUT_HALLMARKS:
            yield Fault("causes.toml", id, "has no row in hallmarks.toml")
    for row in reference.hallmarks.values():
        yield from (Fault("hallmarks.toml", row.cause, message) for message in _hallmark_figures(reference, row))


def _hallmark_figures(reference: Reference, row: Hallmarks) -> Iterator[str]:
    forms = cells_of(reference, reference.causes[row.cause]) if row.cause in reference.causes else ()
    known = reference.likelihoods
    for name in (name for name in row.abnormal if name in known):
        if _most(known[name], forms) <= _most(known[name], ("none",)):
            yield f'"{name}" is no more often abnormal with it than without a lesion'
    for name in (name for name in row.raised if name in known):
        if _most(known[name], forms, raised=True) <= _most(known[name], ("none",), raised=True):
            yield f'"{name}" is no more often raised with it than without a lesion'
    for name in (name for name in row.normal if name in known):
        if _most(known[name], forms) > SPARED:
            yield f'"{name}" is abnormal with it in more than {SPARED:.0%}, so not spared'


def _most(row: FindingLikelihood, names: tuple[str, ...], *, raised: bool = False) -> float:
    """The highest figure of these cells; zero without one."""
    cells = [cell for cell in row.cells if cell.cause in names]
    return max(((cell.raised or 0.0) if raised else cell.p for cell in cells), default=0.0)


def _severities(reference: Reference) -> Iterator[Fault]:
    """Rows of severity have no id, so duplicates are found here."""
    named = [f"{row.scale} under {row.cause}" for row in reference.severity_shares]
    for name in dict.fromkeys(name for name in named if named.count(name) > 1):
        yield Fault("likelihoods.toml", name, "is duplicated")


class _Name(NamedTuple):
    word: str
    file: str
    row: str
    kind: str
    written: str


def _other_names(reference: Reference) -> Iterator[Fault]:
    """A name by which a search finds a row leads to that row alone, unless each of its rows says that it is shared."""
    names = sorted(_names(reference))
    for _, group in groupby(names, key=lambda name: name.word):
        owners = list(group)
        for name in owners:
            if name.kind == "also" and len(owners) > 1:
                others = ", ".join(
                    dict.fromkeys(f"{other.row} ({other.kind})" for other in owners if other is not name)
                )
                yield Fault(name.file, name.row, f'its name "{name.written}" is one of {others} too')
            if name.kind == "also_shared" and len(owners) == 1:
                yield Fault(name.file, name.row, f'shares the name "{name.written}" with no other row')


def _names(reference: Reference) -> Iterator[_Name]:
    for table in TABLES:
        for id, row in rows_of(reference, table.field):
            if isinstance(row, NamedRow | Family):
                for kind in ("label", "also", "also_shared"):
                    written = getattr(row, kind, ())
                    for name in (written,) if isinstance(written, str) else written:
                        yield _Name(same_word(name), table.file, id, kind, name)


CHECKS: tuple[Callable[[Reference], Iterator[Fault]], ...] = (
    _families,
    _areas,
    _short_names,
    _steps,
    _weighed,
    _ranked,
    _named,
    _kinds,
    _causes,
    _priors,
    _hallmarks,
    _severities,
    _other_names,
)
