"""The database server is lost: the page says what waits, and it is sent once the standby has taken over."""

import pytest

from bench.servers.failover import clinic
from tests.journeys.conftest import new_context
from tests.journeys.connection.on_the_ward import STRENGTH, OnTheWard

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("postgresql")]

TAPS = STRENGTH[:3]


def test_what_waits_while_no_server_takes_writes_is_shown_and_sent_afterwards(chromium):
    with clinic(1) as ward:
        opened, address = ward.tablets[0].opened, f"http://{ward.applications[0].address}"
        context = new_context(chromium, address)
        name, _, value = opened.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
        clinician = OnTheWard(context.new_page())
        clinician.page.goto(f"/exams/{opened.exam_id}/strength")
        clinician.taps_without_waiting(TAPS[0])
        clinician.is_at_revision(2)
        ward.first.kill()
        clinician.taps_without_waiting(*TAPS[1:])
        clinician.sees_status("2 answers waiting")
        ward.second.promote()
        clinician.is_at_revision(4)
        clinician.page.reload()
        clinician.sees_chosen(*TAPS)
        context.close()
