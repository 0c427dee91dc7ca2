"""The alerts over the published cases."""

import json
from pathlib import Path

from exam.domain.reasoning.alerts.raised import raised_alerts, urgency_of
from exam.domain.reasoning.facts import facts_of
from exam.domain.record.reading import read_record

CASES = Path(__file__).parents[3] / "cases"


def published_cases():
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("case-*.json"))]


def test_no_published_emergency_is_missed_and_few_others_are_called_one():
    urgent = {
        case["id"]: urgency_of(raised_alerts(facts_of(read_record(case["record"])))) for case in published_cases()
    }
    emergencies = {case["id"] for case in published_cases() if case["expected"]["emergency"]}
    called = {case for case, urgency in urgent.items() if urgency == "emergency"}
    assert emergencies
    assert emergencies <= called
    assert len(called - emergencies) * 10 <= len(urgent) - len(emergencies)
