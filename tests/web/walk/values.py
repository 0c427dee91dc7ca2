"""Values that no tablet sends, drawn by number so that a failure can be repeated."""

import random

NUMBERS = ("-1", "0", "2147483648", "9223372036854775808", "9" * 30, "9" * 5000, "1e400", "NaN", "٣", "1_0")
ADDRESSES = (
    "http://[",
    "//[::1",
    "//evil.example",
    "http:///x",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http://[::1]:99999999",
)
TEXTS = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\x01\x7f",
        "\n\r\t",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "🧠" * 70,
        "é" * 300,
        "x" * 3000,
        "L" + "\u0301" * 500,
    ),
    *("%s%n{0}{a}", "'; --", "<b>&amp;", "../../etc/passwd", "true", "null", "[]", "{}", "left.right", "a.b.c.d.e.f"),
)
VALUES = (*NUMBERS, *ADDRESSES, *TEXTS)
# As bytes of a form: no text has them.
BROKEN = (b"%ED%A0%80", b"%FF%FE", b"%", b"%0", b"&&==&", b"=")
JSON = (
    *(
        None,
        True,
        False,
        -1,
        0.5,
        2**31,
        2**63,
        10**400,
        1e300,
        "",
        "\0",
        "\ud800",
        "🧠\u202e",
        "x" * 3000,
        [],
        {},
        [[[]]],
        {"": ""},
    ),
    *(
        [None],
        ["\ud800"],
        {"left": "\ud800"},
        {"a.b": 1},
        {"\ud800": 1},
        "left",
        ["left"] * 3,
        {"left": "4", "right": None},
    ),
)


def drawn(seed):
    """A source of chance that is the same each time."""
    return random.Random(f"walk {seed}")
