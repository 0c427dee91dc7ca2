"""What the server processes share: loaded once, in the process that divides into them.

A page of memory is shared until somebody writes to it. Python's collector writes to everything that it looks at, so
what was loaded is taken out of its sight; and an application of each process's own would be a second copy.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

from exam import create_app
from exam.config import Config
from exam.domain.reasoning.assess import prepare_for_many
from exam.domain.record.answers import Answer, fold
from exam.domain.record.model import ExamRecord
from exam.serving.memory import return_memory, share_heap
from exam.steps.sequence import steps
from exam.training.patients import DemonstrationPatient, demonstration_patients, first_answers

# What each process imports first.
SERVING = "exam.serving.bridge"
# In bytes: what a process keeps of the ranking for itself, besides what typical patients need.
MOST_OF_ITS_OWN = 4 * 1024 * 1024
BEGUN = "2026-01-05T09:00:00+00:00"
_loaded: list[Any] = []


def load(config: Config) -> None:
    """Create the application with all its templates. Raises `ReferenceFaulty`, `DatabaseUnusable` and `OSError`."""
    import_module(SERVING)
    share_heap()
    app = create_app(config)
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    prepare_for_many(map(examined, demonstration_patients().values()), MOST_OF_ITS_OWN)
    _loaded[:] = [app]


def examined(patient: DemonstrationPatient) -> ExamRecord:
    """What would be found of a demonstration patient who is examined as a whole."""
    found = (Answer(path, value) for step in patient.found for path, value in step.answers.items())
    answers = (*first_answers(patient, BEGUN), *found)
    for step in steps():
        answers = (*answers, *step.normal(fold(answers), ""))
    return fold(answers)


def settle() -> None:
    """Collect what is garbage now, and never look at the rest again: neither here nor in what divides from here."""
    gc.collect()
    return_memory()
    gc.freeze()


def application(config: Config) -> Any:
    """The application that was loaded before this process was divided from another; else one of its own."""
    return _loaded[0] if _loaded else create_app(config)
