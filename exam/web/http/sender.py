"""Which browser sends answers: one's own never count as another tablet's.

A script names its browser in the id of every answer. A plain form has no id; its browser is the one that last sent an
answer with an id in this session, or one that the session makes up.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import request, session

from exam.store.log import sender_of

BROWSER = "browser"
# As long as the scripts make it; the session is a cookie.
LONGEST = 32
NOTHING_SEEN = 0


def sent() -> dict[str, Any]:
    """How the answers of this request were sent, for the store.

    An id that prevents duplicates and names the browser, and the revision that the sender saw. One who does not say
    which overwrites nobody else's answer.
    """
    form = request.form
    given = form.get("answer_id") or _made_up()
    _remember(sender_of(given))
    return {"answer_id": given, "seen_revision": form.get("seen_revision", NOTHING_SEEN, type=int)}


def _remember(browser: str) -> None:
    if browser.isalnum() and len(browser) <= LONGEST and session.get(BROWSER) != browser:
        session[BROWSER] = browser


def _made_up() -> str:
    return f"{session.get(BROWSER) or uuid4().hex[:16]}-{uuid4().hex}"
