"""What a note says of the program's standing: that of everybody, or that a clinic put it into service."""

from datetime import date

from exam.domain.words.regulatory_status import Service, regulatory_words


def test_nobody_put_it_into_service():
    assert regulatory_words(None).startswith("Dermyo has not been assessed or certified as a medical device anywhere.")


def test_a_clinic_put_it_into_service():
    words = regulatory_words(Service("Andreas Vesalius", date(2026, 11, 21), "The ward of the spine clinic."))
    assert "21 November 2026" in words
    assert "Andreas Vesalius" in words
    assert "the ward of the spine clinic." in words.lower()
    assert ".." not in words
