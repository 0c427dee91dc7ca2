"""Write the note of an examination: the record and its assessment in the words of the note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from exam.domain.leg_chart.state import leg_chart
from exam.domain.note.compared import compared_lines, compared_title
from exam.domain.note.conclusion import impression_lines, plan_lines
from exam.domain.note.conditions import condition_lines
from exam.domain.note.findings import (
    could_not_be_tested,
    finding_tables,
    not_examined_sentence,
    stated_normal_sentence,
)
from exam.domain.note.history import Line, comment_lines, complaint, complaint_lines, red_flag_lines
from exam.domain.note.life import ONLY_VERSION, Life
from exam.domain.note.note import AlertGroup, Note, NoteAlert, NoteStudy
from exam.domain.note.program import program_part
from exam.domain.note.signature import Addition, Signed
from exam.domain.reasoning.conclusions import Assessment, RaisedAlert, Study, SuggestedTest
from exam.domain.record.model import ExamRecord
from exam.domain.words.facts import facts_line
from exam.domain.words.grammar import heading
from exam.domain.words.sources import sources_line
from exam.domain.words.statements import (
    LEANINGS,
    TOWARDS,
    action_words,
    alert_label,
    alerts_by_urgency,
    fits_words,
)
from exam.domain.words.studies import is_later, study_heading, withheld_sentences
from exam.domain.words.values import NOT_ANSWERED, moment, one_line, review_words
from reference import load_reference

MOST_FACTS_OF_AN_ALERT = 3


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
    return Note(
        reference=record.patient.reference,
        patient=_patient(record),
        signature=replace(signature, when=_in_local_time(signature.when, record)) if signature else None,
        alerts=_alerts(assessment, record),
        impression=impression_lines(record),
        plan=plan_lines(record),
        complaint=complaint_lines(record),
        red_flags=red_flag_lines(record),
        tables=finding_tables(record),
        could_not_be_tested=heading("; ".join(could_not_be_tested(record))),
        not_examined=not_examined_sentence(record, assessment.not_examined),
        stated_normal=stated_normal_sentence(record),
        compared_title=compared_title(record),
        compared=compared_lines(record),
        chart=leg_chart(record),
        program=program_part(assessment, record),
        knee_or_spine=LEANINGS[assessment.knee_or_spine.leaning] if assessment.knee_or_spine.asked else "",
        pointers=_pointers(assessment) if assessment.knee_or_spine.asked else (),
        conditions=condition_lines(assessment),
        imaging=tuple(_study(study, record, assessment) for study in assessment.imaging),
        other_tests=tuple(_study(test, record, assessment) for test in assessment.other_tests),
        withheld=withheld_sentences(assessment.withheld_imaging),
        training=record.training is not None,
        comments=comment_lines(record),
        examiner=_examiner(record),
        addenda=tuple(replace(addition, at=_in_local_time(addition.at, record)) for addition in addenda),
        clinic=one_line(clinic),
        life=_life_in_local_time(life, record),
    )


def _in_local_time(when: datetime, record: ExamRecord) -> datetime:
    """The same instant by the clock of the examination, so that two times on one note can be compared."""
    return when.astimezone(datetime.fromisoformat(record.examined_at).tzinfo) if record.examined_at else when


def _life_in_local_time(life: Life, record: ExamRecord) -> Life:
    old, void = life.replaces, life.void
    return replace(
        life,
        replaces=old and replace(old, when=_in_local_time(old.when, record)),
        void=void and replace(void, when=_in_local_time(void.when, record)),
    )


def _patient(record: ExamRecord) -> tuple[Line, ...]:
    patient = record.patient
    about = [f"{patient.age} years" if patient.age is not None else "", patient.sex or ""]
    when = moment(datetime.fromisoformat(record.examined_at)) if record.examined_at else "time not recorded"
    return (
        Line("Patient reference", patient.reference),
        Line("Age and sex", ", ".join(part for part in about if part) or "not recorded"),
        Line("Complaint", complaint(record) or "not recorded"),
        Line("Examined", when),
        Line("By", ", ".join(line.text for line in _examiner(record)) or "not recorded"),
    )


def _examiner(record: ExamRecord) -> tuple[Line, ...]:
    given = {
        "Name": record.examiner.name,
        "Role": record.examiner.role,
        "Registration": record.examiner.registration,
    }
    return tuple(Line(head, text) for head, text in given.items() if text)


def _alerts(assessment: Assessment, record: ExamRecord) -> tuple[AlertGroup, ...]:
    """The alerts by urgency, the most urgent first. Above "to note", only the first of all says what to do.

    What is known and old always says so.
    """
    levels = alerts_by_urgency(assessment)
    first = levels[0][0].id if levels and levels[0][0].urgency != "routine" else None
    return tuple(
        AlertGroup(level[0].urgency, tuple(_alert(alert, record, acts=first in (None, alert.id)) for alert in level))
        for level in levels
    )


def _alert(alert: RaisedAlert, record: ExamRecord, *, acts: bool) -> NoteAlert:
    because = facts_line(alert.because, record, MOST_FACTS_OF_AN_ALERT)
    action = action_words(alert, record) if acts or alert.lowered_from else ""
    return NoteAlert(
        alert_label(alert.id, record), action, because, sources_line(alert.sources), _answer(alert, record)
    )


def _answer(alert: RaisedAlert, record: ExamRecord) -> str:
    if alert.answer:
        return review_words(alert.answer, record.examined_at)
    return NOT_ANSWERED if alert.urgency == "emergency" else ""


def _study(study: Study | SuggestedTest, record: ExamRecord, assessment: Assessment) -> NoteStudy:
    caution, cited = (study.caution, study.caution_sources) if isinstance(study, Study) else (None, ())
    return NoteStudy(
        heading=study_heading(study),
        purpose=study.purpose,
        because=facts_line(study.because, record, fits=fits_words(assessment)),
        sources=sources_line(study.sources),
        caution=caution or "",
        caution_sources=sources_line(cited),
        later=is_later(study, assessment.urgency),
    )


def _pointers(assessment: Assessment) -> tuple[Line, ...]:
    """The items that point to the spine, and those that point to the knee or hip, the strongest first."""
    rows = load_reference().pointers
    lines = []
    for towards, head in TOWARDS.items():
        pointers = [pointer for pointer in assessment.knee_or_spine.reasons if pointer.towards == towards]
        text = " ".join(rows[pointer.id].sentence for pointer in pointers)
        cited = sources_line(source for pointer in pointers for source in pointer.sources)
        lines.append(Line(head, f"{text} ({cited})" if pointers else ""))
    return tuple(line for line in lines if line.text)
