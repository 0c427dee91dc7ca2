"""The pages of the shelf in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from exam.web.presenters.reference import articles, rows
from exam.web.presenters.reference import figure_table as reckoned
from exam.web.presenters.reference.rows import Entry


@dataclass(frozen=True)
class ShelfPage:
    """One page of the shelf. `banner` is said above rows that are no advice of the program."""

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
    ShelfPage("tests", "Tests", "How each test is done, what its grades mean and what it shows.", rows.tests),
    ShelfPage("scales", "Grade scales", "What each grade means, and who defines it.", rows.scales),
    ShelfPage("roots", "Roots", "Skin, muscles and reflex of each root, and where authorities differ.", rows.roots),
    ShelfPage(
        "nerves", "Nerves", "The nerves whose lesions resemble a root lesion, and what each spares.", rows.nerves
    ),
    ShelfPage("maps", "Dermatome maps", "How each map was made, and where the maps disagree.", articles.maps),
    ShelfPage("sites", "Places of pain", "Where pain or tingling may be felt, and the roots mapped there.", rows.sites),
    ShelfPage(
        "conditions",
        "Conditions",
        "Diseases that cause the pain, and their effect on the findings.",
        articles.conditions,
    ),
    ShelfPage(
        "pain", "Where pain comes from", "How the sources explain pain in the knee and leg.", articles.mechanisms
    ),
    ShelfPage("history", "History", "The questions asked, and what points to the spine or to a joint.", rows.history),
    ShelfPage(
        "red-flags", "Red flags", "What needs prompt action, and where article and guideline differ.", rows.alerts
    ),
    ShelfPage("imaging", "Imaging and tests", "What the sources suggest, and the guidelines' cautions.", rows.imaging),
    ShelfPage(
        "management",
        "Management and recovery",
        "What the sources state, and how well each statement is supported.",
        articles.management,
        articles.BANNER,
    ),
    ShelfPage("causes", "Causes", "The lesions that the program ranks.", rows.causes),
    ShelfPage(
        "figures",
        "Likelihoods",
        "How often each finding is abnormal with each cause. The ranking uses these figures.",
        reckoned.likelihoods,
    ),
    ShelfPage(
        "priors",
        "Prior probabilities",
        "How common each lesion is before anything is examined, and how severe its deficits are.",
        reckoned.priors,
    ),
    ShelfPage("sources", "Sources", "Every source: how reliable it is, and how much of it was read.", rows.sources),
)


def shelf() -> list[ShelfPage]:
    """The pages that hold a row."""
    return [page for page in PAGES if page.entries]
