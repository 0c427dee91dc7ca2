"""What of a record belongs to this episode: without the deficits that are known and old.

Saddle, sphincter, pulse, fever and trunk findings always belong to it, and so does every answer about the course.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from exam.domain.record.model import ExamRecord, Finding, FindingKey, NotTested

OLD = NotTested("other")
"""In place of an old finding, which then is no fact, is not taken for normal, and is not suggested again."""


def of_this_episode(record: ExamRecord) -> ExamRecord:
    """The record without what is stated to be old: red flags that are long-standing, and the strength, reflexes, tone,
    clonus, plantar response, gait and wasting of a leg with a known old deficit.
    """
    if not record.red_flag_course and not record.presentation.old_deficit:
        return record
    flags = {name: answer for name, answer in record.red_flags.items() if not record.is_long_standing(name)}
    findings: dict[FindingKey, Finding] = {
        key: OLD if record.is_old(key) else found for key, found in record.findings.items()
    }
    if len(flags) == len(record.red_flags) and OLD not in findings.values():
        return record
    return replace(record, red_flags=MappingProxyType(flags), findings=MappingProxyType(findings))
