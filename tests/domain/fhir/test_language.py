"""The document in another language: its words change, the codes of public systems do not."""

from exam.domain.fhir.bundle import bundle
from exam.domain.language import speaking
from tests.domain.fhir.examinations import EVERYTHING, PDF, examination, observed, only, section
from tests.domain.records import record_of
from tests.pretend import Pretend


def test_the_document_speaks_the_language_and_the_codes_of_others_do_not():
    with speaking(Pretend(code="xx")):
        document = bundle(examination(record_of(EVERYTHING), pdf=PDF))
    assert only(document, "DocumentReference")["content"][0]["attachment"]["language"] == "xx"
    assert document["entry"][0]["resource"]["language"] == "xx"
    found = observed(document, "reflexes.patellar")[0]
    (category,) = found["category"]
    assert (category["text"], category["coding"][0]["display"]) == ("⟦Exam⟧", "Exam")
    assert found["bodySite"]["text"] == "⟦Right side⟧"
    assert found["interpretation"][0]["text"] == "⟦Normal⟧"
    refused = observed(document, "strength.hip_flexion")[0]["dataAbsentReason"]
    assert refused["coding"][0]["display"] == "Asked But Declined"
    assert refused["text"].startswith("⟦Could not be tested: ")
    assert only(document, "ServiceRequest")["category"] == [{"text": "⟦Imaging⟧"}]
    assert (
        only(document, "ClinicalImpression")["note"][0]["text"] == "⟦Entered before the program's ranking was shown.⟧"
    )
    roles = [one["type"] for one in only(document, "Provenance")["agent"]]
    assert [(one["text"], one["coding"][0]["display"]) for one in roles] == [
        ("⟦Author⟧", "Author"),
        ("⟦Assembler⟧", "Assembler"),
    ]
    assert section(document, "about")["title"] == "⟦About this document⟧"
    assert "⟦Proposed by the program; not an order.⟧" in section(document, "imaging")["text"]["div"]
    assert only(document, "Practitioner")["name"] == [{"text": "Andreas Vesalius"}]
