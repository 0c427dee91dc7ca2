"""Writes both: `python -m bench.software`."""

from bench.software.page import page
from bench.software.pieces import ROOT
from bench.software.sbom import sbom

if __name__ == "__main__":
    (ROOT / "docs/software.md").write_text(page(), encoding="utf-8")
    (ROOT / "docs/sbom.json").write_text(sbom(), encoding="utf-8")
