"""The audit on paper: the honest reading first, the curve drawn, the same bytes for the same counts."""

import base64
import re
from datetime import date

import page

from exam.domain.audit.counting import audit
from exam.domain.audit.report import report
from exam.printing.audit import audit_html, audit_pdf
from exam.printing.pictures import page_count
from tests.domain.audit.test_counting import L5, SAID

DAY = date(2026, 11, 29)


def report_of(count):
    return report(audit(count + 3, [(SAID, L5)] * count))


def curve_in(html):
    return base64.b64decode(re.search(r"data:image/svg\+xml;base64,([^\"]+)", html)[1]).decode()


def test_it_is_printed_as_the_same_bytes_each_time():
    pdf = audit_pdf(report_of(30), "a4", DAY, "Back clinic")
    assert pdf == audit_pdf(report_of(30), "a4", DAY, "Back clinic")
    assert page_count(pdf) == 2
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_the_curve_has_a_point_with_its_interval():
    svg = curve_in(audit_html(report_of(30), DAY))
    assert svg.count("<circle") == 1
    # 80 % was stated, and all were right: at 46 + 0.8 * 240, at the top.
    assert '<circle cx="238.0" cy="12.0"' in svg


def test_what_it_is_of_comes_before_each_figure():
    html = audit_html(report_of(30), DAY, "Back & Leg")
    assert "<p>Printed 29 November 2026. The notes were written with reference 2026-11-21+abc.</p>" in html
    order = ["Back &amp; Leg", "33 examinations are signed", "With an outcome: 30.", "may differ", "<table"]
    places = [html.index(part) for part in order]
    assert places == sorted(places)


def test_with_few_outcomes_it_has_no_table_and_no_curve():
    html = audit_html(report_of(5), DAY)
    assert "<table" not in html
    assert "<img" not in html
    assert "too few to say" in html
