"""Candidates compared by hand: items with the effect and the figures that a test gives them."""

import numpy as np

from exam.domain.reasoning.localise.posterior import gather
from exam.domain.reasoning.localise.ranking import Name, names
from exam.domain.reasoning.localise.reasons import LeftOut
from exam.domain.reasoning.localise.tables import base_tables
from tests.domain.records import record_of

PLACES = {name: place for place, name in enumerate(names())}


def place(cause, side="left"):
    """The index of a candidate."""
    return PLACES[Name(cause, side)]


FIBULAR, NONE = place("nerve.common_fibular"), place("no_neurological_lesion", "none")
BOTH_ROOTS, S1_LEFT = place("root.L5+S1"), place("root.S1")
L5_LEFT, L5_RIGHT = place("root.L5"), place("root.L5", "right")
POLYNEUROPATHY, CORD = place("polyneuropathy", "both"), place("upper_motor_neuron", "both")
PLEXUS, SCIATIC = place("plexus.lumbosacral"), place("nerve.sciatic")


def compared(found, decibans=5.0, one=L5_LEFT, **rates):
    """Items, each of which makes one candidate that many decibans likelier, against all others.

    `rates` are how often the candidate shows a loss (`here`), all others do (`there`) and a healthy leg does.
    """
    observations = gather(record_of(found), base_tables()).observations
    size = (len(observations), len(names()))
    without = np.ones(size)
    without[:, one] = 10.0 ** (-np.broadcast_to(decibans, len(observations)) / 10.0)
    figures = np.full(size, rates.get("there", 0.0))
    figures[:, one] = rates.get("here", 0.9)
    healthy = np.full((len(observations), 2), rates.get("healthy", 0.01))
    return LeftOut(observations, np.ones(len(names())), without, figures, figures, healthy)
