"""What a lesion does not explain: by the table, and by what cannot be in one patient.

For patients to practise on, whose findings are drawn one by one: over some 180 items the rates without a lesion add up
to signs that no clinician would believe.
"""

from __future__ import annotations

from functools import cache

from exam.domain.reasoning.alerts.raised import raised_alerts
from exam.domain.reasoning.facts import facts_of, facts_of_leg
from exam.domain.reasoning.localise.hypotheses import Hypothesis
from exam.domain.reasoning.localise.normal import Array
from exam.domain.reasoning.localise.observe import BOTH_LEGS, NORMAL
from exam.domain.reasoning.localise.tables import Item, base_tables
from exam.domain.reasoning.rules import holds
from exam.domain.record.causes import CAUDA_EQUINA
from exam.domain.record.model import ExamRecord
from reference import load_reference
from reference.model import When
from reference.vocabulary import SIDES

TIMES, OFTEN, COMMON, RARE = 3, 0.25, 0.1, 0.055
"""A lesion explains a sign that it makes at least `TIMES` as frequent as no lesion does, and a severe weakness that is
found `OFTEN` with it. A sign that is `COMMON` without a lesion needs none, and an answer needs one if it is a hallmark
and `RARE` without. All judgement."""

ANY = ANSWERED = 1
NEVER = 9
HARD = {"strength": 2, "function": 2, "reflexes": 3, "light_touch": 3, "pinprick": 3, "territory": 3}
HARD |= dict.fromkeys(("saddle", "long_tract", "gait", "other"), ANY)
"""From which depth a result of a family is a hard sign. One that is too strong is one in the long tracts."""

SEVERE = ("strength", "function")
MOST_SITES = 6

ALSO_EXPLAINS = {
    "upper_motor_neuron": (
        *("cord_compression_brisk", "both_legs_worsening", "both_legs_weak_with_symptoms", "stroke"),
        *("cauda_equina", "cauda_equina_suspected", "acute_neuropathy", "ascending_weakness"),
    ),
    CAUDA_EQUINA: ("cauda_equina_threatened", "both_legs_worsening", "acute_neuropathy"),
    "polyneuropathy": ("both_legs_worsening", "both_legs_weak_with_symptoms"),
    "motor_neuron_disease": ("both_legs_worsening", "both_legs_weak_with_symptoms", "cord_compression"),
    "myopathy": ("both_legs_worsening", "both_legs_weak_with_symptoms"),
    "arterial": ("acute_limb_ischaemia",),
}
"""Emergencies that fit a lesion besides those of its row in `hallmarks.toml`."""

YOUNGEST_WITH = {"arterial": 50}
WASTED = ("calf", "thigh", "foot", "gluteal")

CANNOT_BE = tuple(
    When(all=clauses)
    for clauses in (
        *((f"findings.other.{where}_wasting is present", "presentation.duration_weeks below 4") for where in WASTED),
        ("findings.strength.knee_extension at_most 2+", "findings.function.single_leg_sit_to_stand is_not unable"),
        ("findings.strength.knee_extension at_least 4+", "findings.function.single_leg_sit_to_stand is unable"),
        ("findings.strength.ankle_dorsiflexion at_most 2+", "findings.function.heel_walk is_not unable"),
        ("findings.strength.ankle_dorsiflexion at_most 3", "findings.function.heel_walk is normal"),
        ("findings.strength.ankle_dorsiflexion at_least 4+", "findings.function.heel_walk is unable"),
        ("findings.strength.ankle_dorsiflexion at_most 2+", "findings.gait.foot_drop is absent"),
        ("findings.strength.ankle_dorsiflexion at_least 4", "findings.gait.foot_drop is present"),
        ("findings.strength.ankle_plantarflexion at_most 3", "findings.function.toe_walk is_not unable"),
        ("findings.strength.ankle_plantarflexion at_most 3", "findings.function.single_leg_heel_raise is_not unable"),
        ("findings.strength.ankle_plantarflexion is 5", "findings.function.toe_walk is unable"),
        ("findings.strength.ankle_plantarflexion is 5", "findings.function.single_leg_heel_raise is unable"),
        ("findings.strength.hip_abduction at_most 2+", "findings.gait.trendelenburg is absent"),
    )
)
"""What cannot be found in one leg, besides the rows of `consistency.toml`: those must leave no room for a false alarm
in a clinic, these only in a patient made up."""


def without_chance(depth: dict[tuple[str, str], int], lesion: Hypothesis) -> dict[tuple[str, str], int]:
    """The same findings, with each hard sign that the lesion does not explain as normal.

    Of what is independent of the rest that is what drawing again would give, and no lesion becomes rarer by it.
    """
    columns = {"right": lesion.right, "left": lesion.left, "none": lesion.right}
    if lesion.right == base_tables().none:
        columns["none"] = lesion.left
    return {
        (finding, of): NORMAL if found != NORMAL and _is_chance(finding, found, columns[of]) else found
        for (finding, of), found in depth.items()
    }


def _is_chance(finding: str, found: int, column: int) -> bool:
    """Whether a finding is a hard sign that a lesion does not explain."""
    family = finding.partition(".")[0]
    least = HARD.get(family, ANSWERED if finding in _rare() else NEVER)
    is_hard = found >= least or (found < NORMAL and least == ANY)
    chances = _raised(finding) if found < NORMAL else _chances(finding)
    without = chances[base_tables().none]
    needed = max(TIMES * without, OFTEN if family in SEVERE else 0.0)
    return bool(is_hard and without <= COMMON and chances[column] < needed)


@cache
def _items() -> dict[str, Item]:
    return {modality.finding: item for item in base_tables().items.values() for modality in item.modalities}


@cache
def _chances(finding: str) -> Array:
    """How often the item of a finding is abnormal under each column, over all severities."""
    item, tables = _items()[finding], base_tables()
    least = tables.depth[item.group][0, item.place, ..., 0].mean(axis=1)
    found: Array = least[:, 0] if least.shape[1] == 1 else least @ tables.weights
    return found


def _raised(finding: str) -> Array:
    item = _items()[finding]
    raised: Array = base_tables().raised[item.group][item.place]
    return raised


@cache
def _rare() -> frozenset[str]:
    """Answers that are a hallmark of a lesion and rare without one; not those that the complaint gives."""
    hallmarks = {finding for row in load_reference().hallmarks.values() for finding in row.abnormal}
    return frozenset(
        finding
        for finding in hallmarks.intersection(_items()) - {BOTH_LEGS}
        if finding in load_reference().questions and _chances(finding)[base_tables().none] <= RARE
    )


def emergencies(record: ExamRecord) -> tuple[str, ...]:
    """The emergency alerts of a record."""
    return tuple(alert.id for alert in raised_alerts(facts_of(record)) if alert.urgency == "emergency")


def emergencies_of(cause: str) -> tuple[str, ...]:
    """The emergency alerts that a cause is itself."""
    row = load_reference().hallmarks.get(cause)
    return row.emergencies if row else ()


def explains(lesion: Hypothesis, alert: str) -> bool:
    """Whether an emergency alert fits a lesion."""
    return alert in (*emergencies_of(lesion.cause), *ALSO_EXPLAINS.get(lesion.cause, ()))


def fits_together(record: ExamRecord) -> bool:
    """Whether nothing that cannot be in one patient is found in a leg, and it hurts in no more places than is usual."""
    facts = facts_of(record)
    legs = [facts_of_leg(facts, side) for side in SIDES]
    places = record.presentation.pain_sites
    return not any(holds(row, leg) for row in CANNOT_BE for leg in legs) and all(
        len(places.get(side, ())) <= MOST_SITES for side in SIDES
    )
