"""What the articles say about diseases, causes of pain and treatment, as rows of the reference pages; and the maps."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.sheets.emergencies import phrase_words
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import joined
from exam.domain.words.rules import rule_words
from exam.web.presenters.reference.citations import basis_words
from exam.web.presenters.reference.rows import Entry, entry
from reference import load_reference
from reference.model import Condition, DermatomeMap, Guidance, Mechanism, Reading, Support

BANNER = "What the sources say; not advice from this program."
CONDITIONS = {
    "spine": "The spine",
    "inflammatory": "Inflammatory disease",
    "leg": "Leg and buttock",
    "knee_or_hip": "Knee or hip",
}
MECHANISMS = {
    "local_cause": "Local causes at the knee and leg",
    "mechanism": "How the back can cause pain in the knee or leg",
    "muscle": "Muscles",
    "foot": "The foot",
}
PHASES = {
    "when_to_seek_care": "When to seek care",
    "conventional": "Conventional treatment",
    "other_therapy": "Other therapies",
    "self_care": "Self-care",
    "weeks_1_2": "Weeks 1 to 2",
    "weeks_4_6": "Weeks 4 to 6",
    "recovery": "Recovery",
    "prevention": "Prevention",
    "posture": "Posture",
    "foot_care": "Foot care",
}


def conditions() -> Iterator[Entry]:
    """The diseases, by where they are."""
    rows = load_reference().conditions.values()
    return (_condition(row) for kind in CONDITIONS for row in rows if row.kind == kind)


def _condition(row: Condition) -> Entry:
    lines = (
        ("", "To be ruled out." if row.rule_out else ""),
        ("What it is", row.about),
        ("Effect on the findings", row.findings),
        ("Listed when", rule_words(row.shown_when)),
        *_arguments("For", row.supports),
        *_arguments("Against", row.opposes),
        ("Named as a picture", _picture(row)),
        ("Imaging", row.imaging),
        ("Tests", row.tests),
        ("Where sources differ", row.disagreement),
    )
    return entry(row, f"condition-{row.id}", row.label, lines, CONDITIONS[row.kind])


def _picture(row: Condition) -> str:
    if row.picture is None:
        return ""
    low, high = row.picture.range
    return (
        f'As "picture of {row.picture.phrase}", where nothing points to a root or nerve and the reasons for it '
        f"outnumber those against it by {row.picture.reasons} or more "
        f"(between {low} and {high}, {basis_words(row.picture.basis)}). {row.picture.why}"
    )


def _arguments(head: str, supports: tuple[Support, ...]) -> list[tuple[str, str]]:
    return [(head, f"{support.sentence.rstrip('.')} ({_basis(support)}).") for support in supports]


def _basis(support: Support | Guidance) -> str:
    cited = joined(load_reference().sources[source].short for source in support.sources)
    return "; ".join(part for part in (cited, basis_words(support.basis)) if part)


def mechanisms() -> Iterator[Entry]:
    """Where pain comes from."""
    rows = load_reference().mechanisms.values()
    return (_mechanism(row) for kind in MECHANISMS for row in rows if row.kind == kind)


def _mechanism(row: Mechanism) -> Entry:
    lines = (("", row.about), ("Evidence against", row.disagreement))
    return entry(row, f"mechanism-{row.id}", row.label, lines, MECHANISMS[row.kind])


def management() -> Iterator[Entry]:
    """Treatment and recovery by phase, each with its sources and how reliable they are."""
    rows = load_reference().readings.values()
    return (_reading(row) for phase in PHASES for row in rows if row.phase == phase)


def _reading(row: Reading) -> Entry:
    phrase = phrase_words(row.phrase) if row.phrase else ""
    lines = (
        ("The sources say", row.statement),
        ("The guideline says", _guidance(row)),
        ("Evidence", row.standing),
        ("Offered as a phrase", phrase),
    )
    return entry(row, f"reading-{row.id}", row.label, lines, PHASES[row.phase])


def _guidance(row: Reading) -> str:
    """What a guideline says, with its citation and how it was read."""
    said = row.guideline
    return f"{said.says.rstrip('.')} ({_basis(said)})." if said else ""


def maps() -> Iterator[Entry]:
    """The maps of the dermatomes, and root by root and test by test where they disagree."""
    reference = load_reference()
    yield from (_map(row) for row in reference.dermatome_maps.values())
    for root in reference.roots.values():
        if root.disagreement:
            yield entry(root, f"dispute-{root.id}", root.label, (("", root.disagreement),), "Where they disagree")
    for test in reference.tests.values():
        if test.disagreement and reference.families[test.family].modality:
            lines = (("", test.disagreement),)
            yield entry(
                test, f"dispute-{test.id.replace('.', '-')}", finding_label(test.id), lines, "At the key points"
            )


def _map(row: DermatomeMap) -> Entry:
    lines = (("How it was made", row.method), ("What it shows for the leg", row.says), ("Limitations", row.weakness))
    return entry(row, f"map-{row.id}", row.label, lines, "The maps")
