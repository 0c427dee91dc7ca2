"""The published cases in the pages: `python -m bench.published_cases` writes their figures into README and docs.

The cases that were available while the figures were set are counted apart from those that were not.
The reason why a case is named wrongly is written by hand in the last column of its table, and is preserved: the command
fails, after writing the pages, until every wrong case has one, and names the reasons to review or that it removed.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.blocks import LOCALISATION, block, table, with_block
from exam.domain.evaluation.cases import ScoredCase, score_case
from exam.domain.evaluation.expected import OTHER, Expected
from exam.domain.evaluation.tally import Tally, intervals, tally
from exam.domain.record.reading import parse_json
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
NAMED = WRONG_HEAD.index("named first")


@dataclass(frozen=True)
class Group:
    """Some of the cases, all counted together and the root lesions among them; with the intervals of shares or not."""

    scored: Sequence[ScoredCase]
    with_intervals: bool = False

    @property
    def all(self) -> Tally:
        """Every case."""
        return tally(self.scored)

    @property
    def roots(self) -> Tally:
        """Those in which roots are expected."""
        return tally(self.of_roots)

    @property
    def of_roots(self) -> list[ScoredCase]:
        """The cases in which roots are expected."""
        return [one for one in self.scored if one.expected.roots]

    @property
    def said_to_fit(self) -> list[ScoredCase]:
        """The strict cases in which the first candidate was said to fit best."""
        return [one for one in self.scored if one.strict and one.statement in SAID_TO_FIT]

    @property
    def log_score(self) -> str:
        """The mean log score."""
        score = self.all.log_score
        return "-" if score is None else f"{score:.2f}"

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
    ("the very cause on the very side named first", lambda group: _rate(group, "top1")),
    ("the same, by a textbook chart", lambda group: _rate(group, "chart_top1")),
    ("among the first two", lambda group: _rate(group, "top2")),
    ("named first, or an answer that can be defended", lambda group: _rate(group, "lenient")),
    ("mean log score (0 is certain and right)", lambda group: group.log_score),
    ("root lesions: the very roots named first", lambda group: _rate_of_roots(group, "top1")),
    ("the same, by a textbook chart", lambda group: _rate_of_roots(group, "chart_top1")),
    ("root lesions: the likeliest single root is one of them", lambda group: _rate_of_roots(group, "root")),
    ("the same, by a textbook chart", lambda group: _rate_of_roots(group, "chart_root")),
    ("one cause said to fit best, and rightly", lambda group: _rightly(group.said_to_fit)),
    ("the same, or an answer that can be defended", lambda group: _defensibly(group.said_to_fit)),
    ("a root said to fit where it was no root", lambda group: str(group.all.root_named_wrongly)),
    ("emergencies missed", lambda group: group.missed),
    ("others called an emergency", lambda group: group.false_emergencies),
)


def main() -> None:
    """Write both pages, and report what the table of wrong cases needs. Exits with 1 where a reason is missing."""
    scored = read_scored()
    before = block(LOCALISATION.read_text(encoding="utf-8"), "wrong cases")
    for path, page in pages(scored).items():
        path.write_text(page, encoding="utf-8")
    after = block(LOCALISATION.read_text(encoding="utf-8"), "wrong cases")
    for line in to_review(before, after):
        print(line)
    if lines := without_reason(after):
        sys.exit("\n".join(lines))


def read_scored() -> list[ScoredCase]:
    """Every published case, run, in the order of its number."""
    scored = []
    for path in sorted(CASES.glob("case-*.json")):
        case = parse_json(path.read_bytes())
        assert isinstance(case, dict), path
        scored.append(score_case(case))
    return scored


def seen() -> frozenset[str]:
    """The cases that were available while the figures were set."""
    return frozenset((CASES / "seen.txt").read_text(encoding="utf-8").split())


def pages(scored: Sequence[ScoredCase]) -> dict[Path, str]:
    """README and the page on the localisation with the present figures, made from the pages as they are now."""
    readme, localisation = (path.read_text(encoding="utf-8") for path in (README, LOCALISATION))
    whys = whys_of(block(localisation, "wrong cases"))
    localisation = with_block(localisation, "published cases", figures(scored))
    localisation = with_block(localisation, "false emergencies", false_emergencies(scored))
    return {
        README: with_block(readme, "published cases", sentence(scored)),
        LOCALISATION: with_block(localisation, "wrong cases", wrong_cases(scored, whys)),
    }


def groups(scored: Sequence[ScoredCase]) -> dict[str, Group]:
    """The cases by whether they had been seen, and all of them."""
    return {
        "seen while the figures were set": Group([one for one in scored if one.id in seen()]),
        "not seen": Group([one for one in scored if one.id not in seen()]),
        "all, with 95 % intervals": Group(scored, with_intervals=True),
    }


def figures(scored: Sequence[ScoredCase]) -> str:
    """The table of the three groups."""
    grouped = groups(scored)
    rows = [(label, *(figure(group) for group in grouped.values())) for label, figure in ROWS]
    return table(("published cases", *grouped), rows)


def sentence(scored: Sequence[ScoredCase]) -> str:
    """The figures of README in a few sentences."""
    _, new, every = groups(scored).values()
    cases, roots = every.all, every.roots
    text = (
        f"Of {cases.cases} published cases, most of them unusual, {cases.strict} can be scored strictly. The very "
        f"cause on the very side came first in {_percent(cases.top1)} of them, and among the first two in "
        f"{_percent(cases.top2)}; in the {new.all.strict} that were not seen while the figures were set, in "
        f"{_percent(new.all.top1)} and {_percent(new.all.top2)}. A textbook chart, which knows no nerve, plexus or "
        f"cord, named {_percent(cases.chart_top1)}; of the {roots.strict} root lesions alone it named "
        f"{_percent(roots.chart_top1)}, and this program {_percent(roots.top1)}. The single root that is likeliest "
        f"was one of theirs in {_percent(roots.root)} (chart: {_percent(roots.chart_root)}). Emergencies missed: "
        f"{every.missed}. Others called an emergency: {every.false_emergencies} "
        f"({new.false_emergencies} of those not seen)."
    )
    unbroken = text.replace(" %", f"{NO_BREAK}%")
    return textwrap.fill(unbroken, WIDTH).replace(NO_BREAK, " ")


def wrong_cases(scored: Sequence[ScoredCase], whys: Mapping[str, str]) -> str:
    """The table of the strict cases not named first, each with its reason from `whys`."""
    wrong = [one for one in scored if one.strict and not one.first]
    return table(WRONG_HEAD, [_wrong(one, whys.get(_number(one.id), "")) for one in wrong])


def false_emergencies(scored: Sequence[ScoredCase]) -> str:
    """The table of the cases called an emergency that were none, with the alerts that say so."""
    false = [one for one in scored if one.false_emergency]
    rows = [(_number(one.id), _was_seen(one.id), one.expected.label, _raised(one)) for one in false]
    return table(("case", "seen", "expected", "alerts"), rows)


def whys_of(wrong: str) -> dict[str, str]:
    """The last column of the table of wrong cases by the number of the case."""
    return {row[0]: row[-1] for row in _rows_of(wrong)}


def without_reason(wrong: str) -> list[str]:
    """What to do for each case of the table that has no reason."""
    cases = [case for case, why in whys_of(wrong).items() if not why.strip(" -")]
    return [f"case {case} is wrong without a reason: write it into the last column of its row" for case in cases]


def to_review(before: str, after: str) -> list[str]:
    """The reasons that may no longer be true: another cause is named first, or the case is right and has no row now."""
    old, new = ({row[0]: row for row in _rows_of(wrong)} for wrong in (before, after))
    gone = [
        f"case {case} is right now; its reason was removed: {row[-1]}" for case, row in old.items() if case not in new
    ]
    changed = [
        f"case {case}: {row[NAMED]} is named first, not {old[case][NAMED]}; review its reason: {row[-1]}"
        for case, row in new.items()
        if case in old and row[NAMED] != old[case][NAMED]
    ]
    return gone + changed


def _rows_of(wrong: str) -> list[list[str]]:
    rows = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in wrong.splitlines()[2:]]
    return [row for row in rows if len(row) == len(WRONG_HEAD)]


def _wrong(one: ScoredCase, why: str) -> tuple[str, ...]:
    fits = ", said to fit" if one.statement in SAID_TO_FIT else ""
    return (_number(one.id), _was_seen(one.id), _expected(one.expected), f"{cause_short(*one.named[0])}{fits}", why)


def _expected(expected: Expected) -> str:
    return expected.label if expected.cause == OTHER else cause_short(expected.cause, expected.side)


def _raised(one: ScoredCase) -> str:
    rows = load_reference().alerts
    return "; ".join(rows[alert].label for alert in one.emergency_alerts)


def _was_seen(case: str) -> str:
    return "yes" if case in seen() else "no"


def _number(case: str) -> str:
    return case.removeprefix("case-")


def _rate(group: Group, share: str) -> str:
    return _counted(group.scored, share, with_interval=group.with_intervals)


def _rate_of_roots(group: Group, share: str) -> str:
    return _counted(group.of_roots, share, with_interval=group.with_intervals)


def _counted(scored: Sequence[ScoredCase], share: str, *, with_interval: bool) -> str:
    counted = tally(scored)
    value, ends = getattr(counted, share), intervals(scored)[share] if with_interval else None
    interval = "" if ends is None else f"; {100 * ends[0]:.0f} to {100 * ends[1]:.0f}"
    return f"{round((value or 0) * counted.strict)} of {counted.strict} ({_percent(value)}{interval})"


def _rightly(said: Sequence[ScoredCase]) -> str:
    return f"{sum(one.first for one in said)} of {len(said)}"


def _defensibly(said: Sequence[ScoredCase]) -> str:
    return f"{sum(one.lenient for one in said)} of {len(said)}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


if __name__ == "__main__":
    main()
