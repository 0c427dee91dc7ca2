"""Emergencies in words for a patient: why to go now, and when to go later.

The warnings are the emergencies of the alerts, as far as somebody can notice them at home; their sources are those of
the alerts. The plain words are ours; a clinician has not reviewed them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exam.domain.language import Language, mark
from exam.domain.words.sources import source_short
from reference import load_reference

_PRESSED_NERVES = mark("The nerves at the lower end of your spine may be under pressure.")
_BOTH_LEGS = mark("Both legs are affected. Doctors must find out why today.")
_PRESSED_CORD = mark("Your spinal cord, or the nerves below it, may be under pressure.")
_SICK_NERVES = mark("The nerves of both legs may be ill. This can get worse fast.")
_INFECTED_SPINE = mark("There may be an infection in your spine.")

REASONS = {
    "cauda_equina": _PRESSED_NERVES,
    "cauda_equina_suspected": _PRESSED_NERVES,
    "cauda_equina_threatened": _PRESSED_NERVES,
    "both_legs_worsening": _BOTH_LEGS,
    "both_legs_weak_with_symptoms": _BOTH_LEGS,
    "both_ankle_jerks_lost": _BOTH_LEGS,
    "sudden_severe_weakness": mark("Your leg has become very weak in a short time."),
    "cord_compression": _PRESSED_CORD,
    "cord_compression_brisk": _PRESSED_CORD,
    "metastatic_compression": _PRESSED_CORD,
    "stroke": mark("These can be the signs of a stroke."),
    "breathing_or_swallowing": mark("You are weak, and it is hard for you to breathe or to swallow."),
    "ascending_weakness": _SICK_NERVES,
    "acute_neuropathy": _SICK_NERVES,
    "spinal_infection": _INFECTED_SPINE,
    "infection_risk_with_tender_spine": _INFECTED_SPINE,
    "infection_risk_with_deficit": _INFECTED_SPINE,
    "joint_infection": mark("There may be an infection in your knee or hip."),
    "after_spinal_procedure": mark("Signs like these after a treatment of the spine must be checked at once."),
    "fracture_with_deficit": mark("A bone of your spine may be broken. Move your back as little as you can."),
    "acute_limb_ischaemia": mark("Your leg may not be getting enough blood."),
    "compartment_syndrome": mark("There may be too much pressure in the muscles of your lower leg."),
    "aortic_aneurysm": mark("The big blood vessel in your belly may be bleeding."),
    "pulmonary_embolism": mark("There may be a blood clot in your lungs."),
    "bleeding_femoral": mark("There may be a bleed in a muscle near your hip."),
    "bleeding_emergency": mark("There may be a bleed that presses on nerves."),
}


@dataclass(frozen=True, slots=True)
class SignToNotice:
    """What a patient can notice, and the emergencies of the reference behind it."""

    text: str
    alerts: tuple[str, ...]


WARNINGS = (
    SignToNotice(
        mark("You cannot pass urine, or you do not feel that you need to."), ("cauda_equina", "cauda_equina_suspected")
    ),
    SignToNotice(mark("You lose control of your bladder or your bowels."), ("cauda_equina",)),
    SignToNotice(
        mark("You go numb between your legs, or around your genitals or your back passage."), ("cauda_equina",)
    ),
    SignToNotice(mark("Sex feels different, or does not work as it did."), ("cauda_equina",)),
    SignToNotice(
        mark("Both legs hurt, go numb or get weak, and this is new or worse."),
        ("cauda_equina_threatened", "both_legs_worsening"),
    ),
    SignToNotice(
        mark("A leg or foot gets weak, or weaker than today, or you can no longer walk."),
        ("sudden_severe_weakness", "cord_compression"),
    ),
    SignToNotice(
        mark("You get a fever or start to shiver, and your back or a joint hurts."),
        ("spinal_infection", "joint_infection"),
    ),
    SignToNotice(mark("It gets hard to breathe or to swallow."), ("breathing_or_swallowing", "pulmonary_embolism")),
    SignToNotice(mark("A leg turns cold and pale, and hurts a lot."), ("acute_limb_ischaemia",)),
)

MOST_SOURCES = 6


def reasons(alerts: Iterable[str], language: Language) -> tuple[str, ...]:
    """Why these emergencies need an emergency department, each reason once."""
    return tuple(dict.fromkeys(language.gettext(REASONS[alert]) for alert in alerts))


def warnings(language: Language) -> tuple[str, ...]:
    """When to go to an emergency department, in this language."""
    return tuple(language.gettext(warning.text) for warning in WARNINGS)


def sources_of_warnings() -> str:
    """The sources that most of the warnings have, guidelines first."""
    reference = load_reference()
    cited = [source for warning in WARNINGS for alert in warning.alerts for source in reference.alerts[alert].sources]
    ranked = sorted(dict.fromkeys(cited), key=lambda id: (reference.sources[id].kind != "guideline", -cited.count(id)))
    return "; ".join(source_short(source) for source in ranked[:MOST_SOURCES])
