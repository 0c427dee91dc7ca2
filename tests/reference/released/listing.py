"""Every id that a stored record can name. `python -m tests.reference.released.listing` writes the list of a release."""

import json
from pathlib import Path

from exam.domain.reasoning.version import PROGRAM
from reference.load import load_reference

FOLDER = Path(__file__).parent


def ids():
    """The ids of the reference as it is, as JSON: tests with their results, and everything else by its kind."""
    reference = load_reference()
    return {
        "tests": {id: results_of(reference, id) for id in sorted(reference.tests)},
        "questions": sorted(reference.questions),
        "sites": {
            region: sorted(site.id for site in reference.sites.values() if site.region == region)
            for region in ("leg", "midline")
        },
        "causes": sorted(reference.causes),
        "alerts": sorted(reference.alerts),
    }


def results_of(reference, id):
    """The sides of a test, and the results that it can have: of a measurement, the lowest and the highest."""
    row = reference.tests[id]
    scale = reference.scales[row.scale]
    results = [grade.value for grade in scale.grades] or [scale.minimum, scale.maximum]
    return {"sided": row.sided, "results": results}


if __name__ == "__main__":
    (FOLDER / f"{PROGRAM}.json").write_text(json.dumps(ids(), indent=1) + "\n")
