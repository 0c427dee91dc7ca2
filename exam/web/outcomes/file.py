"""The entries of an outcome as a file, for the patient who asks for everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from exam.domain.outcomes.outcome import WILL_NOT_BE_KNOWN, outcome_json
from exam.store.outcomes.entries import Entry

NAME = "outcomes.json"
FORMAT = "dermyo-outcomes/1"


def outcome_files(entries: Sequence[Entry]) -> dict[str, bytes]:
    """Every entry, the oldest first, as a file by its name; none where nothing was entered."""
    if not entries:
        return {}
    content = {"format": FORMAT, "entries": [_entry(entry) for entry in reversed(entries)]}
    return {NAME: (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()}


def _entry(entry: Entry) -> dict[str, Any]:
    by = {"author": entry.author, "at": entry.at.astimezone(UTC).isoformat(timespec="seconds")}
    if entry.will_not_be_known:
        return by | {"known_by": WILL_NOT_BE_KNOWN}
    return by | (outcome_json(entry.outcome) if entry.outcome else {})
