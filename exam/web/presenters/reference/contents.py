"""The reference pages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from exam.domain.language import mark, say, spoken
from exam.domain.words.grammar import inside
from exam.web.presenters.reference import articles, figure_table, rows, studies
from exam.web.presenters.reference.rows import Entry


@dataclass(frozen=True)
class ReferencePage:
    """One reference page. `banner` is shown above rows that are not advice from the program.

    Its texts are messages, to be said where they are shown.
    """

    slug: str
    title: str
    about: str
    rows: Callable[[], Iterable[Entry]]
    banner: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows in the language that is spoken."""
        return _entries(self.rows, spoken())

    @property
    def title_inside(self) -> str:
        """The title inside a sentence: "grade scales"."""
        return inside(say(self.title))

    @property
    def groups(self) -> list[tuple[str, list[Entry]]]:
        """The rows under their headings, in their order."""
        return [(title, list(some)) for title, some in groupby(self.entries, key=lambda entry: entry.group)]


@cache
def _entries(rows: Callable[[], Iterable[Entry]], _language: str) -> tuple[Entry, ...]:
    """The rows of a page, once for each language: the reference does not change while the program runs."""
    return tuple(rows())


PAGES = (
    ReferencePage(
        "tests", mark("Tests"), mark("How each test is done, what its grades mean and what it shows."), rows.tests
    ),
    ReferencePage("scales", mark("Grade scales"), mark("What each grade means, and who defines it."), rows.scales),
    ReferencePage(
        "roots", mark("Roots"), mark("Skin, muscles and reflex of each root, and where authorities differ."), rows.roots
    ),
    ReferencePage(
        "nerves",
        mark("Nerves"),
        mark("The nerves whose lesions resemble a root lesion, and what each spares."),
        rows.nerves,
    ),
    ReferencePage(
        "maps", mark("Dermatome maps"), mark("How each map was made, and where the maps disagree."), articles.maps
    ),
    ReferencePage(
        "sites",
        mark("Places of pain"),
        mark("Where pain or tingling may be felt, and the roots mapped there."),
        rows.sites,
    ),
    ReferencePage(
        "conditions",
        mark("Conditions"),
        mark("Diseases that cause the pain, and their effect on the findings."),
        articles.conditions,
    ),
    ReferencePage(
        "pain",
        mark("Where pain comes from"),
        mark("How the sources explain pain in the knee and leg."),
        articles.mechanisms,
    ),
    ReferencePage(
        "history",
        mark("History"),
        mark("The questions asked, and what points to the spine or to a joint."),
        rows.history,
    ),
    ReferencePage(
        "red-flags",
        mark("Red flags"),
        mark("What needs prompt action, and where article and guideline differ."),
        rows.alerts,
    ),
    ReferencePage(
        "contradictions",
        mark("Contradictions"),
        mark("Answers and findings that cannot both be right, shown while you examine and before you sign."),
        rows.contradictions,
    ),
    ReferencePage(
        "imaging",
        mark("Imaging and tests"),
        mark("What the sources suggest, and the guidelines' cautions."),
        studies.imaging,
    ),
    ReferencePage(
        "management",
        mark("Management and recovery"),
        mark("What the sources state, and how well each statement is supported."),
        articles.management,
        articles.BANNER,
    ),
    ReferencePage("causes", mark("Causes"), mark("The lesions that the program ranks."), rows.causes),
    ReferencePage(
        "figures",
        mark("Likelihoods"),
        mark("How often each finding is abnormal with each cause. The ranking uses these figures."),
        figure_table.likelihoods,
    ),
    ReferencePage(
        "priors",
        mark("Prior probabilities"),
        mark("How common each lesion is before anything is examined, and how severe its deficits are."),
        figure_table.priors,
    ),
    ReferencePage(
        "sources", mark("Sources"), mark("Every source: how reliable it is, and how much of it was read."), rows.sources
    ),
)


def reference_pages() -> list[ReferencePage]:
    """The pages that hold a row."""
    return [page for page in PAGES if page.entries]
