"""The closed lists of words that rows, records and assessments are written in: each list once, as a type and as values.

Lists that a clinician may extend (families of tests, kinds of cause, steps) are rows of the reference instead.
"""

from __future__ import annotations

from typing import Literal, get_args

# --- the record, format dermyo-exam/1 ---
Side = Literal["right", "left"]
SymptomSide = Literal["right", "left", "both", "none"]
BodyPart = Literal["right", "left", "midline"]
Sex = Literal["female", "male", "other", "unknown"]
Onset = Literal["sudden", "gradual"]
Course = Literal["new", "long_standing"]
"""Of a red flag that is present: new or worse in the last two weeks, or long-standing and unchanged."""

AlertAnswer = Literal["acted_on", "known_and_old", "other_explanation"]

ReasonNotTested = Literal["pain", "declined", "amputation", "cast_or_dressing", "cannot_cooperate", "other"]
ZosterDermatome = Literal["L1", "L2", "L3", "L4", "L5", "S1", "S2"]
BlankForm = Literal["beside", "always"]
OnTransfer = Literal["line", "always"]
Region = Literal["leg", "midline"]

SIDES: tuple[Side, Side] = get_args(Side)
SYMPTOM_SIDES: tuple[SymptomSide, ...] = get_args(SymptomSide)
BODY_PARTS: tuple[BodyPart, ...] = get_args(BodyPart)
SEXES: tuple[Sex, ...] = get_args(Sex)
ONSETS: tuple[Onset, ...] = get_args(Onset)
COURSES: tuple[Course, ...] = get_args(Course)
ALERT_ANSWERS: tuple[AlertAnswer, ...] = get_args(AlertAnswer)
REASONS_NOT_TESTED: tuple[ReasonNotTested, ...] = get_args(ReasonNotTested)
ZOSTER_DERMATOMES: tuple[ZosterDermatome, ...] = get_args(ZosterDermatome)
REGIONS: tuple[Region, ...] = get_args(Region)

# --- the assessment, format dermyo-assessment/1 ---
Statement = Literal[
    "fits_one", "cannot_separate", "fits_non_root", "fits_none", "no_lesion_found", "not_enough_examined"
]
HeldBack = Literal["alert", "findings"]
"""Why a root that ranks first by far is not said to fit: an alert for something else, or too few abnormal findings."""

RankingWithheld = Literal["under_16"]
"""Why no causes are ranked: the figures are of adults."""

Urgency = Literal["emergency", "urgent", "routine"]
"""The most urgent first."""

Towards = Literal["spine", "knee_or_hip"]
Leaning = Literal["spine", "knee_or_hip", "both", "unclear"]
Direction = Literal["supports", "against"]

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
STATEMENTS: tuple[Statement, ...] = get_args(Statement)
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

# --- the rows of the reference ---
Basis = Literal["published", "second_hand", "recalled", "judgement"]
KindOf = Literal["nothing", "root", "leg", "person"]
StepKind = Literal["questions", "tests", "own"]
StepFill = Literal["none", "step", "group"]
LegChart = Literal["none", "findings", "sites"]
Drawing = Literal[
    "",
    "knee_jerk",
    "ankle_jerk",
    "key_point_L3",
    "key_point_L4",
    "key_point_L5",
    "key_point_S1",
    "knee_extension",
    "ankle_dorsiflexion",
    "great_toe_extension",
    "ankle_plantarflexion",
]
"""How a test is done, as a drawing of the right leg: the name of its file. Several tests may have the same one."""

Constitution = Literal["usual", "low_ankles", "low_everywhere", "brisk"]
"""A person's usual reflexes."""

Level = Literal["normal", "mild", "moderate", "severe", "raised", "abnormal"]
Measure = Literal["higher", "lower"]
"""Which of two measurements is worse."""

SourceKind = Literal["article", "study", "review", "guideline", "standard", "textbook", "web_page"]
ConditionKind = Literal["spine", "inflammatory", "knee_or_hip", "leg"]
MechanismKind = Literal["local_cause", "mechanism", "muscle", "foot"]
Phase = Literal[
    "when_to_seek_care",
    "conventional",
    "other_therapy",
    "self_care",
    "weeks_1_2",
    "weeks_4_6",
    "recovery",
    "prevention",
    "posture",
    "foot_care",
]

# --- the review of figures, format dermyo-review/1 ---
Verdict = Literal["agree", "too_high", "too_low"]
Answer = Literal["agree", "too_high", "too_low", "cannot_say"]
"""What a reader answers about one figure: a verdict, or that they cannot say."""

CONSTITUTIONS: tuple[Constitution, ...] = get_args(Constitution)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
