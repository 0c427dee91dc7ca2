"""Reliability curves: the model's probability on the horizontal axis, how often it was right on the vertical axis."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from bench.curve import Curve

MARKS = {"L4": ("o", "#1d4e89"), "L5": ("s", "#0b6b62"), "S1": ("^", "#a8471a")}
FEWEST = 20
"""A bin with fewer patients than this says nothing and is left out."""


def reliability_plot(path: Path, name: str, curves: Mapping[str, Curve]) -> None:
    """Write one cohort's curves as SVG; the same curves always give the same file."""
    mpl.rcParams["svg.hashsalt"] = "dermyo"
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot(
        xlabel="probability given to the root", ylabel="share of patients with the root", title=name
    )
    axes.plot([0, 1], [0, 1], color="#888888", linestyle=":", label="as it should be")
    for root, curve in curves.items():
        mark, colour = MARKS[root]
        enough = curve.patients >= FEWEST
        label = f"{root}, error {curve.error:.3f}"
        axes.plot(curve.said[enough], curve.found[enough], marker=mark, color=colour, label=label)
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.legend(loc="upper left", frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
