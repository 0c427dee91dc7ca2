"""Examinations whose patients get a sheet: an emergency, an impression, none, and hardly anything examined."""

from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.sheets.patient import OwnWords, patient_sheet
from exam.languages.catalogue import catalogue
from tests.domain.notes import FULL
from tests.domain.records import record_of

BOTH = ("right", "left")
WHEN = {"examined_at": "2026-11-28T09:30:00+01:00"}
CAUDA_EQUINA = {
    **WHEN,
    "presentation.symptom_side": "both",
    "presentation.features.back_pain": True,
    "red_flags.saddle_numbness": True,
    "red_flag_course.saddle_numbness": "new",
    **{f"findings.reflexes.achilles.{side}": 1 for side in BOTH},
    **{f"findings.strength.ankle_plantarflexion.{side}": "4" for side in BOTH},
    **{f"findings.saddle.perianal_light_touch.{side}": 1 for side in BOTH},
    "findings.saddle.anal_tone": "reduced",
    "findings.saddle.post_void_residual_ml": 620,
    "plan.text": "Emergency MRI.\nSpinal team phoned.",
}
LEFT_L5 = {
    **WHEN,
    "presentation.symptom_side": "left",
    "presentation.features.back_pain": True,
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.ankle_dorsiflexion.right": "5",
    "findings.strength.great_toe_extension.left": "3",
    "findings.strength.great_toe_extension.right": {"not_tested": "pain"},
    "findings.light_touch.L5.left": 1,
    "findings.reflexes.achilles.left": 2,
    "findings.reflexes.achilles.right": 2,
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.tension.straight_leg_raise_degrees.right": 40,
    "findings.gait.foot_drop.left": "absent",
}
NO_LESION = {
    **WHEN,
    **{f"findings.strength.{name}.{side}": "5" for side in BOTH for name in ("ankle_dorsiflexion", "knee_extension")},
    "impression.cause": "no_neurological_lesion",
    "impression.diagnoses": ["trochanteric_pain", "osteoarthritis"],
    "plan.review_in_weeks": 1.5,
}
ALL = {"full": FULL, "emergency": CAUDA_EQUINA, "ranked": LEFT_L5, "no lesion": NO_LESION, "bare": {}}


def sheet_of(answers, code="en", *, hidden=False, **note):
    record = record_of(answers)
    found = assess(record)
    return patient_sheet(record, found, write_note(record, found, **note), catalogue(code), hidden=hidden)


def said_on(sheet):
    """The sheet's own sentences, each with its full stop; not what a clinician typed, nor the sources."""
    own = (*sheet.next, sheet.meaning.own)
    lines = [
        sheet.title,
        *sheet.marks,
        *sheet.emergency,
        sheet.meaning.before,
        *sheet.meaning.named,
        *sheet.meaning.after,
        *(f"{one.label}. {one.result}" for one in sheet.examined),
        sheet.incomplete,
        *(part.before if isinstance(part, OwnWords) else part for part in own if part),
        *sheet.warnings,
    ]
    return " ".join(line.rstrip(".:") + "." for line in lines if line)
