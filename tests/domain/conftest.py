"""Examples drawn at random are the same in every run, so that the gate says the same of the same code."""

from hypothesis import settings

settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate")
