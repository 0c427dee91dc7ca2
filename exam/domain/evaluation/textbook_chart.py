"""The textbook chart: the root that most abnormal findings point to. The baseline the localisation has to beat."""

from __future__ import annotations

from collections import Counter

from exam.domain.reasoning.localise.observe import NORMAL, depth_of
from exam.domain.record.causes import NO_LESION, root_cause, roots_named
from exam.domain.record.model import ExamRecord, result_of
from reference import load_reference


def look_up(record: ExamRecord) -> tuple[tuple[str, str], ...]:
    """Cause and side, the best first: one point for each main root of each deficit.

    Ties go to the root with the higher prior (L5, S1, L4, L3, L2), as a reader of the chart would settle them.
    """
    points: Counter[tuple[str, str]] = Counter()
    for key, found in record.findings.items():
        result = result_of(found)
        if result is None or not key.side or not _charted(key.test):
            continue
        if depth_of(key.test, result) > NORMAL:  # the chart has no brisk reflexes
            roots = load_reference().tests[key.test].primary_roots
            points.update((root, key.side) for root in roots if root in roots_named())
    priors = load_reference().priors
    commoner = sorted(roots_named(), key=lambda root: -priors[root_cause((root,))].p)
    ranked = sorted(points, key=lambda named: (-points[named], commoner.index(named[0]), named[1] != "right"))
    return tuple((root_cause((root,)), side) for root, side in ranked) or ((NO_LESION, "none"),)


def _charted(test: str) -> bool:
    reference = load_reference()
    graded = reference.scales[reference.tests[test].scale].grades
    return reference.family_of(test).charted and bool(graded)
