"""The emergency transfer sheet on paper."""

from __future__ import annotations

from exam.domain.language import spoken
from exam.domain.sheets.transfer import BY_HAND, Call, Transfer
from exam.printing.page import templates
from exam.printing.pdf import Paper, print_html

STYLES = ("css/sheets/transfer.css", "css/sheets/transfer_print.css")


def transfer_html(sheet: Transfer, call: Call = BY_HAND) -> str:
    """The emergency transfer sheet as it is printed, with what was typed of the call."""
    paper = templates().get_template("sheets/transfer_paper.html")
    return paper.render(sheet=sheet, call=call, language=spoken())


def transfer_pdf(sheet: Transfer, paper: Paper = "a4", call: Call = BY_HAND) -> bytes:
    """The emergency transfer sheet as a PDF; the same sheet on the same paper gives the same bytes."""
    return print_html(transfer_html(sheet, call), STYLES, paper)
