"""Write the note of an examination: the record and its assessment in the words of the note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from exam.domain.language import say
from exam.domain.leg_chart.state import leg_chart
from exam.domain.note.compared import compared_lines, compared_title
from exam.domain.note.conclusion import impression_lines, plan_lines
from exam.domain.note.findings import also_normal, finding_tables, stated_normal_sentence
from exam.domain.note.headings import LABELS, NOTHING_ASKED, OF_WHAT_WAS_ASKED, TITLE, said_words
from exam.domain.note.history import (
    Line,
    age_and_sex,
    comment_lines,
    complaint,
    complaint_lines,
    filled,
    red_flag_lines,
)
from exam.domain.note.life import ONLY_VERSION, Life
from exam.domain.note.note import LIMITS, AlertGroup, Note, NoteStudy
from exam.domain.note.parts.alerts import alert_groups
from exam.domain.note.parts.conditions import condition_lines
from exam.domain.note.parts.contradictory import contradictory_lines
from exam.domain.note.parts.missing import emergency_tests_sentence, not_examined_sentence, refused_sentences
from exam.domain.note.parts.short import do_now, impression_line, phoned_line, plan_line, suggested_line
from exam.domain.note.parts.sources import Cite, Cited
from exam.domain.note.program import Program, program_part
from exam.domain.note.signature import Addition, Signed
from exam.domain.reasoning.conclusions import Assessment, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import facts_line
from exam.domain.words.reasons import also_found
from exam.domain.words.regulatory_status import Service, regulatory_words
from exam.domain.words.statements import (
    LEANINGS,
    TOWARDS,
    statement_sentence,
)
from exam.domain.words.studies import caution_words, is_later, study_heading, withheld_sentences
from exam.domain.words.values import moment, one_line
from reference import load_reference

MOST_FACTS = 2
"""Of an alert or a study: what they rest on."""


class Argued(TypedDict):
    """The parts of a note that cite sources, and what belongs to them."""

    program: Program
    imaging: tuple[NoteStudy, ...]
    other_tests: tuple[NoteStudy, ...]
    alerts: tuple[AlertGroup, ...]
    withheld: tuple[str, ...]
    knee_or_spine: str
    pointers: tuple[Line, ...]
    conditions: tuple[Line, ...]


class First(TypedDict):
    """What comes first, and the part of it that the other texts have too."""

    short: tuple[Line, ...]
    contradictory: tuple[Line, ...]


class Framed(TypedDict):
    """What every note says at its beginning and end, and its headings and labels."""

    title: str
    limits: str
    words: dict[str, str]


def write_note(
    record: ExamRecord,
    assessment: Assessment,
    *,
    signature: Signed | None = None,
    addenda: Sequence[Addition] = (),
    clinic: str = "",
    life: Life = ONLY_VERSION,
) -> Note:
    """The note of one examination. Without a signature it is a draft. `clinic` is its name and address, if set."""
    cited = Cited()
    _argued(record, assessment, cited.collect)  # to find what is cited, so that the sources can be numbered
    tables = finding_tables(record, _alarming(assessment))
    return Note(
        reference=record.patient.reference,
        patient=_patient(record),
        signature=_signature_in_local_time(signature, record),
        impression=impression_lines(record),
        plan=plan_lines(record),
        complaint=complaint_lines(record),
        red_flags=red_flag_lines(record),
        tables=tables,
        also_normal=also_normal(record, tables),
        could_not_be_tested=refused_sentences(record),
        not_examined=_not_examined(record, assessment),
        stated_normal=stated_normal_sentence(record),
        compared_title=compared_title(record),
        compared=compared_lines(record),
        chart=leg_chart(record),
        training=record.training is not None,
        comments=comment_lines(record),
        examiner=_examiner(record),
        addenda=tuple(replace(addition, at=_in_local_time(addition.at, record)) for addition in addenda),
        clinic=one_line(clinic),
        life=_life_in_local_time(life, record),
        sources=cited.listed(),
        **_first(record, assessment),
        **_framed(record),
        **_argued(record, assessment, cited.cite),
    )


def limits_words(service: Service | None) -> str:
    """What every note says of its limits, in a clinic that put Dermyo into service or elsewhere."""
    return f"{say(LIMITS)} {regulatory_words(service)}"


def _framed(record: ExamRecord) -> Framed:
    words = said_words() | (dict.fromkeys(OF_WHAT_WAS_ASKED, say(NOTHING_ASKED)) if record.is_empty else {})
    return {"title": say(TITLE), "limits": limits_words(None), "words": words}


def _argued(record: ExamRecord, assessment: Assessment, cite: Cite) -> Argued:
    """The parts of the note that cite sources, in their order."""
    asked = assessment.knee_or_spine.asked
    cite_unhurried = cite if assessment.urgency != "emergency" else _uncited
    return {
        "program": program_part(assessment, record, cite),
        "imaging": tuple(_study(study, record, assessment, cite) for study in assessment.imaging),
        "other_tests": tuple(_study(test, record, assessment, cite) for test in assessment.other_tests),
        "alerts": alert_groups(assessment, record, cite),
        "withheld": withheld_sentences(assessment.withheld_imaging),
        "knee_or_spine": say(LEANINGS[assessment.knee_or_spine.leaning]) if asked else "",
        "pointers": _pointers(assessment, cite_unhurried) if asked else (),
        "conditions": condition_lines(assessment, cite_unhurried),
    }


def _uncited(_sources: Iterable[str]) -> str:
    """In an emergency the page has neither pointers nor conditions, so that none of their sources has a number."""
    return ""


def _first(record: ExamRecord, assessment: Assessment) -> First:
    contradictory = contradictory_lines(record, assessment)
    return {"short": _short(record, assessment, contradictory), "contradictory": contradictory}


def _short(record: ExamRecord, assessment: Assessment, contradictory: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that come first."""
    leaning = say(LEANINGS[assessment.knee_or_spine.leaning]) if assessment.knee_or_spine.asked else ""
    found = (statement_sentence(assessment), also_found(assessment, record), leaning)
    missed = refused_sentences(record)
    return filled(
        (
            *do_now(assessment, record),
            phoned_line(record),
            *contradictory,
            impression_line(record),
            Line(say(LABELS["fits"]), " ".join(part for part in found if part)),
            plan_line(record),
            suggested_line(assessment),
            Line(say(LABELS["not_examined"]), _not_examined(record, assessment)),
            Line(say(LABELS["could_not_be_tested"]), f"{missed}." if missed else ""),
        )
    )


def _not_examined(record: ExamRecord, assessment: Assessment) -> str:
    core = not_examined_sentence(record, assessment.not_examined)
    return f"{core} {emergency_tests_sentence(record, assessment)}".rstrip()


def _alarming(assessment: Assessment) -> set[str]:
    """What the alerts above "to note" rest on."""
    raised = [alert for alert in assessment.alerts if alert.urgency != "routine"]
    return {path for alert in raised for path in alert.because}


def _in_local_time(when: datetime, record: ExamRecord) -> datetime:
    """The same instant by the clock of the examination, so that two times on one note can be compared."""
    return when.astimezone(datetime.fromisoformat(record.examined_at).tzinfo) if record.examined_at else when


def _signature_in_local_time(signature: Signed | None, record: ExamRecord) -> Signed | None:
    return signature and replace(signature, when=_in_local_time(signature.when, record))


def _life_in_local_time(life: Life, record: ExamRecord) -> Life:
    old, void = life.replaces, life.void
    return replace(
        life,
        replaces=old and replace(old, when=_in_local_time(old.when, record)),
        void=void and replace(void, when=_in_local_time(void.when, record)),
    )


def _patient(record: ExamRecord) -> tuple[Line, ...]:
    missing = say("not recorded")
    when = moment(datetime.fromisoformat(record.examined_at)) if record.examined_at else say("time not recorded")
    return (
        Line(say("Patient reference"), record.patient.reference),
        Line(say("Age and sex"), ", ".join(age_and_sex(record.patient)) or missing),
        Line(say("Complaint"), complaint(record) or missing),
        Line(say("Examined"), when),
        Line(say("By"), ", ".join(line.text for line in _examiner(record)) or missing),
    )


def _examiner(record: ExamRecord) -> tuple[Line, ...]:
    given = {
        "name": record.examiner.name,
        "role": record.examiner.role,
        "registration": record.examiner.registration,
    }
    return tuple(Line(say(LABELS[id]), text) for id, text in given.items() if text)


def _study(study: Study | SuggestedTest, record: ExamRecord, assessment: Assessment, cite: Cite) -> NoteStudy:
    # Where the findings point is said at the top of the note.
    caution, cited = (study.caution, study.caution_sources) if isinstance(study, Study) else (None, ())
    return NoteStudy(
        heading=study_heading(study),
        purpose=say(study.purpose) if study.purpose else "",
        because=facts_line([one for one in study.because if not one.startswith("localisation.")], record, MOST_FACTS),
        sources=cite(study.sources),
        caution=caution_words(caution or ""),
        caution_sources=cite(cited),
        later=is_later(study, assessment.urgency),
    )


def _pointers(assessment: Assessment, cite: Cite) -> tuple[Line, ...]:
    """The items that point to the spine, and those that point to the knee or hip, the strongest first."""
    rows = load_reference().pointers
    lines = []
    for towards, head in TOWARDS.items():
        pointers = [pointer for pointer in assessment.knee_or_spine.reasons if pointer.towards == towards]
        text = " ".join(say(rows[pointer.id].sentence) for pointer in pointers)
        cited = cite(source for pointer in pointers for source in pointer.sources)
        lines.append(Line(say(head), f"{text} {cited}".strip()))
    return filled(lines)
