"""What depends on a record alone, worked out once: records never change, and the answer to a tap asks many times."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Any, TypeVar
from weakref import ref

Found = TypeVar("Found")


def remembered(work: Callable[..., Found]) -> Callable[..., Found]:
    """Work out once for a record, given first, and for what is given after it; forgotten with the record.

    Only for what depends on nothing else and is never changed, since the same object is returned again: not for words,
    which depend on the language. What is found must not hold the record itself, which then would never be forgotten.
    """
    known: dict[int, tuple[ref[Any], dict[Hashable, Found]]] = {}

    def forget(number: int, _record: ref[Any]) -> None:
        known.pop(number, None)

    @wraps(work)
    def found(record: Any, *given: Any) -> Found:
        of_record = known.get(id(record))
        if of_record is None or of_record[0]() is not record:
            of_record = known[id(record)] = (ref(record, partial(forget, id(record))), {})
        results = of_record[1]
        if given not in results:
            results[given] = work(record, *given)
        return results[given]

    return found
