"""Messages in rows of the reference are found by their key."""

from io import BytesIO

from exam.languages.rows import messages_of_rows

ROWS = b"""
[[test]]
id = "a"
label = "Knee"
[[test]]
label = "Hip"
[[test]]
label = "L5"
[[test]]
label = "4-"
grades = [{ value = 0, label = "absent", meaning = "None" }]
label_count = 1
"""


def test_the_texts_of_the_keys_are_found_at_any_depth():
    found = messages_of_rows(BytesIO(ROWS), (), (), {"keys": "label meaning"})
    assert [text for _, _, text, _ in found] == ["Knee", "Hip", "absent", "None"]
