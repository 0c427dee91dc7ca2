"""Causes and conditions in words for a patient: what each may be, never surer than the note.

Every phrase follows "this may be:" and names no blame. The plain words are ours; a clinician has not reviewed them.
"""

from __future__ import annotations

from exam.domain.language import Language, mark
from exam.domain.record.causes import roots_of
from exam.domain.words.grammar import joined

CAUSES = {
    "no_neurological_lesion": mark("pain without damage to a nerve that these tests can show"),
    "nerve.common_fibular": mark("a problem of a nerve that runs past the outer side of the knee"),
    "nerve.deep_fibular": mark("a problem of a nerve in the front of the lower leg"),
    "nerve.superficial_fibular": mark("a problem of a nerve in the outer part of the lower leg"),
    "nerve.femoral": mark("a problem of the nerve in the front of the thigh"),
    "nerve.tibial": mark("a problem of the nerve in the calf and the sole of the foot"),
    "nerve.sciatic": mark("a problem of the big nerve in the back of the thigh"),
    "nerve.obturator": mark("a problem of the nerve in the inner part of the thigh"),
    "nerve.lateral_femoral_cutaneous": mark("a problem of a skin nerve in the outer part of the thigh"),
    "nerve.saphenous": mark("a problem of a skin nerve in the inner part of the lower leg"),
    "nerve.sural": mark("a problem of a skin nerve in the outer part of the foot"),
    "nerve.superior_gluteal": mark("a problem of a nerve in the buttock"),
    "plexus.lumbosacral": mark("a problem of the nerves on their way from the spine to the leg"),
    "polyneuropathy": mark("a problem of many nerves, most often in the feet and lower legs"),
    "upper_motor_neuron": mark("a problem of the brain or the spinal cord"),
    "cauda_equina": mark("a problem of the nerves at the lower end of the spine"),
    "motor_neuron_disease": mark("a problem of the nerve cells that move the muscles"),
    "myopathy": mark("a problem of the muscles"),
    "arterial": mark("a problem of the blood vessels of the leg"),
    "other_lesion": mark("another problem, which these tests cannot name"),
}

CONDITIONS = {
    "sciatica": mark("pain from a nerve that runs from the back into the leg (sciatica)"),
    "lumbar_radiculopathy": mark("a problem of a nerve where it leaves the lower spine"),
    "herniated_disc": mark("a disc of the lower spine that bulges out (slipped disc)"),
    "degenerative_disc_disease": mark("changes of the discs in the lower spine"),
    "spinal_stenosis": mark("a lower spine that leaves less room for the nerves"),
    "spondylolisthesis": mark("a bone of the lower spine that sits out of line"),
    "piriformis_syndrome": mark("a tight muscle in the buttock that may press on a nerve"),
    "ankylosing_spondylitis": mark("an illness that makes the joints of the spine sore and stiff"),
    "rheumatoid_arthritis": mark("an illness that makes joints swell and hurt"),
    "osteoarthritis": mark("changes of the knee or hip joint (osteoarthritis)"),
    "patellofemoral_pain": mark("pain behind or around the kneecap"),
    "meniscal_tear": mark("a tear in a part of the knee that takes the load (meniscus)"),
    "iliotibial_band_syndrome": mark("a sore band on the outer side of the knee"),
    "trochanteric_pain": mark("pain on the outer side of the hip"),
    "fracture": mark("a broken bone of the knee, hip or spine"),
}

# They are of the whole person, or of the spine above the legs.
WITHOUT_SIDE = (
    *("no_neurological_lesion", "polyneuropathy", "upper_motor_neuron", "cauda_equina"),
    *("motor_neuron_disease", "myopathy"),
)
WITH_SIDE = {
    "right": mark("{what}, on the right"),
    "left": mark("{what}, on the left"),
    "both": mark("{what}, on both sides"),
    "none": mark("{what}"),
}


def plain_cause(cause: str, side: str, language: Language) -> str:
    """A cause on a side: "a problem of a nerve where it leaves the lower spine (L5), on the left"."""
    where = "none" if cause in WITHOUT_SIDE else side
    return language.gettext(WITH_SIDE[where]).format(what=_named(cause, language))


def plain_condition(condition: str, language: Language) -> str:
    """A condition of the reference in plain words."""
    return language.gettext(CONDITIONS[condition])


def _named(cause: str, language: Language) -> str:
    roots = roots_of(cause)
    if not roots:
        return language.gettext(CAUSES[cause])
    words = language.ngettext(
        "a problem of a nerve where it leaves the lower spine ({roots})",
        "a problem of nerves where they leave the lower spine ({roots})",
        len(roots),
    )
    return words.format(roots=joined(roots, language.gettext("and")))
