"""The sentences of the assessment, the same on screen, note and command line."""

from __future__ import annotations

from collections.abc import Iterator

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Assessment, Candidate, Outline, RaisedAlert, explaining
from exam.domain.record.causes import NO_LESION
from exam.domain.record.model import ExamRecord, FindingKey, keys_of, split_side
from exam.domain.words.causes import (
    MORE_THAN_ONE,
    NO_LESION_WORDS,
    cause_short,
    from_one_in,
    lesion_phrase,
    root_disease,
    separation,
    with_perhaps,
)
from exam.domain.words.facts import FLAG, found_phrases, named_tests
from exam.domain.words.findings import finding_of, path_label, test_of
from exam.domain.words.grammar import heading, joined, listed
from exam.domain.words.ranking import named_group, open_rival, undecided_causes
from exam.domain.words.values import day_words, one_line
from reference import load_reference
from reference.model import Alert
from reference.model.rules import Check
from reference.vocabulary import SIDES, URGENCIES

EMERGENCY_STANDS = mark("This does not change the emergency alert.")
# Said before that nothing points to one root, so that this never reads as an all-clear.
ALERT_FIRST = {
    "emergency": mark("Act on the emergency alert first."),
    "urgent": mark("See the urgent alert first."),
    "routine": "",
}
STATEMENTS_WITHOUT_CAUSE = {
    "no_lesion_found": mark("Nothing points to one root."),
    "not_enough_examined": mark("Not enough has been examined to localise a lesion."),
    "fits_none": mark("The findings fit no single lesion that Dermyo knows."),
}
RANKING_WITHHELD = {
    "under_16": mark("No causes are ranked under 16 years: the figures are of adults. Alerts are raised as usual."),
}
HELD_BACK = {
    "alert": (mark("{lesion} ranks first, but an alert points to something else."), mark("{fits}; see the alert")),
    "findings": (
        mark("{lesion} ranks first, but too few abnormal findings show it."),
        mark("{fits}; too few findings show it"),
    ),
}
"""Why a root that ranks first is not said to fit: in the sentence, and on the strip."""

STILL_POSSIBLE = mark("An irritated root without a deficit is not excluded.")
URGENCY_WORDS = {"emergency": mark("Emergency"), "urgent": mark("Urgent"), "routine": mark("To note")}
NO_MRI = mark("MRI is contraindicated here: ask radiology for CT or CT myelography instead.")
KNOWN_AND_OLD = {
    "emergency": mark("Known and old: {what}. If any of it is new or worse, this is an emergency."),
    "urgent": mark("Known and old: {what}. If any of it is new or worse, this is urgent."),
}
OLD_DEFICIT = {
    "right": mark("deficit of the right leg ({words})"),
    "left": mark("deficit of the left leg ({words})"),
}
FITS_BEST = {
    # Of one lesion, and so far.
    (True, False): mark("{cause} fits best"),
    (True, True): mark("{cause} fits best so far"),
    (False, False): mark("{causes} fit best"),
    (False, True): mark("{causes} fit best so far"),
}
ROBUST = {
    True: mark("Still ranks first when estimated figures vary within their ranges."),
    False: mark("Another cause may rank first when estimated figures vary within their ranges."),
    None: "",
}
LEANINGS = {
    "spine": mark("The history and the local findings point to the spine."),
    "knee_or_hip": mark("The history and the local findings point to the knee or hip."),
    "both": mark("The history and the local findings point to the spine and to the knee or hip."),
    "unclear": mark("The history and the local findings do not distinguish the spine from the knee or hip."),
}
TOWARDS = {"spine": mark("Towards the spine"), "knee_or_hip": mark("Towards the knee or hip")}


def statement_sentence(assessment: Outline) -> str:
    """What the program found; beside an alert, no ranking reads as an all-clear."""
    found = " ".join(part for part in (_ranking_sentence(assessment), _picture_sentence(assessment)) if part)
    if assessment.statement == "no_lesion_found":
        first = ALERT_FIRST[assessment.urgency]
        return " ".join((*([say(first)] if first else []), found, say(STILL_POSSIBLE)))
    ranked = not assessment.ranking_withheld
    return f"{found} {say(EMERGENCY_STANDS)}" if assessment.urgency == "emergency" and ranked else found


def picture_phrase(assessment: Outline) -> str:
    """The condition that the record is a picture of: "picture of lumbar stenosis"; empty if there is none."""
    row = load_reference().conditions.get(assessment.picture or "")
    return say("picture of {condition}").format(condition=say(row.picture.phrase)) if row and row.picture else ""


def _picture_sentence(assessment: Outline) -> str:
    phrase = picture_phrase(assessment)
    return f"{heading(phrase)}." if phrase else ""


def _ranking_sentence(assessment: Outline) -> str:
    """What the program found, in one sentence."""
    if assessment.ranking_withheld:
        return say(RANKING_WITHHELD[assessment.ranking_withheld])
    if assessment.statement in STATEMENTS_WITHOUT_CAUSE or not assessment.candidates:
        return say(STATEMENTS_WITHOUT_CAUSE.get(assessment.statement, STATEMENTS_WITHOUT_CAUSE["not_enough_examined"]))
    if assessment.held_back:
        first = assessment.candidates[0]
        sentence = say(HELD_BACK[assessment.held_back][0])
        return sentence.format(lesion=heading(lesion_phrase(first.cause, first.side)))
    undecided = undecided_causes(assessment)
    if undecided:
        return say("The findings cannot distinguish {causes}.").format(causes=set_apart(*undecided))
    first = assessment.candidates[0]
    if first.roots:
        return _roots_sentence(assessment)
    sentence = say("The findings fit {lesion} best, rather than a root lesion.")
    return sentence.format(lesion=lesion_phrase(first.cause, first.side))


def _roots_sentence(assessment: Outline) -> str:
    """Roots: "The findings fit left L5 radiculopathy (root lesion) best, perhaps with S1.", and what is open."""
    first, group = assessment.candidates[0], named_group(assessment)
    deficit = has_deficit(assessment, first.side)
    disease = root_disease((group.root,) if group else first.roots, first.side, deficit=deficit)
    if deficit:
        fits = with_perhaps(say("The findings fit {disease} best").format(disease=disease), group)
        return f"{_with_rival(fits, assessment)}."
    fits = with_perhaps(say("The findings fit a picture of {disease} best").format(disease=disease), group)
    none = say("{fits} (no deficit found so far).") if is_so_far(assessment) else say("{fits} (no deficit found).")
    return none.format(fits=fits)


def _with_rival(fits: str, assessment: Outline) -> str:
    """What fits, and the cause that is open beside a named root: "...; polyneuropathy in both legs is not excluded"."""
    rival = open_rival(assessment)
    if rival is None:
        return fits
    return say("{fits}; {lesion} is not excluded").format(fits=fits, lesion=lesion_phrase(rival.cause, rival.side))


def has_deficit(assessment: Outline, side: str) -> bool:
    """Whether an objective deficit was found in the leg of a lesion, or in either leg of a lesion of both."""
    return any(leg in assessment.deficits for leg in SIDES if side in (leg, "both"))


def is_so_far(assessment: Outline) -> bool:
    """Whether it is only so far, as until each core test has a result."""
    return bool(assessment.not_examined)


def set_apart(first: Candidate, second: Candidate) -> str:
    """Two causes inside "distinguish ...": "L5 from S1 on the left", "a left L5 root lesion from no lesion"."""
    if NO_LESION in (first.cause, second.cause):
        lesion = second if first.cause == NO_LESION else first
        return say("{one} from {other}").format(
            one=lesion_phrase(lesion.cause, lesion.side), other=say(NO_LESION_WORDS)
        )
    if first.cause == second.cause:
        return from_one_in(first, second)
    return separation(first, second, "from")


def unexplained_sentence(assessment: Assessment) -> str:
    """What the leading cause, or either of the first two, does not explain well; empty if all is explained.

    "Also found, but not well explained by a left L5 root lesion: left knee extension 4." Where no single lesion fits:
    "The nearest would be a left L5 root lesion, which does not explain well: left knee extension 4."
    """
    if not assessment.unexplained:
        return ""
    leading = explaining(assessment.statement, assessment.candidates)[: 1 if assessment.held_back else None]
    causes = joined((lesion_phrase(cause.cause, cause.side) for cause in leading), "or")
    found = listed(found_phrases(assessment.unexplained))
    if assessment.statement == "fits_none":
        nearest = say("The nearest would be {causes}, which does not explain well: {findings}.")
        return nearest.format(causes=causes, findings=found)
    return say("Also found, but not well explained by {causes}: {findings}.").format(causes=causes, findings=found)


def fits_words(assessment: Outline) -> str:
    """Where the findings point: "left L5 fits best, perhaps with S1", "L5 or S1 on the left not yet distinguished"."""
    if assessment.held_back:
        first = assessment.candidates[0]
        ranks = say("{causes} rank first") if first.side == "both" else say("{causes} ranks first")
        return ranks.format(causes=cause_short(first.cause, first.side))
    undecided = undecided_causes(assessment)
    if undecided:
        return say("{causes} not yet distinguished").format(causes=separation(*undecided, "or"))
    if assessment.statement == "fits_none":
        return say("no single lesion fits")
    return best_fit(assessment, so_far=False) if assessment.candidates else ""


def best_fit(assessment: Outline, *, so_far: bool) -> str:
    """The first cause: "left L5 fits best", "left L5 radicular pain fits best so far, perhaps with S1"."""
    first, group = assessment.candidates[0], named_group(assessment)
    one = say(FITS_BEST[True, so_far])
    if not first.roots:
        return one.format(cause=cause_short(first.cause, first.side))
    roots = (group.root,) if group else first.roots
    if not has_deficit(assessment, first.side):
        return with_perhaps(one.format(cause=root_disease(roots, first.side, deficit=False)), group)
    named = cause_short(f"root.{'+'.join(roots)}", first.side)
    is_one = len(roots) < MORE_THAN_ONE and first.side != "both"
    fits = one.format(cause=named) if is_one else say(FITS_BEST[False, so_far]).format(causes=named)
    return with_perhaps(fits, group)


def lowered_words(alert: RaisedAlert, record: ExamRecord) -> str:
    """What is old: "deficit of the left leg (polio as a child); saddle numbness". Empty for an alert that counts."""
    if alert.lowered_from is None:
        return ""
    tests = [finding_of(path) for path in alert.because if test_of(path)]
    old_legs = {key.side for key in (FindingKey(*split_side(test)) for test in tests) if record.is_old(key)}
    said = {side: one_line(text) for side, text in record.presentation.old_deficit.items()}
    legs = [say(OLD_DEFICIT[side]).format(words=said[side]) for side in SIDES if side in old_legs]
    flags = [path for path in alert.because if record.is_long_standing(path.removeprefix(FLAG))]
    return joined((*legs, *map(path_label, flags)))


def alert_label(id: str, record: ExamRecord) -> str:
    """The headline of an alert; with its date where the earlier examination raises it."""
    row = load_reference().alerts[id]
    if row.dated and record.earlier:
        return say(row.dated).format(date=day_words(record.earlier.examined_at))
    return say(row.label)


def alerts_by_urgency(assessment: Outline) -> tuple[tuple[RaisedAlert, ...], ...]:
    """The alerts of each urgency that is raised, the most urgent first, before all the one whose action is first."""
    levels = ([alert for alert in assessment.alerts if alert.urgency == urgency] for urgency in URGENCIES)
    return tuple(tuple(sorted(level, key=lambda alert: alert.id != assessment.action)) for level in levels if level)


def _has_no_mri(record: ExamRecord) -> bool:
    return record.presentation.imaging_limits.get("mri_contraindicated") is True


def checks_to_do(row: Alert, record: ExamRecord) -> tuple[str, ...]:
    """What an alert asks for besides its action that the record does not have yet; of what it has in part, the rest."""
    return tuple(sentence for check in row.checks for sentence in _still_to_do(check, record))


def _still_to_do(check: Check, record: ExamRecord) -> Iterator[str]:
    missing = [known for known in check.known if not _is_known(known, record)]
    if len(missing) == len(check.known):
        yield say(check.do)
        return
    asked = [known for known in missing if test_of(known.split(" or ")[0]) is None]
    if asked:
        yield say("Still to ask: {questions}.").format(questions="; ".join(map(path_label, asked)))
    lacking = [path for known in missing if known not in asked for path in _lacking(known, record)]
    if lacking:
        yield say("Still to examine: {tests}.").format(tests=named_tests(lacking))


def _lacking(known: str, record: ExamRecord) -> list[str]:
    """The findings that are missing of a test; of one of two, of the one that was begun, or else of the first."""
    either = [keys_of(load_reference().tests[finding_of(path)]) for path in known.split(" or ")]
    keys = next((keys for keys in either if not record.findings.keys().isdisjoint(keys)), either[0])
    return [key.short_path for key in keys if key not in record.findings]


def _is_known(known: str, record: ExamRecord) -> bool:
    """Whether one of the paths has an answer, or a result on every side; a test that was refused was tried."""
    return any(_has_answer(path, record) for path in known.split(" or "))


def _has_answer(path: str, record: ExamRecord) -> bool:
    test = test_of(path)
    if test is None:
        return record.at(path) is not None
    return all(key in record.findings for key in keys_of(test))


def action_words(alert: RaisedAlert, record: ExamRecord) -> str:
    """What to do, and what the alert asks for that the record lacks; of what is old, only when it would count."""
    old = lowered_words(alert, record)
    if alert.lowered_from is None:
        row = load_reference().alerts[alert.id]
        action = [say(row.action)] if row.action else []
        instead = [say(NO_MRI)] if "MRI" in row.action and _has_no_mri(record) else []
        return " ".join((*action, *instead, *checks_to_do(row, record)))
    return say(KNOWN_AND_OLD[alert.lowered_from]).format(what=old)
