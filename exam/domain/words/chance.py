"""How probable a cause is, in words that published practice supports.

The thresholds are read from patients simulated from the tables of four studies, not from our own table, which agrees
with the model better than patients do (`bench.calibration`).
"""

from __future__ import annotations

LIKELY = 0.75
"""Probability from which a cause is called likely (judgement, 0.65 to 0.85).

Near it about 7 in 10 are right in those patients, on average; in chronic pain, where it is least reliable, about half.
"""

POSSIBLE = 0.35
"""Probability from which a cause is called possible (judgement, 0.25 to 0.45): near it 3 to 4 in 10 are right."""


def chance_words(probability: float) -> str:
    """A probability in a word: "likely", "possible" or "not excluded"; none of them is an all-clear."""
    if probability >= LIKELY:
        return "likely"
    return "possible" if probability >= POSSIBLE else "not excluded"


def figure_meaning() -> tuple[str, str]:
    """What such a figure means, in a sentence, and the source of its figures."""
    sentence = (
        "This is the program's own figure. In a study of the whole examination against MRI, an examination that "
        "pointed to L5 took its probability from 45 to about 59 percent (likelihood ratio 1.74)."
    )
    return sentence, "iversen2013"
