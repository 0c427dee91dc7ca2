"""How often one address may ask for pages of demonstrations, counted by each server process."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

PAGES, PRINTS, FORGETTING = "pages", "prints", "forgetting"
# Several people may share one address. A page takes a tenth of a second. A print takes one or two, and is asked for in
# about five parts.
MOST = {PAGES: (600, 60.0), PRINTS: (150, 300.0), FORGETTING: (1, 60.0)}
"""How many within how many seconds."""


@dataclass(slots=True)
class Throttle:
    """What was asked for lately."""

    _asked: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def allows(self, what: str, address: str, now: float) -> bool:
        """Count one request at `now`, in seconds; False, and not counted, after too many."""
        most, within = MOST[what]
        with self._lock:
            self._forget(now)
            times = self._asked.setdefault((what, address), deque())
            while times and times[0] <= now - within:
                times.popleft()
            if len(times) >= most:
                return False
            times.append(now)
            return True

    def _forget(self, now: float) -> None:
        """Drop the addresses that were not seen for as long as anything counts."""
        longest = max(within for _, within in MOST.values())
        for key in [key for key, times in self._asked.items() if not times or times[-1] <= now - longest]:
            del self._asked[key]


def address_of(remote: str | None) -> str:
    """The part of an address that one person has: of IPv6 the network, in which a device may choose any address."""
    try:
        found = ip_address(remote or "")
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False)) if isinstance(found, IPv6Address) else str(found)
