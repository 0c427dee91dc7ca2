"""The environment of the templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class Templates(Environment):
    """Gives each template the names that all of them know as one dictionary: Jinja's own looks into two, name by name,
    wherever a template imports another, some twenty times for a page. What is added after a template was loaded is not
    known to it.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows."""
        return {**self.globals, **(d or {})}
