"""`python -m exam.printing.fonts`: which scripts can be printed, and which further fonts are not as they should be."""

from __future__ import annotations

import sys

from exam.printing.fonts.coverage import scripts_here
from exam.printing.fonts.further import FAMILIES


def main() -> int:
    """1 if a further font is wanting or was refused, else 0."""
    files = [file for family in FAMILIES for file in family.files]
    for file in files:
        if file.content() is None:
            state = "refused: its content is not the one we know" if file.path.exists() else "not installed"
            sys.stdout.write(f"{file.name}: {state}\n")
    sys.stdout.write(f"can be printed: {', '.join(scripts_here())}\n")
    return int(any(file.content() is None for file in files))


if __name__ == "__main__":
    sys.exit(main())
