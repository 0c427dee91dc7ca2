"""The words of the assessment: causes, reasons and sentences, the same on screen, note and command line."""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Assessment, Candidate, NextTest, Reason, Rival
from exam.domain.record.causes import CAUDA_EQUINA, NO_LESION, UPPER_MOTOR_NEURON, roots_of
from exam.domain.words.labels import finding_label, heading, inside, joined, value_label
from reference import load_reference
from reference.vocabulary import SIDES

MORE_THAN_ONE = 2
# A rival that holds less than this would only make the strip longer.
WORTH_NAMING = 0.05
EMERGENCY_STANDS = "The emergency stands, whatever the ranking says."
STATEMENTS_WITHOUT_CAUSE = {
    "no_lesion_found": (
        "What was examined fits no nerve or root lesion best. "
        "A root that is irritated without a deficit is not excluded."
    ),
    "not_enough_examined": "Not enough was examined to say where the lesion is.",
}
URGENCY_WORDS = {"emergency": "Emergency", "urgent": "Urgent", "routine": "To note"}
ROBUST = {
    True: "Stays first when the judged figures are varied over their ranges.",
    False: "May lose the first place when the judged figures are varied over their ranges.",
    None: "",
}
LEANINGS = {
    "spine": "The history and the local findings point to the spine.",
    "knee_or_hip": "The history and the local findings point to the knee or hip.",
    "both": "The history and the local findings point to the spine and to the knee or hip.",
    "unclear": "The history and the local findings do not tell the spine from the knee or hip.",
}
TOWARDS = {"spine": "Towards the spine", "knee_or_hip": "Towards the knee or hip"}


def cause_label(cause: str, side: str) -> str:
    """A cause as a heading: "Left L5 root", "Polyneuropathy, both legs"."""
    if side in SIDES:
        return heading(f"{side} {inside(_cause_name(cause))}")
    return _cause_name(cause) + _both_legs(cause, side, ", ")


def cause_phrase(cause: str, side: str) -> str:
    """A cause inside a sentence: "the left L5 root", "polyneuropathy in both legs"."""
    if roots_of(cause) or side in SIDES:
        side_word = f"{side} " if side in SIDES else ""
        return f"the {side_word}{inside(_cause_name(cause))}" + _both_legs(cause, side, " in ")
    return load_reference().causes[cause].phrase + _both_legs(cause, side, " in ")


def cause_short(cause: str, side: str) -> str:
    """A cause in as few words as the strip allows: "left L5", "left fibular nerve"."""
    roots = joined(roots_of(cause))
    name = roots or inside(_cause_name(cause)).removeprefix("common ")
    if side in SIDES:
        return f"{side} {name}"
    return name + _both_legs(cause, side, ", ") if roots else name


def lesion_phrase(cause: str, side: str) -> str:
    """What the findings fit: "a left L5 root lesion", "polyneuropathy in both legs"."""
    if side in SIDES and len(roots_of(cause)) < MORE_THAN_ONE:
        return f"a {side} {inside(_cause_name(cause))} lesion"
    phrase = cause_phrase(cause, side)
    return f"a lesion of {phrase}" if phrase.startswith("the ") else phrase


def _cause_name(cause: str) -> str:
    roots = roots_of(cause)
    return f"{joined(roots)} root{'s' if len(roots) > 1 else ''}" if roots else load_reference().causes[cause].label


def _both_legs(cause: str, side: str, before: str) -> str:
    """Of a lesion above the legs it goes without saying."""
    return f"{before}both legs" if side == "both" and cause not in (CAUDA_EQUINA, UPPER_MOTOR_NEURON) else ""


def reason_label(reason: Reason) -> str:
    """One reason as a heading: "Left great toe extension 4-", "No back pain"."""
    label = finding_label(reason.finding, reason.side)
    if isinstance(reason.value, bool):
        return label if reason.value else heading(f"no {inside(label)}")
    return f"{label} {value_label(reason.finding, reason.value)}"


def statement_sentence(assessment: Assessment) -> str:
    """What the program found; no ranking reads as an all-clear beside an emergency."""
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
    """Two causes that stay apart by too little; a lesion and none are told from each other, not separated."""
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"The findings cannot tell {lesion_phrase(lesion.cause, lesion.side)} from no lesion."
    return f"The findings cannot separate {separation(first, second, 'from')}."


def separation(first: Candidate, second: Candidate, between: str) -> str:
    """Two causes set against each other: "L5 from S1 on the left", "the left L5 root from the left tibial nerve"."""
    if first.side == second.side and first.side in SIDES and first.roots and second.roots:
        return f"{joined(first.roots)} {between} {joined(second.roots)} on the {first.side}"
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return f"{cause_phrase(lesion.cause, lesion.side)} {between} no lesion"
    return f"{cause_phrase(first.cause, first.side)} {between} {cause_phrase(second.cause, second.side)}"


def rival_sentences(assessment: Assessment) -> dict[tuple[str, str], str]:
    """The sentence of each rival, by its cause and side."""
    leading = assessment.candidates[0]
    return {(rival.cause, rival.side): rival_sentence(leading, rival) for rival in assessment.rivals}


def rival_sentence(leading: Candidate, rival: Rival) -> str:
    """Why the leading cause beat a rival: "Left hip abduction 4 fits the left L5 root better than ..."."""
    better, worse = cause_phrase(leading.cause, leading.side), cause_phrase(rival.cause, rival.side)
    if not rival.told_apart_by:
        return f"No single finding tells {better} from {worse} by much."
    findings = heading(joined(inside(reason_label(reason)) for reason in rival.told_apart_by))
    return f"{findings} {'fits' if len(rival.told_apart_by) == 1 else 'fit'} {better} better than {worse}."


def headline(assessment: Assessment) -> str:
    """The line of the live strip: "Left L5 fits best so far; left fibular nerve next" (until the core is examined)."""
    if assessment.statement == "not_enough_examined" or not assessment.candidates:
        return "Not enough examined yet"
    so_far = " so far" if assessment.not_examined else ""
    if assessment.statement == "no_lesion_found":
        # The ranking must not read as an all-clear beside an alarm.
        quiet = f"No nerve or root lesion fits best{so_far}"
        return "Act on the emergency first" if assessment.urgency == "emergency" else quiet
    undecided = _not_told_apart(assessment)
    if undecided:
        return heading(f"{undecided}: not told apart yet")
    second = next(iter(assessment.candidates[1:]), None)
    rival = second if second and second.probability >= WORTH_NAMING else None
    return (
        heading(fits_words(assessment)) + so_far + (f"; {cause_short(rival.cause, rival.side)} next" if rival else "")
    )


def fits_words(assessment: Assessment) -> str:
    """Where the findings point, inside a sentence: "left L5 fits best", "L5 or S1 on the left, not told apart yet"."""
    undecided = _not_told_apart(assessment)
    if undecided:
        return f"{undecided}, not told apart yet"
    first = next(iter(assessment.candidates), None)
    return f"{cause_short(first.cause, first.side)} fits best" if first else ""


def _not_told_apart(assessment: Assessment) -> str:
    """The first two causes, where they stay apart by too little: "L5 or S1 on the left"; else nothing."""
    first, second = (*assessment.candidates, None, None)[:2]
    if assessment.statement == "cannot_separate" and first and second:
        return separation(first, second, "or")
    return ""


def next_test_line(test: NextTest) -> str:
    """What to examine next and why, as it stands inside a line: "left hip abduction, tells L5 from S1"."""
    one, other = _apart(test.separates)
    return f"{inside(finding_label(test.test, test.side))}, tells {one} from {other}"


def _apart(causes: tuple[str, str]) -> tuple[str, str]:
    """The two causes as the strip names them; no lesion comes last, since a test tells a lesion from none."""
    one, other = reversed(causes) if causes[0] == NO_LESION else causes
    return _told_from(one, other), _told_from(other, one)


def _told_from(cause: str, other: str) -> str:
    if cause == NO_LESION:
        return "no lesion"
    roots = roots_of(cause)
    if not roots:
        return load_reference().causes[cause].phrase.replace("common ", "")
    return joined(roots) + (" alone" if set(roots) < set(roots_of(other)) else "")


def chance_words(probability: float) -> str:
    """A probability as a count that does not sound exact: "about 7 in 10"."""
    tenths = round(probability * 10)
    ends = {0: "fewer than 1 in 10", 10: "more than 9 in 10"}
    return ends.get(tenths, f"about {tenths} in 10")
