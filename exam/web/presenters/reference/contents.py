"""The reference pages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from exam.web.presenters.reference import articles, figure_table, rows, studies
from exam.web.presenters.reference.rows import Entry


@dataclass(frozen=True)
class ReferencePage:
    """One reference page. `banner` is shown above rows that are not advice from the program."""

    slug: str
    title: str
    about: str
    rows: Callable[[], Iterable[Entry]]
    banner: str = ""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The rows; the reference does not change while the program runs."""
        return tuple(self.rows())

    @property
    def groups(self) -> list[tuple[str, list[Entry]]]:
        """The rows under their headings, in their order."""
        return [(title, list(some)) for title, some in groupby(self.entries, key=lambda entry: entry.group)]


PAGES = (
    ReferencePage("tests", "Tests", "How each test is done, what its grades mean and what it shows.", rows.tests),
    ReferencePage("scales", "Grade scales", "What each grade means, and who defines it.", rows.scales),
    ReferencePage("roots", "Roots", "Skin, muscles and reflex of each root, and where authorities differ.", rows.roots),
    ReferencePage(
        "nerves", "Nerves", "The nerves whose lesions resemble a root lesion, and what each spares.", rows.nerves
    ),
    ReferencePage("maps", "Dermatome maps", "How each map was made, and where the maps disagree.", articles.maps),
    ReferencePage(
        "sites", "Places of pain", "Where pain or tingling may be felt, and the roots mapped there.", rows.sites
    ),
    ReferencePage(
        "conditions",
        "Conditions",
        "Diseases that cause the pain, and their effect on the findings.",
        articles.conditions,
    ),
    ReferencePage(
        "pain", "Where pain comes from", "How the sources explain pain in the knee and leg.", articles.mechanisms
    ),
    ReferencePage(
        "history", "History", "The questions asked, and what points to the spine or to a joint.", rows.history
    ),
    ReferencePage(
        "red-flags", "Red flags", "What needs prompt action, and where article and guideline differ.", rows.alerts
    ),
    ReferencePage(
        "contradictions",
        "Contradictions",
        "Answers and findings that cannot both be right, shown while you examine and before you sign.",
        rows.contradictions,
    ),
    ReferencePage(
        "imaging", "Imaging and tests", "What the sources suggest, and the guidelines' cautions.", studies.imaging
    ),
    ReferencePage(
        "management",
        "Management and recovery",
        "What the sources state, and how well each statement is supported.",
        articles.management,
        articles.BANNER,
    ),
    ReferencePage("causes", "Causes", "The lesions that the program ranks.", rows.causes),
    ReferencePage(
        "figures",
        "Likelihoods",
        "How often each finding is abnormal with each cause. The ranking uses these figures.",
        figure_table.likelihoods,
    ),
    ReferencePage(
        "priors",
        "Prior probabilities",
        "How common each lesion is before anything is examined, and how severe its deficits are.",
        figure_table.priors,
    ),
    ReferencePage("sources", "Sources", "Every source: how reliable it is, and how much of it was read.", rows.sources),
)


def reference_pages() -> list[ReferencePage]:
    """The pages that hold a row."""
    return [page for page in PAGES if page.entries]
