"""The sentences of the assessment, the same on screen, note and command line."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Assessment, Candidate, explaining
from exam.domain.record.causes import NO_LESION
from exam.domain.words.causes import cause_short, lesion_phrase, separation
from exam.domain.words.facts import found_phrases
from exam.domain.words.grammar import joined, listed

EMERGENCY_STANDS = "This ranking does not change the emergency alert."
STATEMENTS_WITHOUT_CAUSE = {
    "no_lesion_found": (
        "The best fit to these findings is no nerve or root lesion. "
        "An irritated root without a deficit is not excluded."
    ),
    "not_enough_examined": "Not enough has been examined to localise a lesion.",
    "fits_none": "The findings fit no single lesion that Dermyo knows.",
}
URGENCY_WORDS = {"emergency": "Emergency", "urgent": "Urgent", "routine": "To note"}
ROBUST = {
    True: "Still ranks first when estimated figures vary within their ranges.",
    False: "Another cause may rank first when estimated figures vary within their ranges.",
    None: "",
}
LEANINGS = {
    "spine": "The history and the local findings point to the spine.",
    "knee_or_hip": "The history and the local findings point to the knee or hip.",
    "both": "The history and the local findings point to the spine and to the knee or hip.",
    "unclear": "The history and the local findings do not distinguish the spine from the knee or hip.",
}
TOWARDS = {"spine": "Towards the spine", "knee_or_hip": "Towards the knee or hip"}


def statement_sentence(assessment: Assessment) -> str:
    """What the program found; in an emergency, no ranking reads as an all-clear."""
    found = _ranking_sentence(assessment)
    return f"{found} {EMERGENCY_STANDS}" if assessment.urgency == "emergency" else found


def _ranking_sentence(assessment: Assessment) -> str:
    """What the program found, in one sentence."""
    if assessment.statement in STATEMENTS_WITHOUT_CAUSE or not assessment.candidates:
        return STATEMENTS_WITHOUT_CAUSE.get(assessment.statement, STATEMENTS_WITHOUT_CAUSE["not_enough_examined"])
    first, *others = assessment.candidates
    if assessment.statement == "cannot_separate" and others:
        return _undecided(first, others[0])
    rather = " rather than a root lesion" if assessment.statement == "fits_non_root" else ""
    return f"The findings fit {lesion_phrase(first.cause, first.side)} best{',' if rather else ''}{rather}."


def _undecided(first: Candidate, second: Candidate) -> str:
    return f"The findings cannot distinguish {set_apart(first, second)}."


def set_apart(first: Candidate, second: Candidate) -> str:
    """Two causes inside "distinguish ...": "L5 from S1 on the left", "a left L5 root lesion from no lesion"."""
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"{lesion_phrase(lesion.cause, lesion.side)} from no lesion"
    return separation(first, second, "from")


def unexplained_sentence(assessment: Assessment) -> str:
    """What the leading cause, or either of the first two, does not explain well; empty if all is explained.

    "Also found, but not well explained by a left L5 root lesion: left knee extension 4." Where no single lesion fits:
    "The nearest would be a left L5 root lesion, which does not explain well: left knee extension 4."
    """
    if not assessment.unexplained:
        return ""
    leading = explaining(assessment.statement, assessment.candidates)
    causes = joined((lesion_phrase(cause.cause, cause.side) for cause in leading), "or")
    found = listed(found_phrases(assessment.unexplained))
    if assessment.statement == "fits_none":
        return f"The nearest would be {causes}, which does not explain well: {found}."
    return f"Also found, but not well explained by {causes}: {found}."


def fits_words(assessment: Assessment) -> str:
    """Where the findings point: "left L5 fits best", "L5 or S1 on the left not yet distinguished"."""
    undecided = undecided_causes(assessment)
    if undecided:
        return f"{separation(*undecided, 'or')} not yet distinguished"
    if assessment.statement == "fits_none":
        return "no single lesion fits"
    first = next(iter(assessment.candidates), None)
    return f"{cause_short(first.cause, first.side)} fits best" if first else ""


def undecided_causes(assessment: Assessment) -> tuple[Candidate, Candidate] | None:
    """The first two causes, where the findings cannot distinguish them; else None."""
    first, second = (*assessment.candidates, None, None)[:2]
    if assessment.statement == "cannot_separate" and first and second:
        return first, second
    return None
