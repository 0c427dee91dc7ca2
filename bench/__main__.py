"""How fast Dermyo is, and how big: `python -m bench` prints every row of docs/performance.md.

Each row has the median, between which the middle half was, the ratio to what was measured beside it, and the limit.
Run it on a machine that does nothing else. `--against PATH` measures another checkout in the same run, in turns.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench.speed.checkouts import NotMeasured, measured, tree_of
from bench.speed.groups import GROUPS
from bench.speed.machine import machine
from bench.speed.report import BESIDE, HEAD, aligned, as_json, beside, cells, limits_held, written
from bench.speed.rows import Row


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print. The status is 1 if a group could not be measured, whatever the limits."""
    asked = _read(arguments)
    on = [f"{datetime.now(UTC):%-d %B %Y}", *machine()]
    print("\n".join(on), flush=True)
    found: dict[str, list[list[Row]]] = {}
    failed = False
    with ExitStack() as stack:
        others = [asked.against] if asked.against else []
        trees = [stack.enter_context(tree_of(one)) for one in (*others, None)]
        for name in asked.only or GROUPS:
            group = GROUPS[name]
            print(f"\n{group.title} ({name})", flush=True)
            try:
                found[name] = measured(group, trees, asked.rounds or group.rounds)
            except NotMeasured as error:
                failed = True
                print(f"not measured: {error}", flush=True)
            else:
                _show(found[name])
    here = {name: rows[-1] for name, rows in found.items()}
    print(f"\n{limits_held(here.values())}")
    if asked.write:
        written(here, on)
    if asked.json:
        asked.json.write_text(json.dumps(as_json(found, on), indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if failed else 0)


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", metavar="GROUP", choices=GROUPS, help=f"some of: {', '.join(GROUPS)}")
    parser.add_argument(
        "--rounds", type=int, metavar="N", help="so many rounds of each group, instead of its own number"
    )
    parser.add_argument(
        "--against", type=Path, metavar="PATH", help="another checkout, measured in turns with this one"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to this file as well")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args(arguments)


def _show(trees: Sequence[Sequence[Row]]) -> None:
    here = trees[-1]
    print(aligned(HEAD, [cells(row, here) for row in here]), flush=True)
    for before in trees[:-1]:
        print("\n" + aligned(BESIDE, beside(before, here)), flush=True)


if __name__ == "__main__":
    main()
