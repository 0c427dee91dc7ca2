"""A clinician whose connection a test takes away, and a browser whose storage outlives it."""

import pytest

from tests.journeys.conftest import TABLET
from tests.journeys.connection.on_the_ward import OnTheWard


@pytest.fixture
def clinician(chromium, address, signed_in):
    """A clinician at the strength step; console errors are allowed, as the connection is cut on purpose."""
    # A test cannot hold up requests that a service worker makes.
    context = chromium.new_context(base_url=address, storage_state=signed_in, service_workers="block", **TABLET)
    clinician = OnTheWard(context.new_page()).has_begun()
    clinician.goes_to("Strength")
    yield clinician
    context.close()
