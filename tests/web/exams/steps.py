"""Buttons, forms and addresses of the steps."""

import re

from tinyhtml5.parser import HTMLParser

from exam.steps.sequence import steps

PAGES = [step.slug for step in steps() if step.slug != "note"]
KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}
# What makes a form. A whole page takes twenty times as long to read.
FORMS = re.compile(r"</?(?:form|input|select|option)\b[^>]*>|<textarea\b[^>]*>.*?</textarea>", re.DOTALL)


def button(text, label):
    """The one button with this accessible name, as its attributes."""
    (found,) = re.findall(rf'<button ([^>]*aria-label="{re.escape(label)}"[^>]*)>', text)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found))


def form_with(text, path):
    """What the form with this typed field sends if nothing is typed, as a browser would send it."""
    page = list(HTMLParser(namespace_html_elements=False).parse("".join(FORMS.findall(text))).iter())
    field = next(one for one in page if one.get("name") == path and one.tag in ("input", "select", "textarea"))
    (controls,) = (found for form in page if form.tag == "form" and field in (found := _controls(form, page)))
    return dict(pair for control in controls for pair in _sent_by(control))


def _controls(form, page):
    """A control may lie in one form and belong to another."""
    inside = [control for control in form.iter() if control.get("form") is None]
    return [
        *inside,
        *(control for control in page if control.get("form") is not None and control.get("form") == form.get("id")),
    ]


def _sent_by(control):
    name = control.get("name")
    if control.tag == "textarea":
        # Browsers end lines so.
        yield name, (control.text or "").replace("\n", "\r\n")
    elif control.tag == "select":
        yield name, next(option.get("value") for option in control.iter("option") if "selected" in option.attrib)
    elif control.tag == "input" and (control.get("type") != "radio" or "checked" in control.attrib):
        yield name, control.get("value")
