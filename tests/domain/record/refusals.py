"""Records with one value at one path."""

from tests.domain.records import PATIENT, written


def nested(path, value):
    for key in reversed(path.split(".")):
        value = {key: value}
    return value


def put(path, value):
    """A record that holds one value at one path."""
    data = written()
    for key, member in nested(path, value).items():
        data[key] = {**PATIENT, **member} if key == "patient" and isinstance(member, dict) else member
    return data
