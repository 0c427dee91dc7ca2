"""The published cases in the pages: `python -m bench.published_cases` writes their figures into README and docs.

The cases that were available while the figures were set are counted apart from those that were not.
The reason why a case is named wrongly is written by hand in the last column of its table, and is preserved.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.blocks import LOCALISATION, block, table, with_block
from exam.domain.evaluation.cases import Outcome, Tally, outcome_of, tally
from exam.domain.reasoning.assess import assess
from exam.domain.record.causes import roots_of
from exam.domain.record.reading import parse_json, parse_record
from exam.domain.words.causes import cause_short
from reference import load_reference
from reference.vocabulary import Statement

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
README = ROOT / "README.md"
SAID_TO_FIT: tuple[Statement, ...] = ("fits_one", "fits_non_root", "no_lesion_found")
WIDTH = 120
NO_BREAK = "\u00a0"
WRONG_HEAD = ("case", "seen", "expected", "named first", "why")


@dataclass(frozen=True)
class Group:
    """Some of the cases, all counted together and the root lesions among them."""

    outcomes: Sequence[Outcome]

    @property
    def all(self) -> Tally:
        """Every case."""
        return tally(self.outcomes)

    @property
    def roots(self) -> Tally:
        """Those in which roots are expected."""
        return tally([one for one in self.outcomes if roots_of(one.expected[0])])

    @property
    def said_to_fit(self) -> list[Outcome]:
        """The strict cases in which the first candidate was said to fit best."""
        return [one for one in self.outcomes if one.strict and one.statement in SAID_TO_FIT]

    @property
    def missed(self) -> str:
        """Emergencies not called one, of how many."""
        return f"{self.all.emergencies_missed} of {self.all.emergencies}"

    @property
    def false_emergencies(self) -> str:
        """Cases called an emergency that were none, of how many."""
        return f"{self.all.false_emergencies} of {self.all.cases - self.all.emergencies}"


ROWS: tuple[tuple[str, Callable[[Group], str]], ...] = (
    ("cases; scored strictly", lambda group: f"{group.all.cases}; {group.all.strict}"),
    ("the very cause on the very side named first", lambda group: _rate(group.all.top1, group.all.strict)),
    ("the same, by a textbook chart", lambda group: _rate(group.all.chart_top1, group.all.strict)),
    ("among the first two", lambda group: _rate(group.all.top2, group.all.strict)),
    ("root lesions: the very roots named first", lambda group: _rate(group.roots.top1, group.roots.strict)),
    ("the same, by a textbook chart", lambda group: _rate(group.roots.chart_top1, group.roots.strict)),
    ("one cause said to fit best, and rightly", lambda group: _rightly(group.said_to_fit)),
    ("a root said to fit where it was no root", lambda group: str(group.all.root_named_wrongly)),
    ("emergencies missed", lambda group: group.missed),
    ("others called an emergency", lambda group: group.false_emergencies),
)


def main() -> None:
    """Write both pages."""
    for path, page in pages(read_outcomes()).items():
        path.write_text(page, encoding="utf-8")


def read_outcomes() -> list[Outcome]:
    """Every published case, run, in the order of its number."""
    outcomes = []
    for path in sorted(CASES.glob("case-*.json")):
        case = parse_json(path.read_bytes())
        assert isinstance(case, dict), path
        outcomes.append(outcome_of(case))
    return outcomes


def seen() -> frozenset[str]:
    """The cases that were available while the figures were set."""
    return frozenset((CASES / "seen.txt").read_text(encoding="utf-8").split())


def pages(outcomes: Sequence[Outcome]) -> dict[Path, str]:
    """README and the page on the localisation with the present figures, made from the pages as they are now."""
    readme, localisation = (path.read_text(encoding="utf-8") for path in (README, LOCALISATION))
    whys = whys_of(block(localisation, "wrong cases"))
    localisation = with_block(localisation, "published cases", figures(outcomes))
    localisation = with_block(localisation, "false emergencies", false_emergencies(outcomes))
    return {
        README: with_block(readme, "published cases", sentence(outcomes)),
        LOCALISATION: with_block(localisation, "wrong cases", wrong_cases(outcomes, whys)),
    }


def groups(outcomes: Sequence[Outcome]) -> dict[str, Group]:
    """The cases by whether they had been seen, and all of them."""
    return {
        "seen while the figures were set": Group([one for one in outcomes if one.id in seen()]),
        "not seen": Group([one for one in outcomes if one.id not in seen()]),
        "all": Group(outcomes),
    }


def figures(outcomes: Sequence[Outcome]) -> str:
    """The table of the three groups."""
    grouped = groups(outcomes)
    rows = [(label, *(figure(group) for group in grouped.values())) for label, figure in ROWS]
    return table(("published cases", *grouped), rows)


def sentence(outcomes: Sequence[Outcome]) -> str:
    """The figures of README in a few sentences."""
    _, new, every = groups(outcomes).values()
    cases, roots = every.all, every.roots
    text = (
        f"Of {cases.cases} published cases, most of them unusual, {cases.strict} can be scored strictly. The very "
        f"cause on the very side came first in {_percent(cases.top1)} of them, and among the first two in "
        f"{_percent(cases.top2)}; in the {new.all.strict} that were not seen while the figures were set, in "
        f"{_percent(new.all.top1)} and {_percent(new.all.top2)}. A textbook chart, which knows no nerve, plexus or "
        f"cord, named {_percent(cases.chart_top1)}; of the {roots.strict} root lesions alone it named "
        f"{_percent(roots.chart_top1)}, and this program {_percent(roots.top1)}. Emergencies missed: "
        f"{every.missed}. Others called an emergency: {every.false_emergencies} "
        f"({new.false_emergencies} of those not seen)."
    )
    unbroken = text.replace(" %", f"{NO_BREAK}%")
    return textwrap.fill(unbroken, WIDTH).replace(NO_BREAK, " ")


def wrong_cases(outcomes: Sequence[Outcome], whys: Mapping[str, str]) -> str:
    """The table of the strict cases not named first, each with its reason from `whys`."""
    wrong = [one for one in outcomes if one.strict and not one.first]
    return table(WRONG_HEAD, [_wrong(one, whys.get(_number(one.id), "")) for one in wrong])


def false_emergencies(outcomes: Sequence[Outcome]) -> str:
    """The table of the cases called an emergency that were none, with the alerts that say so."""
    false = [one for one in outcomes if one.urgency == "emergency" and not one.emergency]
    rows = [(_number(one.id), _was_seen(one.id), one.label, _raised(one.id)) for one in false]
    return table(("case", "seen", "expected", "alerts"), rows)


def whys_of(wrong: str) -> dict[str, str]:
    """The last column of the table of wrong cases by the number of the case."""
    rows = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in wrong.splitlines()[2:]]
    return {row[0]: row[-1] for row in rows if len(row) == len(WRONG_HEAD)}


def _wrong(one: Outcome, why: str) -> tuple[str, ...]:
    fits = ", said to fit" if one.statement in SAID_TO_FIT else ""
    return (_number(one.id), _was_seen(one.id), cause_short(*one.expected), f"{cause_short(*one.named[0])}{fits}", why)


def _raised(case: str) -> str:
    record = parse_record((CASES / f"{case}.json").read_bytes())
    alerts = assess(record, thorough=False).alerts
    rows = load_reference().alerts
    return "; ".join(rows[alert.id].label for alert in alerts if alert.urgency == "emergency")


def _was_seen(case: str) -> str:
    return "yes" if case in seen() else "no"


def _number(case: str) -> str:
    return case.removeprefix("case-")


def _rate(share: float | None, among: int) -> str:
    return f"{round((share or 0) * among)} of {among} ({_percent(share)})"


def _rightly(said: Sequence[Outcome]) -> str:
    return f"{sum(one.first for one in said)} of {len(said)}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


if __name__ == "__main__":
    main()
