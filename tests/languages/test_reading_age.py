"""Whoever reads as a child of eleven does can read the patient's sheet, in each language."""

import pytest

from exam.languages.catalogue import catalogue
from reference import load_reference
from tests.domain.sheets.patients import ALL, said_on, sheet_of
from tests.languages.reading_age import is_for_an_age_of_11

CODES = ("en", "es", "de")
HARD = {
    "en": "Radiculopathy is characterised by objective neurological deficits attributable to compression of a root.",
    "es": "La radiculopatía se caracteriza por alteraciones neurológicas objetivas atribuibles a una compresión.",
    "de": "Radikulopathien sind durch objektivierbare neurologische Ausfallserscheinungen gekennzeichnet.",
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("answers", ALL.values(), ids=ALL)
def test_a_sheet_is_read_at_eleven(answers, code, tmp_path_factory):
    assert is_for_an_age_of_11(said_on(sheet_of(answers, code)), code, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("table", ["causes", "conditions", "alerts"])
def test_what_only_some_sheets_name_is_read_at_eleven(table, code, tmp_path_factory):
    before = catalogue(code).gettext("Your clinician thinks that this may be:").rstrip(":")
    plain = dict.fromkeys(row.plain for row in getattr(load_reference(), table).values() if row.plain)
    words = [catalogue(code).gettext(phrase) for phrase in plain]
    text = " ".join(word if word.endswith(".") else f"{before} {word}." for word in words)
    assert is_for_an_age_of_11(text, code, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("code", CODES)
def test_a_text_for_clinicians_is_not(code, tmp_path_factory):
    assert not is_for_an_age_of_11(HARD[code], code, tmp_path_factory.getbasetemp())
