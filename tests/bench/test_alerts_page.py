"""The page of the alerts says what the rows say."""

from bench.alerts_page import PAGE, page
from reference import load_reference


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m bench.alerts_page"


def test_every_alert_is_on_it_with_its_rule_its_action_and_its_reason():
    written = page()
    for row in load_reference().alerts.values():
        section = written.partition(f"\n`{row.id}`")[2].partition("\n### ")[0]
        assert "- Raised by: " in section, row.id
        assert row.action in section, row.id
        assert row.why in section, row.id
        assert all(check.do in section for check in row.checks), row.id


def test_no_path_of_the_record_is_left_in_it():
    assert not any(
        word in page() for word in ("red_flags.", "presentation.", "findings.", "patterns.", "alerts."[:-1] + ".c")
    )
