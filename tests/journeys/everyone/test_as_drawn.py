"""After a tap the page is what the server would draw now: a reply leaves nothing of what was there before."""

from itertools import pairwise

import pytest

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser

# Each piece of the page and of one that is fetched, without spaces between elements, what htmx notes, and what a closed
# fold keeps.
DIFFERENCES = """async () => {
  const words = (piece) => {
    const copy = piece.cloneNode(true);
    const apart = "noscript, template, [name=csrf_token], [name=seen_revision]";
    for (const one of copy.querySelectorAll(apart)) one.remove();
    for (const one of [copy, ...copy.querySelectorAll("*")]) {
      one.removeAttribute("data-htmx-powered");
      const names = one.getAttributeNames().sort();
      for (const [name, value] of names.map((name) => [name, one.getAttribute(name)])) {
        one.removeAttribute(name);
        one.setAttribute(name, value.trim());
      }
    }
    return copy.outerHTML.replace(/\\s+/g, " ").replace(/> | (?=<)/g, (space) => space.trim());
  };
  const text = await (await fetch(location.pathname)).text();
  const drawn = new DOMParser().parseFromString(text, "text/html");
  const pieces = ["patient", "undo", "stepper", "alerts", "section-head", "parts", "answers", "strip"];
  const both = pieces
    .filter((id) => document.getElementById(id))
    .map((id) => [document, drawn].map((page) => words(page.getElementById(id))));
  return both
    .filter(([here, there]) => here !== there)
    .map(([here, there]) => {
      const at = [...here].findIndex((one, place) => one !== there[place]);
      return [here, there].map((words) => words.slice(Math.max(at - 100, 0), at + 100));
    });
}"""

GRADE = "Right knee extension, grade {}"
TAPS = {
    "Strength": (
        # An emergency comes and goes; one answer has a button for pain below, the next has none.
        *(GRADE.format(grade) for grade in ("4", "3")),
        "Left knee extension, grade 4",
        "Left knee extension, grade 5",
        GRADE.format("5"),
        "Undo",
        "Rest normal: 6 core tests not yet examined, right and left",
        "Undo",
        GRADE.format("3"),
    ),
    "Reflexes": ("Right patellar reflex, grade 2 normal", *(2 * ("Right patellar reflex, grade 0 absent",)), "Undo"),
    "Red flags": ("Saddle numbness: new or worse", "Saddle numbness: long-standing, unchanged", "Undo"),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("step", TAPS)
def test_each_tap_leaves_the_page_as_the_server_would_draw_it(tablet, step):
    clinician = Clinician(tablet).has_begun()
    clinician.goes_to(step)
    for before, name in pairwise(("", *TAPS[step])):
        if name == before:
            clinician.takes_a_moment()
        clinician.taps_on(name)
        assert tablet.evaluate(DIFFERENCES) == []
