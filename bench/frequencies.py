"""Published frequencies beside what the model gives: `python -m bench.frequencies`.

A likelihood table that reads well cell by cell but misses these is wrong.
"""

from __future__ import annotations

import numpy as np

from bench.simulate import Cohort, simulate

PATIENTS = 400_000


def main() -> None:
    """Simulate once and print every published figure beside the model's."""
    young, old = simulate(PATIENTS, 1), simulate(PATIENTS // 4, 2, age=70)
    for label, published, given in (*_rows(young), *_old_rows(old)):
        print(f"{label:<78} {published:>18}   {given}")


def _rows(cohort: Cohort) -> list[tuple[str, str, str]]:
    cause, depth = cohort.causes, cohort.depth
    left = np.array([lesion.side == "left" for lesion in cohort.lesions])
    drop = depth["strength.ankle_dorsiflexion", "left"] == 3
    root = np.char.startswith(cause, "root.")
    single = {name: left & (cause == f"root.{name}") for name in ("L2", "L3", "L4", "L5", "S1")}
    has_l5 = root & np.array(["L5" in name for name in cause])
    several = np.char.count(cause, "+") > 0

    def share(of: np.ndarray, among: np.ndarray) -> str:
        return f"{100 * of[among].mean():.0f} %" if among.any() else "-"

    def found(test: str) -> np.ndarray:
        return depth[test, "left"] > 0

    abduction, knee, ankle = found("strength.hip_abduction"), found("reflexes.patellar"), found("reflexes.achilles")
    weak = np.any(
        [
            found(f"strength.{m}")
            for m in ("knee_extension", "ankle_dorsiflexion", "great_toe_extension", "ankle_plantarflexion")
        ],
        axis=0,
    )
    numb = np.any([found(f"light_touch.{r}") for r in ("L3", "L4", "L5", "S1")], axis=0)
    deficit = weak | numb | knee | ankle
    low = left & root & (np.char.find(cause, "L2") < 0)
    upper = single["L3"] | single["L4"] | single["L2"]
    toe = depth["strength.great_toe_extension", "left"]
    low_weak = (single["L4"] | single["L5"] | single["S1"]) & (toe > 0)
    return [
        ("dorsiflexion below 3: fibular", "31-46 %", share(cause == "nerve.common_fibular", drop)),
        ("dorsiflexion below 3: root", "20-34 %", share(root, drop)),
        ("dorsiflexion below 3: plexus", "15 %", share(cause == "plexus.lumbosacral", drop)),
        ("dorsiflexion below 3: sciatic", "5 %", share(cause == "nerve.sciatic", drop)),
        ("L5 lesion with dorsiflexion below 3: hip abduction weak", "86 %", share(abduction, drop & has_l5 & left)),
        (
            "fibular with dorsiflexion below 3: hip abduction weak",
            "4 %",
            share(abduction, drop & (cause == "nerve.common_fibular")),
        ),
        ("spinal foot drop: L5 among the roots", "93 %", share(has_l5, drop & root & left)),
        ("spinal foot drop: two or three roots", "68 %", share(several, drop & root & left)),
        ("L2-L4 lesion: patellar reflex low (operated)", "66 %", share(knee, upper)),
        (
            "L2-L4 lesion: femoral stretch positive (operated)",
            "74-78 %",
            share(found("tension.femoral_stretch"), upper),
        ),
        (
            "L2-L4 lesion: straight leg raise positive (operated)",
            "39-51 %",
            share(found("tension.straight_leg_raise"), upper),
        ),
        (
            "L4 / L5 / S1: patellar reflex low (operated)",
            "67 / 10 / 6 %",
            " / ".join(share(knee, single[r]) for r in ("L4", "L5", "S1")),
        ),
        (
            "L5 / S1: ankle jerk low (operated: as many)",
            "alike",
            " / ".join(share(ankle, single[r]) for r in ("L5", "S1")),
        ),
        ("root lesions: Achilles low (operated)", "42 %", share(ankle, low)),
        ("root lesions: patellar low (operated)", "9 %", share(knee, low)),
        ("root lesions: weakness (operated)", "28 %", share(weak, low)),
        ("root lesions: sensory loss (operated)", "45 %", share(numb, low)),
        (
            "weak great toe, L4-S1: grade 4 / 3 / 0-2",
            "67 / 21 / 12 %",
            " / ".join(share(toe == d, low_weak) for d in (1, 2, 3)),
        ),
        ("primary-care leg pain: any deficit", "58 %", share(deficit, np.ones(len(cause), bool))),
        ("primary-care leg pain: root lesion", "74 %", share(root, np.ones(len(cause), bool))),
        ("root lesions without any deficit", "at least 22 %", share(~deficit, root & left)),
    ]


def _old_rows(cohort: Cohort) -> list[tuple[str, str, str]]:
    healthy = cohort.causes == "no_neurological_lesion"
    both = np.all([cohort.depth["reflexes.achilles", side] > 0 for side in ("right", "left")], axis=0)
    return [("no lesion, over 60: both ankle jerks low", "23 %", f"{100 * both[healthy].mean():.0f} %")]


if __name__ == "__main__":
    main()
