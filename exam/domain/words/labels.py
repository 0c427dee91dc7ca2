"""The words for findings, questions, values, paths and sources, all from the reference's own rows."""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.record.model import ExamRecord, Finding, NotTested, Value
from reference import load_reference
from reference.model import Scale, Test
from reference.vocabulary import SIDES

# First words that keep their capital inside a sentence; words with a digit or a second capital keep it anyway.
NAMES = ("Achilles", "X-ray", "Tinel", "Tinel's", "Romberg", "Romberg's", "Babinski")
# Durations are given in days below two weeks, in months from half a year, in years from two.
DAYS_BELOW_WEEKS = 2
MONTHS_FROM = 6
MONTHS_UP_TO = 24
REASON_WORDS = {
    "pain": "pain",
    "declined": "declined",
    "amputation": "amputation",
    "cast_or_dressing": "cast or dressing",
    "cannot_cooperate": "cannot cooperate",
    "other": "another reason",
}
BOTH_SIDES = "right and left"
SITE_LISTS = {"pain_sites": "pain", "paraesthesia_sites": "tingling or numbness"}
SITE_FINDINGS = {"pain": "pain", "paraesthesia": "tingling or numbness"}
LOOKS = {"light_touch": "light touch", "pinprick": "pinprick"}
# The two looks at one area are looks at one thing; the reasoning names the area.
SENSATION = {**LOOKS, "dermatome": "sensation"}
PERIANAL = ("saddle.perianal", "Perianal sensation")
SENSORY_AREAS = ("dermatome.", "saddle.perianal")
SIDES_OF_COMPLAINT = {
    "right": "complaint in the right leg",
    "left": "complaint in the left leg",
    "both": "complaint in both legs",
    "none": "complaint in neither leg",
}
PLAIN_PATHS = {
    "patient.reference": "patient reference",
    "patient.age": "age",
    "patient.sex": "sex",
    "examined_at": "time of the examination",
    "presentation.symptom_side": "side of the complaint",
    "presentation.duration_weeks": "duration",
    "presentation.onset": "onset",
    "presentation.examiner_had_seen_imaging": "imaging seen before the examination",
    "findings.stated_otherwise_normal": "the rest stated to be normal",
    "impression.text": "the clinician's impression",
    "impression.cause": "cause in the clinician's impression",
    "impression.side": "side in the clinician's impression",
    "impression.entered_before_ranking": "impression entered before the ranking",
    "examiner.name": "examiner's name",
    "examiner.role": "examiner's role",
    "examiner.registration": "examiner's registration",
}


def joined(words: Iterable[str], last: str = "and") -> str:
    """A list in words: "L4", "L4 and L5", "L4, L5 and S1"."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def inside(text: str) -> str:
    """A label as it stands inside a sentence: its first letter small unless it is a name or a sign such as L5."""
    first, _, _ = text.partition(" ")
    keeps = first in NAMES or any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return text if keeps else text[:1].lower() + text[1:]


def heading(text: str) -> str:
    """The same words at the head of a line."""
    return text[:1].upper() + text[1:]


def finding_label(finding: str, side: str | None = None) -> str:
    """What was examined or asked, as a heading: "Left great toe extension", "Back pain".

    `finding` is a test (`strength.knee_extension`, with or without its side at the end), a question
    (`red_flags.fever`), a list of sites (`presentation.pain_sites`) or one of them (`pain.lateral_leg`).
    """
    stem, _, last = finding.rpartition(".")
    if stem and last in SIDES and finding not in load_reference().tests:
        finding, side = stem, last
    return heading(_finding_words(finding, f"{side} " if side in (*SIDES, BOTH_SIDES) else ""))


def _finding_words(finding: str, side: str) -> str:
    reference = load_reference()
    group, _, name = finding.partition(".")
    if group in SENSATION and name in reference.roots:
        return f"{side}{name} {SENSATION[group]}"
    if name in SITE_LISTS:
        return f"{SITE_LISTS[name]}, {side}".rstrip(", ")
    if group in SITE_FINDINGS:
        return f"{SITE_FINDINGS[group]}, {side}{inside(reference.sites[name].label)}"
    return PLAIN_PATHS.get(finding) or side + inside(_row_label(finding))


def _row_label(finding: str) -> str:
    reference = load_reference()
    if finding in reference.tests:
        return reference.tests[finding].label
    return PERIANAL[1] if finding == PERIANAL[0] else reference.questions[finding].label


def value_label(path: str, value: Finding | Value) -> str:
    """A value in words: "4-", "1 reduced", "yes", "120 ml", "could not be tested (pain)"."""
    if isinstance(value, NotTested):
        return f"could not be tested ({REASON_WORDS[value.reason]})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return joined(inside(load_reference().sites[site].label) for site in value) or "none"
    if isinstance(value, str) and path.rsplit(".", maxsplit=1)[-1] in SITE_LISTS:
        return inside(load_reference().sites[value].label)
    test = test_of(path)
    scale = test.scale if test else "sensation" if path.startswith(SENSORY_AREAS) else None
    return _grade_label(load_reference().scales[scale], value) if scale else _plain_value(path, value)


def _grade_label(scale: Scale, value: str | float) -> str:
    if not scale.grades:
        return f"{value} {scale.unit}".strip()
    grade = next(grade for grade in scale.grades if grade.value == value)
    words = inside(grade.label)
    return words if str(value) in words or not str(value)[:1].isdigit() else f"{value} {words}"


def _plain_value(path: str, value: str | float) -> str:
    if isinstance(value, str):
        return value.replace("_", " ")
    return duration_label(value) if path.endswith("duration_weeks") else f"{value:g}"


def duration_label(weeks: float) -> str:
    """A duration as people say it: "4 days", "5 weeks", "about 7 months"."""
    months = round(weeks * 12 / 52)
    if weeks < DAYS_BELOW_WEEKS:
        return _counted(round(weeks * 7), "day")
    if months < MONTHS_FROM:
        return _counted(round(weeks), "week")
    return "about " + (_counted(months, "month") if months < MONTHS_UP_TO else _counted(round(months / 12), "year"))


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def test_of(path: str) -> Test | None:
    """The test that a path names, with or without `findings.` and its side; None for any other path."""
    tests = load_reference().tests
    short = path.removeprefix("findings.")
    return tests.get(short) or tests.get(short.rpartition(".")[0])


def path_label(path: str) -> str:
    """What a path of the record means, as it stands inside a sentence: "saddle numbness", "left knee extension"."""
    reference = load_reference()
    if path in PLAIN_PATHS:
        return PLAIN_PATHS[path]
    if path in reference.questions or test_of(path):
        return inside(finding_label(path.removeprefix("findings.")))
    group, _, name = path.partition(".")
    if group == "alerts":
        return inside(reference.alerts[name].label)
    if group == "localisation":
        return "where the findings point"
    return _part_label(path)


def _part_label(path: str) -> str:
    *_, group, name = path.split(".")
    if group in SITE_LISTS:
        return f"{SITE_LISTS[group]}, {name}"
    return f"comment on {name.replace('_', ' ')}" if group == "comments" else name.replace("_", " ")


def fact_label(path: str, record: ExamRecord) -> str:
    """A path with what the record says there, inside a sentence: "left ankle dorsiflexion 2", "no fever"."""
    value = record.at(path)
    if path == "presentation.symptom_side" and isinstance(value, str):
        return SIDES_OF_COMPLAINT[value]
    label = path_label(path)
    if value is None or value is True:
        return label
    if value is False:
        return f"no {label}"
    return f"{label}{':' if isinstance(value, tuple) else ''} {value_label(path, value)}"


def source_short(source: str) -> str:
    """A source as it is cited in a line: "Jeon 2013"."""
    return load_reference().sources[source].short


def sources_line(sources: Iterable[str]) -> str:
    """Several sources in one line, each once."""
    return "; ".join(dict.fromkeys(source_short(source) for source in sources))
