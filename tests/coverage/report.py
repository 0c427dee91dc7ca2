"""What the tests ran, as `tests.coverage.measuring` left it: `python -m tests.coverage.report`.

Exits with status 1 if a line or branch of the clinical rules was not run, or of the rest, if it was measured, more
than 5 in 100.
"""

import json
import sys
from functools import reduce
from pathlib import Path

from slipcover import merge_coverage, print_coverage
from slipcover.slipcover import add_summaries

ROOT = Path(__file__).parents[2]
RULES = ("exam/domain/", "exam/steps/", "reference/")
LEAST_OF_RULES, LEAST_OF_THE_REST = 100, 95
WIDTH_OF_MISSING = 80


def measured(folder):
    """What all test processes ran, together. Raises `LookupError` if none left its file."""
    files = sorted(folder.glob(".coverage.*.json"))
    if not files:
        raise LookupError("no test process left what it measured")
    return reduce(merge_coverage, (json.loads(file.read_text(encoding="utf-8")) for file in files))


def only(coverage, wanted):
    """The part of the files whose names satisfy `wanted`, with its own sums."""
    part = {"meta": coverage["meta"], "files": {name: it for name, it in coverage["files"].items() if wanted(name)}}
    add_summaries(part)
    return part


def main(folder=ROOT):
    """Print what was not run, and return the exit status."""
    found, status = measured(folder), 0
    for least, part in (
        (LEAST_OF_RULES, only(found, lambda name: name.startswith(RULES))),
        (LEAST_OF_THE_REST, only(found, lambda name: not name.startswith(RULES))),
    ):
        print_coverage(part, outfile=sys.stdout, skip_covered=True, missing_width=WIDTH_OF_MISSING)
        reached = part["summary"]["percent_covered"]
        if reached < least:
            sys.stdout.write(f"{reached:.2f} in 100 lines and branches were run by a test; it should be {least}.\n")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
