"""Two validators by others: fhirkit, and the npm package `fhir`, which only tests use."""

import json
import subprocess
import sys
from pathlib import Path

import fhirkit

SCRIPT = Path(__file__).with_name("validate.js")
ROOT = Path(__file__).parents[3]
NODE = Path(sys.executable).with_name("node")
ANY_TIME = "2026-11-21T09:30:00+00:00"


def fhirkit_faults(document):
    return [str(issue) for issue in fhirkit.validate(document)]


def npm_faults(documents):
    """The faults of each document; all in one process, because it takes a second to start."""
    given = json.dumps([without_extensions(document) for document in documents])
    done = subprocess.run(
        [NODE, SCRIPT], input=given, capture_output=True, text=True, check=True, timeout=120, cwd=ROOT
    )
    return json.loads(done.stdout)


def without_extensions(value):
    """A time that is absent with its reason is given one: that package knows no extension of a primitive."""
    if isinstance(value, list):
        return [without_extensions(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key.removeprefix("_"): ANY_TIME if key.startswith("_") else without_extensions(part)
        for key, part in value.items()
    }
