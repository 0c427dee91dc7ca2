"""Typed text has the direction of its first letter, and what is isolated keeps its order."""

import pytest

from exam.printing.directions import direction, east_asian_language, isolated, mixed, paragraphs

WEAKNESS = "ضعف القدم"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foot drop", "ltr"),
        ("", "ltr"),
        ("4-", "ltr"),
        (WEAKNESS, "rtl"),
        ("חולשה", "rtl"),
        (f"4- {WEAKNESS} L5", "rtl"),
        (f"L5 {WEAKNESS}", "ltr"),
        ("足下垂", "ltr"),
    ],
)
def test_the_first_letter_decides(text, expected):
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Foot drop", None),
        (WEAKNESS, None),
        ("足下垂", "zh-Hans"),
        ("左脚无力", "zh-Hans"),
        ("左腳無力", "zh-Hant"),
        ("足の下垂", "ja"),
        ("歩行障害", "ja"),
        ("駅", "ja"),
        ("부산시 足下垂", "ko"),
        ("\U00020000", "zh-Hans"),
    ],
)
def test_the_characters_decide_whose_forms_are_drawn(text, language):
    assert east_asian_language(text) == language


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("4-", '<bdi dir="ltr">4-</bdi>'),
        ("<12>", '<bdi dir="ltr">&lt;12&gt;</bdi>'),
        ("محمد 4-", '<bdi dir="rtl">محمد <bdi dir="ltr">4-</bdi></bdi>'),
        ("足下垂 12", '<bdi dir="ltr" lang="zh-Hans">足下垂 12</bdi>'),
    ],
)
def test_a_reference_is_isolated(text, html):
    assert isolated(text) == html


@pytest.mark.parametrize("text", ["Foot drop\nsince May", "<b>4-</b>", "Ελληνικά", "कमर दर्द"])
def test_text_in_one_direction_stays_as_it_is(text):
    assert paragraphs(text) == text.replace("<", "&lt;").replace(">", "&gt;")


def test_each_line_has_its_own_direction():
    assert paragraphs(f"Foot drop\n\n{WEAKNESS} 4-.") == (
        '<bdi class="note-paragraph" dir="ltr">Foot drop</bdi>'
        f'<bdi class="note-paragraph" dir="rtl">{WEAKNESS} <bdi dir="ltr">4-</bdi>.</bdi>'
    )


@pytest.mark.parametrize(
    "kept", ["4-", "4-/5", "2026-11-28", "09:30", "L5-S1", "S1", "40°", "2+", "-4", "0.5", "L4\u20135", "620"]
)
def test_what_has_digits_keeps_its_order_among_words_read_from_the_right(kept):
    for end in ("", ".", ", ", ": ", " قوة"):
        assert f'<bdi dir="ltr">{kept}</bdi>{end}' in paragraphs(f"{WEAKNESS} {kept}{end}")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Acted on: L5 4- (A. Vesalius)", "Acted on: L5 4- (A. Vesalius)"),
        (
            f"left: {WEAKNESS} 3+ (أحمد, 28 November)",
            f'left: <bdi dir="rtl">{WEAKNESS}</bdi> 3+ (<bdi dir="rtl">أحمد</bdi>, 28 November)',
        ),
        (
            f"left: {WEAKNESS} 3+ {WEAKNESS}",
            f'left: <bdi dir="rtl">{WEAKNESS} <bdi dir="ltr">3+</bdi> {WEAKNESS}</bdi>',
        ),
    ],
)
def test_typed_words_from_the_right_change_no_order_in_a_sentence_of_ours(text, html):
    assert mixed(text) == html
    assert mixed("<") == "&lt;"


def test_characters_of_html_are_escaped_among_words_read_from_the_right():
    assert paragraphs(f"{WEAKNESS} <i>&") == f'<bdi class="note-paragraph" dir="rtl">{WEAKNESS} &lt;i&gt;&amp;</bdi>'


def test_east_asian_text_has_its_language():
    assert paragraphs("足下垂") == '<bdi class="note-paragraph" dir="ltr" lang="zh-Hans">足下垂</bdi>'
