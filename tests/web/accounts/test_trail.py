"""The audit trail as an auditor reads it."""

import csv
import re
from datetime import UTC, datetime

from sqlalchemy import insert

from exam.domain.record.answers import Answer
from exam.store.database import connect
from exam.store.tables import trail
from exam.store.trail.digests import ROWS
from exam.web.accounts import trail as trail_page
from tests.web.note.signing import sign


def test_the_newest_come_first_and_name_person_act_and_examination(client, services, account, exam_id):
    client.post(f"/exams/{exam_id}/reflexes", data={"findings.reflexes.achilles.left": "0"})
    page = client.get("/account/trail/").text
    assert page.index("answered") < page.index("account added")
    assert page.count(exam_id[:8]) >= 2
    assert "listed" not in page
    assert services.trail.head().sha256 in page


def test_they_are_chosen_by_person_and_examination(client, services, account, exam_id):
    other = services.exams.create("B-2", account.id)
    page = client.get("/account/trail/", query_string={"examination": exam_id}).text
    assert exam_id[:8] in page
    assert f"<code>{other[:8]}" not in page
    assert "No entries." in client.get("/account/trail/?person=nobody-of-this-name").text


def test_older_entries_are_a_page_on(client, services, account, exam_id):
    for grade in range(101):
        services.exams.append(exam_id, account.id, [Answer("findings.reflexes.achilles.left", grade % 5)])
    page = client.get("/account/trail/").text
    assert page.count("<tr>") == 101
    older = page.partition("before=")[2].partition('"')[0]
    assert "account added" in client.get(f"/account/trail/?before={older}").text
    assert "Older entries" not in client.get(f"/account/trail/?before={older}").text


def test_a_table_for_a_spreadsheet_has_all_of_them(client, services, exam_id):
    answer = client.get("/account/trail/trail.csv")
    rows = list(csv.reader(answer.text.splitlines()))
    assert answer.mimetype == "text/csv"
    assert rows[0] == ["number", "time", "person", "address", "act", "examination", "row", "details"]
    assert [row[4] for row in rows[1:]][-1] == "account added"


def test_a_name_is_no_formula(client, config, account):
    engine = connect(config.database_url)
    with engine.begin() as connection:
        values = {"number": 10_000, "at": datetime.now(UTC), "actor": "=1+1", "address": "", "act": "x", "subject": ""}
        connection.execute(insert(trail).values(values | {"sha256": "0" * 64}))
    assert ",'=1+1," in client.get("/account/trail/trail.csv").text
    with engine.begin() as connection:
        connection.execute(trail.delete().where(trail.c.number == 10_000))
    engine.dispose()


def test_what_is_asked_for_wrongly_is_ignored(client, exam_id):
    for query in ("before=x", "before=99999999999999999999", "examination=%27", "person=%E2%80%AE"):
        assert client.get(f"/account/trail/?{query}").status_code == 200


def test_rows_are_in_words_and_times_as_the_clinic_writes_them(client, services, account, exam_id):
    client.post(f"/exams/{exam_id}/reflexes", data={"findings.reflexes.achilles.left": "0"})
    client.post("/account/clinic", data={"name": "Practice", "time_zone": "Asia/Tokyo", "paper": "letter"})
    page = client.get("/account/trail/").text
    cells = re.findall(r"<td>(.*?)</td>", page)
    acts = [re.sub(r"<[^>]+>", " ", cell) for cell in cells]
    assert not [act for act in acts if "_" in act]
    assert any(f"account {account.id}" in act and account.username in act for act in acts)
    assert all(re.fullmatch(r"\d{1,2} [A-Z][a-z]+, \d\d:\d\d:\d\d", time) for time in cells[::5])


def test_every_row_has_words_unless_its_act_says_it():
    assert {"exams"} | set(trail_page.ROWS) == {table.name for table in ROWS}


def test_two_rows_of_one_act_are_distinguished(client, services, account, exam_id):
    sign(client, exam_id)
    page = client.get("/account/trail/").text
    assert len(re.findall(r"<td>signed</td>", page)) == 1
    assert len(re.findall(r'<td>signed<br><span class="soft">signature</span></td>', page)) == 1
