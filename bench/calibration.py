"""Of causes given a probability of 70 %, are 70 % right? `python -m bench.calibration`.

The cohorts come from our table and from four others.

For each root: the expected calibration error over ten bins, and the area under the curve; and how often each word for a
probability is right, in the cohorts from other tables. The plots go to `docs/calibration/`, the tables to
`docs/localisation.md`. With `--check` nothing is written: the figures are compared with `calibration_baseline.toml`.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.blocks import LOCALISATION, table, write_block
from bench.curve import Curve, Floats, curve_of
from bench.other_tables import other_tables
from bench.plot import reliability_plot
from exam.domain.evaluation.simulate import Cohort, records, simulate
from exam.domain.reasoning.localise.posterior import gather, posterior
from exam.domain.reasoning.localise.ranking import by_candidate, names
from exam.domain.reasoning.localise.statement import fits
from exam.domain.reasoning.localise.tables import base_tables
from exam.domain.record.causes import roots_of
from exam.domain.words.ranking import chance_words

PATIENTS = 4000
ROOTS = ("L4", "L5", "S1")
WORDS = ("likely", "possible", "not excluded")
STEPS = np.arange(0.25, 0.951, 0.05)
NEAR = 0.05
WORSE = 0.02
"""How much a calibration error may rise above the baseline."""

BASELINE = Path(__file__).parent / "calibration_baseline.toml"
PLOTS = Path(__file__).parents[1] / "docs" / "calibration"
EXAMINED = (
    *("reflexes.patellar", "reflexes.achilles"),
    *(f"{look}.{root}" for look in ("light_touch", "pinprick") for root in ("L3", "L4", "L5", "S1")),
    *("strength.knee_extension", "strength.ankle_dorsiflexion", "strength.great_toe_extension"),
    *("strength.ankle_plantarflexion", "strength.hip_abduction", "tension.straight_leg_raise"),
)


@dataclass(frozen=True)
class Result:
    """One cohort: a curve for each root, how often one root was said to fit, and how often it was the right one.

    `stated` and `true` hold each patient and root: the probability that the model gives it, and whether it is affected.
    """

    stated: Floats
    true: NDArray[np.bool_]
    curves: dict[str, Curve]
    one_fits: float
    rightly: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and write it and the plots into the docs, or check it. Exits with 1 where a cell is worse."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a cell is worse than the baseline")
    check = parser.parse_args(arguments).check
    results = measure()
    if check:
        baseline = tomllib.loads(BASELINE.read_text(encoding="utf-8"))
        sys.exit("\n".join(worse(results, baseline)) or 0)
    for name, result in results.items():
        reliability_plot(PLOTS / f"{name.split(' (')[0].replace(',', '').replace(' ', '-')}.svg", name, result.curves)
    write_block(LOCALISATION, "calibration", _as_table(results))
    practice = {name: result for name, result in results.items() if name != "our own table"}
    _print_near(practice)
    write_block(LOCALISATION, "words of probability", _table_of_words(practice))


def measure() -> dict[str, Result]:
    """Every cohort, each printed as soon as it is measured."""
    tables = {"our own table": base_tables(), **other_tables()}
    print(f"{'cohort':<50}" + "".join(f"{root:>16}" for root in ROOTS) + f"{'one root fits':>18}")
    print(" " * 50 + f"{'error  area':>16}" * 3 + f"{'said  right':>18}")
    results = {}
    for seed, (name, drawn_from) in enumerate(tables.items(), start=11):
        results[name] = result = calibrate(simulate(PATIENTS, seed, tables=drawn_from))
        cells = "".join(f"{curve.error:>10.3f}{curve.area:>6.2f}" for curve in result.curves.values())
        print(f"{name:<50}{cells}{result.one_fits:>11.0%}{result.rightly:>7.0%}")
    return results


def worse(results: Mapping[str, Result], baseline: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A line for each cell that is worse than the baseline: an error by more than 0.02, a share by more than chance.

    A share is of the patients of whom one root was said to fit: it may fall by two of its standard errors, or 0.02.
    """
    found = [f"{name}: not in both the cohorts and the baseline" for name in results.keys() ^ baseline.keys()]
    for name in (name for name in results if name in baseline):
        result, before = results[name], baseline[name]
        for root, curve in result.curves.items():
            if round(curve.error - before[root], 9) > WORSE:
                found.append(f"{name}: the error of {root} is {curve.error:.3f}, was {before[root]:.3f}")
        share = before["rightly"]
        chance = 2 * math.sqrt(share * (1 - share) / max(result.one_fits * PATIENTS, 1.0))
        if round(share - result.rightly, 9) > max(WORSE, chance):
            found.append(f"{name}: one root is said rightly in {result.rightly:.3f}, was {share:.3f}")
    return found


def _print_near(results: Mapping[str, Result]) -> None:
    """How often a root is affected where its probability is within 0.05 of each of some."""
    print("\naffected where the probability is near")
    for step in STEPS:
        shares = [one.true[np.abs(one.stated - step) <= NEAR].mean() for one in results.values()]
        print(f"{step:.2f}" + "".join(f"{share:>7.0%}" for share in shares) + f"  on average {np.mean(shares):.0%}")


def _table_of_words(results: Mapping[str, Result]) -> str:
    shares = {name: [rightly(word, result) for word in WORDS] for name, result in results.items()}
    shares["on average"] = [float(np.mean(column)) for column in zip(*shares.values(), strict=True)]
    rows = [(name, *(f"{100 * share:.0f} %" for share in row)) for name, row in shares.items()]
    return table(("patients drawn from", *(f'affected where called "{word}"' for word in WORDS)), rows)


def rightly(word: str, result: Result) -> float:
    """How often a root is affected where its probability has this word."""
    return float(result.true[[chance_words(one) == word for one in result.stated]].mean())


def _as_table(results: Mapping[str, Result]) -> str:
    rows = [
        (
            name,
            *(f"{curve.error:.3f}" for curve in result.curves.values()),
            f"{100 * result.one_fits:.0f} %",
            f"{100 * result.rightly:.0f} %",
        )
        for name, result in results.items()
    ]
    return table(("patients drawn from", *ROOTS, "one root said to fit", "and it was the very one"), rows)


def calibrate(cohort: Cohort) -> Result:
    """Examine simulated patients as our model would, and compare its probabilities with their lesions."""
    said = np.array([by_candidate(posterior(gather(record, base_tables()))[0]) for record in records(cohort, EXAMINED)])
    lesions = [roots_of(one.cause) for one in cohort.lesions]
    stated = {root: said @ _naming(root) for root in ROOTS}
    true = {root: np.array([root in roots for roots in lesions]) for root in ROOTS}
    curves = {root: curve_of(stated[root], true[root]) for root in ROOTS}
    ranked = np.sort(said, axis=1)[:, ::-1]
    leading = [names()[place] for place in said.argmax(axis=1)]
    fit = np.array(
        [bool(roots_of(name.cause)) and fits(*pair) for name, pair in zip(leading, ranked[:, :2], strict=True)]
    )
    right = np.array([name == (one.cause, one.side) for name, one in zip(leading, cohort.lesions, strict=True)])
    together = (np.concatenate([*stated.values()]), np.concatenate([*true.values()]))
    return Result(*together, curves, float(fit.mean()), float(right[fit].mean()))


def _naming(root: str) -> Floats:
    return np.array([float(root in roots_of(name.cause)) for name in names()])


if __name__ == "__main__":
    main()
