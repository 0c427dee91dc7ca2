"""Published frequencies compared with the model's: `python -m bench.frequencies`.

A likelihood table that looks right cell by cell but does not reproduce these is wrong.
The table goes to `docs/localisation.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bench.blocks import LOCALISATION, table, write_block
from exam.domain.evaluation.simulate import Cohort, Ints, simulate

PATIENTS = 400_000
DROP = 3
HEAD = ("among", "published", "model")
WEAK = ("knee_extension", "ankle_dorsiflexion", "great_toe_extension", "ankle_plantarflexion")
NUMB = ("L3", "L4", "L5", "S1")

Patients = NDArray[np.bool_]
# Which patients show something, and among which patients.
Share = tuple[Patients, Patients]


@dataclass(frozen=True)
class Groups:
    """The patients of a cohort by their lesion and by the findings of the left leg, which hurts."""

    cohort: Cohort

    @cached_property
    def causes(self) -> NDArray[np.str_]:
        """The cause of each patient."""
        return self.cohort.causes

    @cached_property
    def everyone(self) -> Patients:
        """All of them."""
        return np.ones(len(self.causes), bool)

    @cached_property
    def left(self) -> Patients:
        """Those whose lesion is on the left."""
        return np.array([lesion.side == "left" for lesion in self.cohort.lesions])

    @cached_property
    def root(self) -> Patients:
        """Those with a lesion of one root or more."""
        return np.char.startswith(self.causes, "root.")

    @cached_property
    def several(self) -> Patients:
        """Those with a lesion of two roots or more."""
        return self._named("+")

    @cached_property
    def has_l5(self) -> Patients:
        """Those with L5 among the roots."""
        return self.root & self._named("L5")

    @cached_property
    def low(self) -> Patients:
        """Those with a lesion of roots on the left, L2 not among them."""
        return self.left & self.root & ~self._named("L2")

    @cached_property
    def drop(self) -> Patients:
        """Those who dorsiflect the left ankle at less than grade 3."""
        return np.isin(self.depth("strength.ankle_dorsiflexion"), DROP)

    @cached_property
    def weak(self) -> Patients:
        """Those with any weakness on the left."""
        return np.asarray(np.any([self.found(f"strength.{movement}") for movement in WEAK], axis=0))

    @cached_property
    def numb(self) -> Patients:
        """Those with any loss of light touch on the left."""
        return np.asarray(np.any([self.found(f"light_touch.{root}") for root in NUMB], axis=0))

    @cached_property
    def deficit(self) -> Patients:
        """Those with any deficit on the left."""
        return self.weak | self.numb | self.found("reflexes.patellar") | self.found("reflexes.achilles")

    def _named(self, part: str) -> Patients:
        return np.array([part in cause for cause in self.causes])

    def of(self, cause: str) -> Patients:
        """Those with this lesion, on either side."""
        return np.isin(self.causes, cause)

    def single(self, *roots: str) -> Patients:
        """Those with a lesion on the left of one of these roots alone."""
        return self.left & np.isin(self.causes, [f"root.{root}" for root in roots])

    def depth(self, test: str, side: str = "left") -> Ints:
        """How severe each patient's loss is."""
        return self.cohort.depth[test, side]

    def found(self, test: str, side: str = "left") -> Patients:
        """The patients in whom a test is abnormal."""
        return np.asarray(self.depth(test, side) > 0)


@dataclass(frozen=True)
class Row:
    """One published figure, and the shares of the model's patients to compare it with."""

    label: str
    published: str
    shares: Callable[[Groups], list[Share]]

    def given(self, groups: Groups) -> str:
        """The shares in the model."""
        return " / ".join(
            f"{100 * of[among].mean():.0f} %" if among.any() else "-" for of, among in self.shares(groups)
        )


FOOT_DROP = (
    Row("dorsiflexion below 3: fibular", "31-46 %", lambda g: [(g.of("nerve.common_fibular"), g.drop)]),
    Row("dorsiflexion below 3: root", "20-34 %", lambda g: [(g.root, g.drop)]),
    Row("dorsiflexion below 3: plexus", "15 %", lambda g: [(g.of("plexus.lumbosacral"), g.drop)]),
    Row("dorsiflexion below 3: sciatic", "5 %", lambda g: [(g.of("nerve.sciatic"), g.drop)]),
    Row(
        "L5 lesion with dorsiflexion below 3: hip abduction weak",
        "86 %",
        lambda g: [(g.found("strength.hip_abduction"), g.drop & g.has_l5 & g.left)],
    ),
    Row(
        "fibular with dorsiflexion below 3: hip abduction weak",
        "4 %",
        lambda g: [(g.found("strength.hip_abduction"), g.drop & g.of("nerve.common_fibular"))],
    ),
    Row("spinal foot drop: L5 among the roots", "93 %", lambda g: [(g.has_l5, g.drop & g.root & g.left)]),
    Row("spinal foot drop: two or three roots", "68 %", lambda g: [(g.several, g.drop & g.root & g.left)]),
)
OPERATED = (
    Row(
        "L2-L4 lesion: patellar reflex low (operated)",
        "66 %",
        lambda g: [(g.found("reflexes.patellar"), g.single("L2", "L3", "L4"))],
    ),
    Row(
        "L2-L4 lesion: femoral stretch positive (operated)",
        "74-78 %",
        lambda g: [(g.found("tension.femoral_stretch"), g.single("L2", "L3", "L4"))],
    ),
    Row(
        "L2-L4 lesion: straight leg raise positive (operated)",
        "39-51 %",
        lambda g: [(g.found("tension.straight_leg_raise"), g.single("L2", "L3", "L4"))],
    ),
    Row(
        "L4 / L5 / S1: patellar reflex low (operated)",
        "67 / 10 / 6 %",
        lambda g: [(g.found("reflexes.patellar"), g.single(root)) for root in ("L4", "L5", "S1")],
    ),
    Row(
        "L5 / S1: ankle jerk low (operated: as many)",
        "alike",
        lambda g: [(g.found("reflexes.achilles"), g.single(root)) for root in ("L5", "S1")],
    ),
    Row("root lesions: Achilles low (operated)", "42 %", lambda g: [(g.found("reflexes.achilles"), g.low)]),
    Row("root lesions: patellar low (operated)", "9 %", lambda g: [(g.found("reflexes.patellar"), g.low)]),
    Row("root lesions: weakness (operated)", "28 %", lambda g: [(g.weak, g.low)]),
    Row("root lesions: sensory loss (operated)", "45 %", lambda g: [(g.numb, g.low)]),
    Row(
        "weak great toe, L4-S1: grade 4 / 3 / 0-2",
        "67 / 21 / 12 %",
        lambda g: [
            (
                g.depth("strength.great_toe_extension") == depth,
                g.single("L4", "L5", "S1") & g.found("strength.great_toe_extension"),
            )
            for depth in (1, 2, 3)
        ],
    ),
)
ANYONE = (
    Row("primary-care leg pain: any deficit", "58 %", lambda g: [(g.deficit, g.everyone)]),
    Row("primary-care leg pain: root lesion", "74 %", lambda g: [(g.root, g.everyone)]),
    Row("root lesions without any deficit", "at least 22 %", lambda g: [(~g.deficit, g.root & g.left)]),
)
YOUNG = (*FOOT_DROP, *OPERATED, *ANYONE)
OVER_60 = (
    Row(
        "no lesion, over 60: both ankle jerks low",
        "23 %",
        lambda g: [
            (
                g.found("reflexes.achilles", "right") & g.found("reflexes.achilles", "left"),
                g.of("no_neurological_lesion"),
            )
        ],
    ),
)


def main() -> None:
    """Simulate one cohort, print every published figure beside the model's, and write them into the docs."""
    young, old = Groups(simulate(PATIENTS, 1)), Groups(simulate(PATIENTS // 4, 2, age=70))
    lines = []
    for groups, rows in ((young, YOUNG), (old, OVER_60)):
        for row in rows:
            lines.append((row.label, row.published, row.given(groups)))
            print(f"{row.label:<78} {row.published:>18}   {lines[-1][-1]}")
    write_block(LOCALISATION, "frequencies", table(HEAD, lines))


if __name__ == "__main__":
    main()
