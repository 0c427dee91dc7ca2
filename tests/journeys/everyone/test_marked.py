"""What is wrong in a form looks like it wherever it stands, and the sign at the top keeps its size."""

import pytest

pytestmark = pytest.mark.browser

FAULTS = """main => {
  const looks = [];
  for (const place of [main.querySelector(".field"), main]) {
    const fault = document.createElement("p");
    fault.className = "fault";
    place.append(fault);
    const { color, backgroundColor, borderLeft } = getComputedStyle(fault);
    looks.push([color, backgroundColor, borderLeft]);
  }
  return looks;
}"""
ONE_MORE = """nav => {
  const link = document.createElement("a");
  link.textContent = "12 emergency accesses of colleagues";
  nav.append(link);
}"""


@pytest.mark.long
def test_a_fault_below_a_field_looks_like_one_in_a_field(tablet):
    tablet.goto("/exams")
    in_a_field, elsewhere = tablet.locator("main").evaluate(FAULTS)
    assert elsewhere == in_a_field


@pytest.mark.long
def test_the_sign_keeps_its_size_beside_more_links(tablet):
    tablet.goto("/exams")
    sign = tablet.locator(".wordmark svg")
    size = sign.bounding_box()
    tablet.locator(".site-nav").evaluate(ONE_MORE)
    more = sign.bounding_box()
    assert (more["width"], more["height"]) == (size["width"], size["height"])
