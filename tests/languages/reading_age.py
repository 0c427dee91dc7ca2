"""The reading age of a text, by formulas that were made for its language.

English: the grade of Flesch and Kincaid, in years of school in the USA; five more are the age. Spanish: the scores of
Fernandez Huerta and of Szigriszt-Pazos, which fall as a text gets harder. German: the first Wiener Sachtextformel, in
years of school, of which the fourth is the lowest that it gives.
"""

from functools import cache

from readsight import ReadSight

READERS = {"en": "en-us", "es": "es", "de": "de-1996"}


@cache
def reader(code, cache_dir):
    return ReadSight(READERS[code], cache_dir=cache_dir)


def score(formula, text, code, cache_dir):
    return reader(code, str(cache_dir)).score(formula, text).score


def is_for_an_age_of_11(text, code, cache_dir):
    """Whether somebody of eleven years, in the fifth year of school or the sixth, reads it by every formula."""
    if code == "en":
        return score("flesch_kincaid_grade_level", text, code, cache_dir) + 5 <= 11
    if code == "de":
        return score("wiener_sachtextformel", text, code, cache_dir) <= 5
    # 80 and more: fifth year of school by Fernandez Huerta, primary school on the INFLESZ scale of Szigriszt-Pazos.
    huerta, pazos = (score(name, text, code, cache_dir) for name in ("fernandez_huerta", "szigriszt_pazos"))
    return huerta >= 80 and pazos >= 80
