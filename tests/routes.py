"""What an application compiles for each of its addresses, made once: it takes most of the time of making one."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_made: dict[Any, Callable[..., tuple[str, str]]] = {}
_compile = Rule._compile_builder


def compile_routes_once():
    """Give every application that is made from now on the same compiled addresses."""
    Rule._compile_builder = _once


def _once(rule, append_unknown=True):
    # Converters are asked when an address is built: a rule of another application has its own.
    key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
    if key not in _made:
        _made[key] = _compile(rule, append_unknown)
    return _made[key]
