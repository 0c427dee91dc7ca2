"""The rows of the clinical reference as the reference pages show them: what each says, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exam.domain.language import mark, say
from exam.domain.words.causes import cause_label, form_words
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.rules import rule_words
from exam.domain.words.statements import TOWARDS
from exam.web.presenters.reference.citations import citation, row_text
from exam.web.presenters.reference.figures import percent, span
from exam.web.presenters.reference.lesion import has_page
from exam.web.presenters.reference.provenance import Provenance, provenance, reviewed
from exam.web.presenters.step.cells import element_id
from reference import load_reference
from reference.model import (
    Alert,
    Cause,
    Contradiction,
    Grade,
    Hallmarks,
    Kind,
    NamedRow,
    Nerve,
    Pointer,
    Question,
    Root,
    Row,
    Scale,
    Site,
    Source,
    Test,
)

DIFFERS = mark("What the sources say, and where they differ")
URGENCIES = {"emergency": mark("Emergency: now"), "urgent": mark("Urgent: within days"), "routine": mark("To note")}
URGENCY = {"emergency": mark("Emergency"), "urgent": mark("Urgent"), "routine": mark("Routine")}
SOURCES = {
    "guideline": mark("Guideline"),
    "standard": mark("Standard"),
    "review": mark("Review"),
    "study": mark("Study"),
    "textbook": mark("Textbook"),
    "web_page": mark("Web page"),
    "article": mark("Article"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `lines` are (what, text).

    `own` names the page of its own that says more, and `elsewhere` are its lines; `figures` the finding whose table
    the localisation uses. A search finds the row by the names of `also` too.
    """

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]
    provenance: Provenance
    group: str = ""
    own: str = ""
    figures: str = ""
    also: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


def entry(row: Row, place: str, title: str, lines: Iterable[tuple[str, str]], group: str = "") -> Entry:
    """A row whose reason is shown with its sources."""
    return Entry(place, title, _not_empty(lines), provenance(row), group, also=other_names(row))


def other_names(row: Row) -> tuple[str, ...]:
    """The names by which a search finds the row besides its label; of a test, those of its family as well."""
    family = load_reference().family_of(row.id).also if isinstance(row, Test) else ()
    return tuple(map(say, (*row.also, *row.also_shared, *family))) if isinstance(row, NamedRow) else ()


def _weighed(finding: str, shown: Entry) -> Entry:
    """The row with its figures, where the localisation uses the finding."""
    return replace(shown, figures=finding) if finding in load_reference().likelihoods else shown


def reasoned(row: Row, place: str, title: str, lines: Iterable[tuple[str, str]], group: str = "") -> Entry:
    """A row whose reason is its main content, and is shown at once."""
    return _open(row, place, title, (*lines, (say("Why"), row_text(row.why))), group)


def differing(row: Row, place: str, title: str, lines: Iterable[tuple[str, str]], group: str = "") -> Entry:
    """A row whose reason says what an article states of it, and what a guideline."""
    return _open(row, place, title, (*lines, (say(DIFFERS), row_text(row.why))), group)


def _open(row: Row, place: str, title: str, lines: Iterable[tuple[str, str]], group: str) -> Entry:
    return Entry(place, title, _not_empty(lines), provenance(row, why=False), group, also=other_names(row))


def _not_empty(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(line for line in lines if line[1])


def roots() -> Iterator[Entry]:
    """The roots from above."""
    return (_root(row) for row in load_reference().roots.values())


def _root(row: Root) -> Entry:
    lines = (
        (say("Disc that usually presses on it"), row_text(row.disc)),
        (say("Skin"), row_text(row.dermatome)),
        (say("Key point"), row_text(row.key_point)),
        (say("Muscles"), row_text(row.myotome)),
        (say("Reflex"), row_text(row.reflex)),
        (say("Pain"), row_text(row.pain)),
        (say("Disputed"), row_text(row.disagreement)),
    )
    return entry(row, row.id, say(row.label), lines)


def nerves() -> Iterator[Entry]:
    """The nerves of the leg."""
    return (_nerve(row) for row in load_reference().nerves.values())


def _nerve(row: Nerve) -> Entry:
    lines = (
        (say("Roots"), joined(row.roots)),
        (say("Muscles"), row_text(row.motor)),
        (say("Skin"), row_text(row.sensory)),
        (say("Spared by its lesion"), row_text(row.spared)),
        (say("History"), row_text(row.history)),
    )
    return entry(row, f"nerve-{row.id}", heading(say(row.label)), lines)


def causes() -> Iterator[Entry]:
    """The lesions that the program distinguishes, and the findings by which each is known."""
    reference = load_reference()
    rows = reference.causes.values()
    yield from (_cause(row, kind) for kind in reference.kinds.values() for row in rows if row.kind == kind.id)
    yield from (_hallmarks(row) for row in reference.hallmarks.values())


def _cause(row: Cause, kind: Kind) -> Entry:
    forms = (f"{percent(form.share)} {form_words(form.id)} ({span(form.range)})" for form in row.variants)
    lines = (
        ("", row_text(row.about)),
        (say("Roots"), joined(row.roots)),
        (say("Forms, with the range of each"), joined(forms)),
    )
    made = entry(row, element_id(row.id), cause_label(row.id, "none"), lines, say(kind.label))
    return replace(made, own=row.id) if has_page(row.id) else made


def _hallmarks(row: Hallmarks) -> Entry:
    lines = (
        (say("Abnormal"), _findings(row.abnormal)),
        (say("Brisk or spastic"), _findings(row.raised)),
        (say("Spared"), _findings(row.normal)),
        (say("Alerts by its signs"), "; ".join(say(load_reference().alerts[id].label) for id in row.emergencies)),
    )
    return entry(row, f"hallmarks-{element_id(row.cause)}", cause_label(row.cause, "none"), lines, say("Hallmarks"))


def _findings(names: Iterable[str]) -> str:
    # Some labels have a comma of their own, as "pain, sole".
    return heading("; ".join(inside(finding_label(name)) for name in names))


def history() -> Iterator[Entry]:
    """What is asked, and which answers and findings point to the spine or to a joint."""
    reference = load_reference()
    yield from (_pointer(row) for row in reference.pointers.values() if row.towards == "spine")
    yield from (_pointer(row) for row in reference.pointers.values() if row.towards != "spine")
    yield from (_question(row) for row in reference.questions.values())


def _pointer(row: Pointer) -> Entry:
    lines = ((say("Weight"), say("{weight} of 3").format(weight=row.weight)),)
    return differing(row, f"pointer-{row.id}", say(row.sentence), lines, say(TOWARDS[row.towards]))


def _question(row: Question) -> Entry:
    place = f"question-{element_id(row.id)}"
    derived = rule_words(row.derived_from) if row.derived_from else ""
    lines = (
        (say("Ask"), row_text(row.ask)),
        ("", row_text(row.about)),
        (say("Answered yes by the complaint"), derived),
        (say("Asked"), rule_words(row.opened_by) if row.opened_by else ""),
        (say("Not used in the ranking"), row_text(row.not_ranked)),
    )
    return _weighed(row.id, entry(row, place, say(row.label), lines, say("Questions")))


def sites() -> Iterator[Entry]:
    """The places where it may hurt or tingle, from above."""
    return (_site(row) for row in load_reference().sites.values())


def _site(row: Site) -> Entry:
    drawn = joined(row.roots) or say("No root in particular")
    lines = (
        (say("Roots whose pain is mapped here"), drawn),
        (say("Not used in the ranking"), row_text(row.not_ranked)),
    )
    return _weighed(f"pain.{row.id}", reasoned(row, f"site-{row.id}", say(row.label), lines))


def scales() -> Iterator[Entry]:
    """The scales on which tests are graded."""
    return (_scale(row) for row in load_reference().scales.values())


def _scale(row: Scale) -> Entry:
    grades = tuple((_grade(grade), row_text(grade.meaning)) for grade in row.grades)
    limits = say("{least} to {most} {unit}").format(least=row.minimum, most=row.maximum, unit=row_text(row.unit))
    bounds = (("", limits),)
    used = joined(finding_label(test.id) for test in load_reference().tests.values() if test.scale == row.id)
    return entry(row, f"scale-{row.id}", say(row.label), (*(grades or bounds), (say("Used for"), used)))


def _grade(grade: Grade) -> str:
    value = str(grade.value)
    if not value[:1].isdigit():
        return heading(say(grade.label))
    return value if grade.label == value else f"{value} {say(grade.label)}"


def alerts() -> Iterator[Entry]:
    """The alerts, the most urgent first."""
    rows = load_reference().alerts.values()
    return (_alert(row) for urgency in URGENCIES for row in rows if row.urgency == urgency)


def _alert(row: Alert) -> Entry:
    lines = (
        (say("Urgency"), say(URGENCY[row.urgency])),
        (say("Raised by"), rule_words(row.when)),
        (say("What the sources recommend"), row_text(row.action)),
        (say("To ask and examine, unless it is known"), " ".join(say(check.do) for check in row.checks)),
    )
    return differing(row, f"alert-{row.id}", say(row.label), lines, say(URGENCIES[row.urgency]))


def contradictions() -> Iterator[Entry]:
    """The answers and findings that cannot both be right."""
    return (_contradiction(row) for row in load_reference().contradictions.values())


def _contradiction(row: Contradiction) -> Entry:
    lines = ((say("Shown when"), rule_words(row.when)),)
    return reasoned(row, f"contradiction-{row.id}", say(row.label), lines)


def tests() -> Iterator[Entry]:
    """Every test in short; its own page says how it is done."""
    return (_test(row) for row in load_reference().tests.values())


def _test(row: Test) -> Entry:
    lines = (
        ("", row_text(row.about)),
        (say("Roots"), joined(row.primary_roots)),
        (say("Disputed"), row_text(row.disagreement)),
    )
    how = (
        ("", row_text(row.subtitle)),
        (say("Position"), row_text(row.position)),
        (say("Say"), row_text(row.command)),
        (say("Do"), row_text(row.landmark)),
    )
    shown = entry(row, element_id(row.id), finding_label(row.id), lines, say(row.group))
    return replace(shown, own=row.id, elsewhere=_not_empty(how))


def sources() -> Iterator[Entry]:
    """Every source with how reliable it is."""
    return (_source(row) for row in load_reference().sources.values())


def _source(row: Source) -> Entry:
    shown = citation(row)
    lines = ((say(SOURCES[row.kind]), shown.full), (say("DOI"), row.doi), (say("Evidence"), shown.reliability))
    return Entry(f"source-{row.id}", row.short, _not_empty(lines), Provenance("", "", (), reviewed(row)))
