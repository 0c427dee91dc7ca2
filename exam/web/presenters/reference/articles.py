"""What the articles say about diseases, causes of pain and treatment, as rows of the reference pages; and the maps."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.language import mark, say
from exam.domain.sheets.emergencies import phrase_words
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import joined
from exam.domain.words.rules import rule_words
from exam.web.presenters.reference.citations import basis_words, row_text
from exam.web.presenters.reference.rows import Entry, entry
from reference import load_reference
from reference.model import Condition, DermatomeMap, Guidance, Mechanism, Reading, Support

BANNER = mark("What the sources say; not advice from this program.")
CONDITIONS = {
    "spine": mark("The spine"),
    "inflammatory": mark("Inflammatory disease"),
    "leg": mark("Leg and buttock"),
    "knee_or_hip": mark("Knee or hip"),
}
MECHANISMS = {
    "local_cause": mark("Local causes at the knee and leg"),
    "mechanism": mark("How the back can cause pain in the knee or leg"),
    "muscle": mark("Muscles"),
    "foot": mark("The foot"),
}
PHASES = {
    "when_to_seek_care": mark("When to seek care"),
    "conventional": mark("Conventional treatment"),
    "other_therapy": mark("Other therapies"),
    "self_care": mark("Self-care"),
    "weeks_1_2": mark("Weeks 1 to 2"),
    "weeks_4_6": mark("Weeks 4 to 6"),
    "recovery": mark("Recovery"),
    "prevention": mark("Prevention"),
    "posture": mark("Posture"),
    "foot_care": mark("Foot care"),
}


def conditions() -> Iterator[Entry]:
    """The diseases, by where they are."""
    rows = load_reference().conditions.values()
    return (_condition(row) for kind in CONDITIONS for row in rows if row.kind == kind)


def _condition(row: Condition) -> Entry:
    lines = (
        ("", say("To be ruled out.") if row.rule_out else ""),
        (say("What it is"), row_text(row.about)),
        (say("Effect on the findings"), row_text(row.findings)),
        (say("Listed when"), rule_words(row.shown_when)),
        *_arguments(say("For"), row.supports),
        *_arguments(say("Against"), row.opposes),
        (say("Named as a picture"), _picture(row)),
        (say("Imaging"), row_text(row.imaging)),
        (say("Tests"), row_text(row.tests)),
        (say("Where sources differ"), row_text(row.disagreement)),
    )
    return entry(row, f"condition-{row.id}", say(row.label), lines, say(CONDITIONS[row.kind]))


def _picture(row: Condition) -> str:
    if row.picture is None:
        return ""
    low, high = row.picture.range
    sentence = say(
        'As "picture of {condition}", where nothing points to a root or nerve and the reasons for it outnumber those '
        "against it by {number} or more (between {low} and {high}, {basis})."
    ).format(
        condition=say(row.picture.phrase),
        number=row.picture.reasons,
        low=low,
        high=high,
        basis=basis_words(row.picture.basis),
    )
    return f"{sentence} {row_text(row.picture.why)}"


def _arguments(head: str, supports: tuple[Support, ...]) -> list[tuple[str, str]]:
    return [(head, f"{say(support.sentence).rstrip('.')} ({_basis(support)}).") for support in supports]


def _basis(support: Support | Guidance) -> str:
    cited = joined(load_reference().sources[source].short for source in support.sources)
    return "; ".join(part for part in (cited, basis_words(support.basis)) if part)


def mechanisms() -> Iterator[Entry]:
    """Where pain comes from."""
    rows = load_reference().mechanisms.values()
    return (_mechanism(row) for kind in MECHANISMS for row in rows if row.kind == kind)


def _mechanism(row: Mechanism) -> Entry:
    lines = (("", row_text(row.about)), (say("Evidence against"), row_text(row.disagreement)))
    return entry(row, f"mechanism-{row.id}", say(row.label), lines, say(MECHANISMS[row.kind]))


def management() -> Iterator[Entry]:
    """Treatment and recovery by phase, each with its sources and how reliable they are."""
    rows = load_reference().readings.values()
    return (_reading(row) for phase in PHASES for row in rows if row.phase == phase)


def _reading(row: Reading) -> Entry:
    phrase = phrase_words(row.phrase) if row.phrase else ""
    lines = (
        (say("The sources say"), row_text(row.statement)),
        (say("The guideline says"), _guidance(row)),
        (say("Evidence"), row_text(row.standing)),
        (say("Offered as a phrase"), phrase),
    )
    return entry(row, f"reading-{row.id}", say(row.label), lines, say(PHASES[row.phase]))


def _guidance(row: Reading) -> str:
    """What a guideline says, with its citation and how it was read."""
    said = row.guideline
    return f"{say(said.says).rstrip('.')} ({_basis(said)})." if said else ""


def maps() -> Iterator[Entry]:
    """The maps of the dermatomes, and root by root and test by test where they disagree."""
    reference = load_reference()
    yield from (_map(row) for row in reference.dermatome_maps.values())
    for root in reference.roots.values():
        if root.disagreement:
            lines = (("", say(root.disagreement)),)
            yield entry(root, f"dispute-{root.id}", say(root.label), lines, say("Where they disagree"))
    for test in reference.tests.values():
        if test.disagreement and reference.families[test.family].modality:
            lines = (("", say(test.disagreement)),)
            yield entry(
                test, f"dispute-{test.id.replace('.', '-')}", finding_label(test.id), lines, say("At the key points")
            )


def _map(row: DermatomeMap) -> Entry:
    lines = (
        (say("How it was made"), row_text(row.method)),
        (say("What it shows for the leg"), row_text(row.says)),
        (say("Limitations"), row_text(row.weakness)),
    )
    return entry(row, f"map-{row.id}", say(row.label), lines, say("The maps"))
