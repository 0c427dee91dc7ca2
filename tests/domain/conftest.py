"""Random examples are the same in every run, so that the gate gives the same result for the same code."""

from hypothesis import settings

settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate")
