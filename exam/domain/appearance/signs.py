"""An abnormal finding without a side and a grade, as a heading: "Ankle dorsiflexion, weak"."""

from __future__ import annotations

from exam.domain.language import mark, say
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import inside

# By the row of the likelihoods, else by its family; what has neither is named by its label, as "Foot drop".
ABNORMAL = {
    "reflexes": mark("{finding}, reduced or absent"),
    "strength": mark("{finding}, weak"),
    "dermatome": mark("{finding}, altered or absent"),
    "territory": mark("Sensation of the {finding}, altered or absent"),
    "tension": mark("{finding}, positive"),
    "saddle.perianal": mark("{finding}, altered or absent"),
    "saddle.anal_tone": mark("{finding}, reduced or absent"),
    "saddle.voluntary_anal_contraction": mark("{finding}, absent"),
    "saddle.bulbocavernosus_reflex": mark("{finding}, absent"),
    "saddle.post_void_residual_ml": mark("{finding}, high"),
    "long_tract.plantar_response": mark("{finding}, extensor"),
    "long_tract.muscle_tone": mark("{finding}, flaccid"),
    "other.vibration_great_toe": mark("{finding}, reduced or absent"),
    "other.proprioception_great_toe": mark("{finding}, reduced or absent"),
    "other.pedal_pulses": mark("{finding}, absent"),
    "presentation.duration_weeks": mark("More than six weeks"),
    "presentation.onset": mark("Sudden onset"),
}
RAISED = {"reflexes": mark("{finding}, brisk"), "long_tract.muscle_tone": mark("{finding}, spastic")}


def sign_words(finding: str, *, raised: bool = False) -> str:
    """What a row of the likelihoods calls abnormal, or too strong where it is `raised`."""
    words, label = RAISED if raised else ABNORMAL, finding_label(finding)
    pattern = words.get(finding) or words.get(finding.partition(".")[0])
    if pattern is None:
        return label
    return say(pattern).format(finding=inside(label) if finding.startswith("territory.") else label)
