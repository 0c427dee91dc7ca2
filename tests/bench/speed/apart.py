"""A measurement that starts a browser of its own, in a thread of its own."""

from concurrent.futures import ThreadPoolExecutor


def apart(measure):
    """What `measure()` returns. Playwright starts once in a thread, and journeys may have started it in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(measure).result()
