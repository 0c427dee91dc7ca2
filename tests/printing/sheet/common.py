"""Six examinations as they come: the whole core, every red flag asked, an impression and a plan."""

from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from reference import load_reference
from tests.domain.records import paths_of, record_of

CORE = {
    path: next(grade.value for grade in load_reference().scales[test.scale].grades if grade.level == "normal")
    for test in load_reference().tests.values()
    if test.core
    for path in paths_of(test)
}
FLAGS = {row.id: False for row in load_reference().questions.values() if row.step == "red_flags"}
ABOUT = {
    "patient.age": 46,
    "patient.sex": "female",
    "examined_at": "2026-11-21T09:30:00+00:00",
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 3,
    "presentation.onset": "gradual",
    "presentation.features.back_pain": True,
    "examiner.name": "Dr Andreas Vesalius",
    "examiner.role": "Consultant spine surgeon",
    "examiner.registration": "GMC 7012345",
    "impression.entered_before_ranking": True,
    "plan.safety_net_given": True,
    "plan.review_in_weeks": 2,
}
FOOT = {
    "findings.strength.ankle_dorsiflexion.left": "3",
    "findings.strength.great_toe_extension.left": "3",
}
EXAMINATIONS = {
    "normal": {
        "presentation.pain_sites.midline": ["low_back"],
        "impression.text": "Low back pain without a neurological deficit.",
        "plan.text": "Keep active; analgesia as needed.",
    },
    "l5": {
        "presentation.pain_sites.left": ["buttock", "lateral_leg", "dorsal_foot"],
        "presentation.paraesthesia_sites.left": ["great_toe", "dorsal_foot"],
        "presentation.features.pain_below_knee": True,
        "findings.reflexes.medial_hamstring.left": 1,
        "findings.reflexes.medial_hamstring.right": 2,
        "findings.light_touch.L5.left": 1,
        "findings.pinprick.L5.left": 1,
        "findings.strength.ankle_dorsiflexion.left": "4",
        "findings.strength.great_toe_extension.left": "4-",
        "findings.strength.hip_abduction.right": "5",
        "findings.strength.hip_abduction.left": "4",
        "findings.tension.straight_leg_raise.right": "negative",
        "findings.tension.straight_leg_raise.left": "positive",
        "findings.tension.straight_leg_raise_degrees.left": 40,
        "comments.strength": "Gives way with pain on the left; best effort taken.",
        "impression.cause": "root.L5",
        "impression.side": "left",
        "impression.diagnoses": ["herniated_disc"],
        "plan.text": "Analgesia; MRI if no better, or at once if weakness increases.",
    },
    "cauda_equina": {
        "presentation.symptom_side": "both",
        "presentation.duration_weeks": 0.29,
        "presentation.onset": "sudden",
        "presentation.pain_sites.left": ["posterior_leg", "sole"],
        "presentation.pain_sites.midline": ["low_back", "perineum"],
        "red_flags.urinary_retention_or_incontinence": True,
        "red_flags.saddle_numbness": True,
        "red_flags.bilateral_leg_symptoms": True,
        **{f"findings.reflexes.achilles.{side}": 0 for side in ("right", "left")},
        **{f"findings.pinprick.S1.{side}": 1 for side in ("right", "left")},
        **{f"findings.saddle.perianal_pinprick.{side}": 0 for side in ("right", "left")},
        **{f"findings.saddle.perianal_light_touch.{side}": 1 for side in ("right", "left")},
        "findings.saddle.anal_tone": "reduced",
        "findings.saddle.voluntary_anal_contraction": "absent",
        "findings.saddle.post_void_residual_ml": 620,
        "impression.text": "Cauda equina syndrome until proven otherwise.",
        "plan.text": "Sent to the emergency department with a letter; spinal surgeon on call informed at 09:40.",
    },
    "fibular": {
        **FOOT,
        "presentation.features.back_pain": False,
        "presentation.paraesthesia_sites.left": ["dorsal_foot"],
        "findings.strength.ankle_eversion.left": "4",
        "findings.strength.ankle_eversion.right": "5",
        "findings.strength.ankle_inversion.left": "5",
        "findings.strength.ankle_inversion.right": "5",
        "findings.strength.hip_abduction.left": "5",
        "findings.strength.hip_abduction.right": "5",
        "findings.other.fibular_neck_tinel.left": "positive",
        "impression.cause": "nerve.common_fibular",
        "impression.side": "left",
        "plan.text": "Nerve conduction studies; ankle splint; avoid crossing the legs.",
    },
    "knee": {
        "presentation.pain_sites.left": ["knee"],
        "presentation.features.back_pain": False,
        "presentation.features.knee_injury": True,
        "findings.local.knee_effusion.left": "present",
        "findings.local.joint_line_tenderness.left": "present",
        "findings.local.mcmurray.left": "present",
        "findings.local.hip_internal_rotation.left": "normal",
        "impression.diagnoses": ["meniscal_tear"],
        "plan.text": "Physiotherapy; orthopaedic opinion if it locks.",
    },
    "bilateral": {
        "presentation.symptom_side": "both",
        "presentation.duration_weeks": 52,
        "presentation.pain_sites.left": ["buttock", "posterior_leg"],
        "presentation.pain_sites.right": ["buttock", "posterior_leg"],
        "red_flags.bilateral_leg_symptoms": True,
        "red_flags.persistent_beyond_few_weeks": True,
        **{f"findings.reflexes.achilles.{side}": 1 for side in ("right", "left")},
        **{f"findings.light_touch.L5.{side}": 1 for side in ("right", "left")},
        "findings.strength.great_toe_extension.left": "4",
        "impression.diagnoses": ["spinal_stenosis"],
        "plan.text": "MRI if walking distance falls; exercise.",
    },
}


def examination(name):
    """A record and its note."""
    record = record_of(FLAGS | CORE | ABOUT | EXAMINATIONS[name])
    return record, write_note(record, assess(record))
