"""Signing as a clinician does it: the sheet is read, and its form posted; and the words of a PDF."""

import re
from io import BytesIO

from pypdf import PdfReader


def seen_revision(text):
    """The revision that a page carries for the answer to it."""
    return re.search(r'name="seen_revision" value="(\d+)"', text)[1]


def read_sheet(client, exam_id):
    """The form of the sheet before signing: the revision and the note that were read."""
    text = client.get(f"/exams/{exam_id}/sign").text
    return {"seen_revision": seen_revision(text), "seen_note": re.search(r'name="seen_note" value="(\w+)"', text)[1]}


def sign(client, exam_id, **how):
    """Posts the form of the sheet."""
    return client.post(f"/exams/{exam_id}/sign", data=read_sheet(client, exam_id), **how)


def text_of(pdf):
    """Everything that is printed, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
