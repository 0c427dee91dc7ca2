"""The words a clinician or a patient reads."""

import re

import msgspec
import pytest

SIDES = re.compile(r"\b(right|left)\b", re.IGNORECASE)
# American spellings, and names the field has left behind, of words that occur in this field.
NOT_OURS = re.compile(
    r"\b(fecal|anesthe\w+|paresthe\w+|hyperesthe\w+|tumor|tumors|edema|ischemi\w+|color|gray|center|fiber|behavior|"
    r"orthopedic|pediatric|localiz\w+|recogniz\w+|generaliz\w+|labor|odor|hemorrhag\w+|peroneal|millimeter|milliliter\w*|"
    r"diarrhea|catheteriz\w+|organiz\w+|stabiliz\w+)\b",
    re.IGNORECASE,
)
# Names of papers keep their spelling, and one row says what the fibular nerve was called.
OLD_NAME_SAID = "Also called peroneal."
UNEXPLAINED_TO_PATIENTS = re.compile(
    r"\b(malleolus|condyle|dorsiflex\w*|plantar\w*|paraesthesia|saddle|radicul\w*|neuropath\w*|claudication|"
    r"tibial|fibular|femoral|extensor|flexor|bilateral|incontinence|prone|supine)\b",
    re.IGNORECASE,
)
LONGEST_LABEL = 50


def texts(row):
    """Every text of a row except its ids, with its field."""
    for field, value in msgspec.to_builtins(row).items():
        if isinstance(value, str) and field not in ("id", "scale", "nerve", "basis", "step", "region"):
            yield field, value


def grades(reference):
    return [(f"scales: {scale.id}", grade) for scale in reference.scales.values() for grade in scale.grades]


@pytest.fixture(scope="module")
def written(reference, described):
    return [(f"{name}.{field}", text) for name, row in [*described, *grades(reference)] for field, text in texts(row)]


def test_no_text_is_blank_or_padded(written):
    optional = (
        *("subtitle", "disagreement", "about", "unit", "why", "nerve", "not_ranked", "after", "after_abnormal"),
        *("drawing", "short", "short_stem"),
    )
    blank = [where for where, text in written if not text.strip() and where.rpartition(".")[2] not in optional]
    assert blank == []
    assert [where for where, text in written if text != text.strip() or "  " in text] == []


def test_labels_name_no_side(written):
    headings = [(where, text) for where, text in written if where.endswith((".label", ".subtitle", ".group"))]
    assert [where for where, text in headings if SIDES.search(text)] == []


def test_british_spelling_and_present_names(written):
    ours = [(where, text.replace(OLD_NAME_SAID, "")) for where, text in written]
    assert [(where, found.group()) for where, text in ours if (found := NOT_OURS.search(text))] == []


def test_labels_begin_as_a_sentence_does(described):
    assert [name for name, row in described if hasattr(row, "label") and not row.label[0].isupper()] == []


def test_labels_are_short_and_have_no_full_stop(described):
    wrong = [name for name, row in described if len(row.label) > LONGEST_LABEL or row.label.endswith(".")]
    assert wrong == []


def test_two_rows_of_a_table_have_two_labels(reference):
    for table in ("questions", "sites", "roots", "nerves"):
        labels = [row.label for row in getattr(reference, table).values()]
        assert len(set(labels)) == len(labels), table


def test_two_tests_of_a_group_have_two_labels(reference):
    labels = [(test.group, test.label) for test in reference.tests.values()]
    assert len(set(labels)) == len(labels)


def test_texts_are_whole_sentences(described):
    sentences = ("position", "command", "landmark", "disagreement", "why")
    for name, row in described:
        for field in sentences:
            text = getattr(row, field, "")
            assert not text or text.endswith((".", "?")), f"{name}.{field}"


def test_a_question_is_a_question(reference):
    assert [question.id for question in reference.questions.values() if not question.ask.endswith("?")] == []


def test_the_patient_is_addressed_in_plain_words(reference):
    spoken = [(q.id, q.ask) for q in reference.questions.values()]
    spoken += [(test.id, test.command) for test in reference.tests.values()]
    assert [(name, found.group()) for name, text in spoken if (found := UNEXPLAINED_TO_PATIENTS.search(text))] == []


def test_what_needs_consent_asks_for_it(reference):
    for name in ("perianal_light_touch", "perianal_pinprick", "anal_tone"):
        position = reference.tests[f"saddle.{name}"].position
        assert {"consent", "chaperone"} <= set(re.findall(r"\w+", position)), name


def test_a_test_done_standing_guards_against_a_fall(reference):
    for test in reference.tests.values():
        if test.group == "Standing and walking" or test.id == "long_tract.romberg":
            words = f"{test.position} {test.landmark}".lower()
            assert any(care in words for care in ("beside", "close", "ready to catch")), test.id
