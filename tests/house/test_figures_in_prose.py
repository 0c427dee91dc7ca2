"""Figures that a page repeats in a sentence are those that the program uses."""

from pathlib import Path

import pytest

from exam.domain.reasoning.assess import assess
from exam.domain.reasoning.localise.localise import STAYS_FIRST
from exam.domain.reasoning.localise.statement import ENOUGH, FITS
from exam.domain.reasoning.localise.tables import DRAWS, SPREAD
from exam.domain.reasoning.localise.unexplained import COMMONER
from exam.domain.words.ranking import LIKELY, POSSIBLE
from reference import load_reference
from tests.domain.records import record_of

ROOT = Path(__file__).parents[2]
COUNTS = {2: "two"}
TIMES = {2.0: "twice"}


def claims():
    """(page, sentence) with the figures as they are."""
    reference = load_reference()
    elsewhere = reference.priors["findings.misleading"]
    cells = [cell for row in reference.likelihoods.values() for cell in row.cells]
    judged = sum(cell.basis == "judgement" for cell in cells) / len(cells)
    low, high = elsewhere.range
    return [
        ("README.md", f"more than {int(100 * judged)} in 100 cells of the likelihood table are judgement"),
        ("docs/localisation.md", f"it has at least {10 * FITS:.0f} in 10 and its rival at most half of that"),
        ("docs/localisation.md", f"of at least {LIKELY} is called *likely*, from {POSSIBLE} *possible*"),
        ("docs/localisation.md", f"(fewer than {COUNTS[ENOUGH]} objective findings)"),
        ("docs/localisation.md", f"ranks first in {100 * STAYS_FIRST:.0f} of 100 draws"),
        ("GLOSSARY.md", f"ranks first in at least {100 * STAYS_FIRST:.0f} of 100 draws"),
        ("docs/localisation.md", f"less than {TIMES[COMMONER]} as often as a healthy leg"),
        ("docs/localisation.md", f"in about 1 of {1 / elsewhere.p:.0f} lesions"),
        ("docs/localisation.md", f"a share e = {elsewhere.p} ({low} to {high}, judged)"),
        ("docs/localisation.md", f"b = {SPREAD} "),
        ("docs/localisation.md", f"{DRAWS} seeded draws"),
    ]


@pytest.mark.parametrize(("page", "sentence"), claims())
def test_a_page_gives_the_figure_that_is_used(page, sentence):
    assert sentence in " ".join((ROOT / page).read_text(encoding="utf-8").split())


def test_the_published_accuracy_is_that_of_its_source():
    accuracy = "AUC 0.95 for L4, 0.67 for L5, 0.66 for S1"
    assert accuracy in load_reference().sources["iversen2013"].standing
    assert accuracy in (ROOT / "docs/localisation.md").read_text(encoding="utf-8")


def test_the_example_by_hand_ends_as_the_program_does():
    complaint = {"presentation.symptom_side": "left"}
    before = probabilities(complaint)
    normal = {f"findings.strength.{movement}.left": "5" for movement in ("hip_abduction", "ankle_inversion")}
    after = probabilities(complaint | normal | {"findings.strength.great_toe_extension.left": "4"})
    text = " ".join((ROOT / "docs/localisation.md").read_text(encoding="utf-8").split())
    l5, fibular = "root.L5", "nerve.common_fibular"
    assert f"{100 * before[l5]:.1f} % | {100 * before[fibular]:.1f} % | {before[l5] / before[fibular]:.1f} to 1" in text
    assert f"{100 * after[l5]:.0f} % to {100 * after[fibular]:.0f} %, {after[l5] / after[fibular]:.1f} to 1" in text
    assert f"between them with {100 * after['root.S1']:.0f} %" in text


def probabilities(answers):
    candidates = assess(record_of(answers), thorough=False).candidates
    return {candidate.cause: candidate.probability for candidate in candidates if candidate.side == "left"}
