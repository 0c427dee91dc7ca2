"""What no database takes is a wrong request, not a fault of ours."""

import pytest

from exam.store.database import NotStorable, reading


@pytest.mark.parametrize(
    ("method", "address", "fields"),
    [
        ("POST", "/exams/search", {"search": "a\0b"}),
        ("POST", "/exams/search", {"a\0b": "x"}),
        ("GET", "/reference/search?q=%00", None),
        ("GET", "/exams/%00/note", None),
    ],
)
def test_a_nul_is_refused_in_every_form_and_address(client, method, address, fields):
    assert client.open(address, method=method, data=fields).status_code == 400


def test_a_number_that_no_column_takes_is_a_wrong_request(client, services, monkeypatch):
    def list_too_far(*given, **named):
        with reading(services.exams._engine) as connection:
            connection.exec_driver_sql("SELECT ?", (2**64,))

    with pytest.raises(NotStorable):
        list_too_far()
    monkeypatch.setattr(type(services.exams), "page", list_too_far)
    assert client.get("/exams").status_code == 400
