"""Everything that a note, its texts and a transfer sheet say is a message, typed text, a code, a number or a name."""

import pytest

from exam.domain.language import speaking
from exam.domain.note.brief.letter import letter_text
from exam.domain.note.brief.shorthand import shorthand_text
from exam.domain.note.brief.whole import whole_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.review.worksheet import Worksheet
from exam.domain.sheets.transfer import transfer_sheet
from exam.languages.catalogue import catalogue
from exam.printing.page import note_html, page_number
from exam.printing.review import form_html
from exam.printing.transfer import transfer_html
from tests.domain.notes import FULL
from tests.domain.records import record_of
from tests.domain.sheets.patients import CAUDA_EQUINA
from tests.pretend import Pretend, names, never_said, shown_on

# Without letters: all that are shown are ours.
TYPED = {
    "plan.text": "1.",
    "plan.safety_net_given": True,
    "plan.safety_net_text": "2.",
    "impression.text": "3.",
    "comments.strength": "4.",
}
NAMES = {"Andreas Vesalius"}


def papers(answers):
    record = record_of(answers | TYPED)
    found = assess(record)
    note = write_note(record, found)
    yield from (shorthand_text(record, found, note), letter_text(record, found, note), whole_text(note))
    yield from shown_on(note_html(note))
    yield from shown_on(transfer_html(transfer_sheet(record, found, note)))


@pytest.mark.parametrize("answers", [FULL, CAUDA_EQUINA], ids=["full", "cauda equina"])
def test_a_paper_says_nothing_of_ours_in_another_language(answers):
    same = names() | NAMES
    with speaking(Pretend()):
        assert [words for text in papers(answers) if (words := never_said(text, same))] == []


class Backwards(Pretend):
    """A language that names the number of all pages first."""

    def gettext(self, message):
        return "{pages}: {page}" if message == "Page {page} of {pages}" else message


def test_the_number_of_a_page_is_said_in_the_order_of_the_language():
    assert page_number() == '"Page " counter(page) " of " counter(pages)'
    with speaking(Backwards()):
        assert page_number() == 'counter(pages) ": " counter(page)'


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_form_of_a_review_names_its_language(code):
    with speaking(Pretend(code=code)):
        assert f'<html lang="{code}">' in form_html(Worksheet("2026-11-28", (), ()))


BEFORE_A_LIST = (
    "Your clinician thinks that this may be:",
    "Your clinician has not written down what the cause may be. A computer program compared the results. They may fit:",
)
GOVERN_A_CASE = {
    # After these words a cause would need another case than the one in which it is listed.
    "de": {"zu", "mit", "von", "bei", "für", "durch", "auf", "an"},
    "es": {"el", "la", "lo", "un", "una"},
}


@pytest.mark.parametrize("code", ["de", "es"])
def test_the_sentence_before_a_list_of_causes_leaves_their_words_as_they_are(code):
    for english in BEFORE_A_LIST:
        words = catalogue(code).gettext(english)
        assert words != english
        assert words.endswith(":")
        assert words.rstrip(":").split()[-1] not in GOVERN_A_CASE[code], words


def test_the_spanish_warning_speaks_of_sexual_relations():
    words = catalogue("es").gettext("Sex feels different, or does not work as it did.")
    assert "relaciones sexuales" in words
