"""The emergency transfer sheet on paper: one page, its upper half where the core and the saddle were examined."""

from contextlib import closing

import pytest
from pypdfium2 import PdfDocument

from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.sheets.transfer import Call, transfer_sheet
from exam.printing.transfer import transfer_html, transfer_pdf
from reference import load_reference
from tests.domain.records import record_of

STORY = {
    "patient.age": 54,
    "patient.sex": "female",
    "examined_at": "2026-11-21T09:30:00+00:00",
    "examiner.name": "Andreas Vesalius",
    "examiner.role": "Physiotherapist",
    "presentation.symptom_side": "both",
    "presentation.duration_weeks": 2,
    "presentation.onset": "sudden",
    "red_flags.saddle_numbness": True,
    "red_flags.urinary_retention_or_incontinence": True,
    "red_flags.faecal_incontinence": False,
}
WORST = {"mrc": "3", "reflex": 0, "sensation": 1, "millilitres": 620}


def examined():
    """Core and saddle: the right normal where there is a normal, the left abnormal."""
    given = dict(STORY)
    for test in load_reference().tests.values():
        if test.core or test.family == "saddle":
            normal = load_reference().scales[test.scale].normal
            value = normal.value if normal else WORST[test.scale]
            if test.sided:
                given |= {f"findings.{test.id}.right": value, f"findings.{test.id}.left": WORST[test.scale]}
            else:
                given[f"findings.{test.id}"] = value
    return record_of(given)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_half_a_page(paper):
    record = examined()
    assessment = assess(record)
    sheet = transfer_sheet(record, assessment, write_note(record, assessment))
    call = Call("Spinal registrar on call, General Hospital", "14:20", "Goes by ambulance to the emergency department")
    with closing(PdfDocument(transfer_pdf(sheet, paper, call))) as document:
        assert len(document) == 1
        page = document[0]
        text = page.get_textpage()
        lowest = min(text.get_charbox(place)[1] for place in range(text.count_chars()))
        assert lowest > page.get_height() / 2
        words = " ".join(text.get_text_range().split())
    for said in ("Draft, not signed", "post-void residual 620 ml", "Spinal registrar on call", "At: 14:20"):
        assert said in words


def test_what_is_typed_has_its_own_direction():
    record = examined()
    assessment = assess(record)
    sheet = transfer_sheet(record, assessment, write_note(record, assessment))
    page = transfer_html(sheet, Call(phoned="\u05e8\u05d5\u05e4\u05d0 4-"))
    assert '<span class="transfer-line"><bdi dir="rtl">\u05e8\u05d5\u05e4\u05d0' in page
