"""Rules for every response: a test client that reads each page any test fetches and fails where it breaks a rule.

Valid HTML, one title, one h1, unique ids, references that lead somewhere, every control named, nothing inline but a
sheet that the headers allow by its hash, every form with its token, every typed field with what it was, every header,
and no patient in an address.
"""

import base64
import re
from collections import Counter
from hashlib import sha256

from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.reading_pages import read_page

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Vary": "HX-Request",
}
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
CONTROLS = ("input", "select", "textarea")
# What a fragment that begins so needs around it to be read.
AROUND = {
    "tr": "<table><tbody>{}</tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
    "li": "<ul>{}</ul>",
}
PAGE = '<!doctype html><html lang="en"><head><title>A fragment</title></head><body><main>{}</main></body></html>'
# A patient reference for tests; it must never be in an address.
PATIENT = "Vesalius-1543"
# What is drawn anew for each page or examination: ids, and the token of forms. PATIENT is no part of any.
DRAWN = re.compile(
    r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9A-Za-z]{50,}\.[\w-]{6}\.[\w-]{27})\b"
)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
ALLOWED_STYLE = re.compile(r"'sha256-([^']+)'")
# The pages that had no fault, by their hash.
faultless = set()
# Of one address the gate reads so many different pages, and then one of so many.
FIRST, THEN = 4, 5
fetched = Counter()


PLAIN = 500
# Under it each request takes along who turned out to be signed in: the name, and the role in words.
SIGNED_IN = "dermyo.tests.signed_in"


class RuleClient(FlaskClient):
    """Checks the house rules on the pages that it fetches."""

    reads_all = True

    def open(self, *args, **kwargs):
        self.environ_base[SIGNED_IN] = []
        response = super().open(*args, **kwargs)
        faults = [*header_faults(response), *faults_of_who(response, response.request.environ.get(SIGNED_IN, []))]
        is_packed = "Content-Encoding" in response.headers
        if response.mimetype == "text/html" and not is_packed and not 300 <= response.status_code < 400:
            faults += faults_of_styles(response)
            faults += faults_of_new(response.text) if self.reads_all or is_to_be_read(response) else []
        assert not faults, f"{response.request.method} {response.request.path}:\n" + "\n".join(faults)
        return response


def is_to_be_read(response):
    """Whether a page is one of the first at its address, or one of several after them."""
    address = (response.request.method, with_drawn_numbered(response.request.path), response.status_code)
    fetched[address] += 1
    return fetched[address] <= FIRST or fetched[address] % THEN == 0


def header_faults(response):
    """A missing header, a page that a browser may keep, a patient in an address."""
    headers = response.headers
    yield from (f"no {name}" for name, part in HEADERS.items() if part not in headers.get(name, ""))
    if "unsafe" in headers.get("Content-Security-Policy", "") or "*" in headers.get("Content-Security-Policy", ""):
        yield "a loose Content-Security-Policy"
    if not response.request.path.startswith("/static/") and "no-store" not in headers.get("Cache-Control", ""):
        yield "may be cached"
    if PATIENT in headers.get("Location", "") + response.request.full_path:
        yield "a patient in an address"


def faults_of_styles(response):
    """A style element that the policy blocks, or a hash in the policy that is of none."""
    styles = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in STYLE.findall(response.text)]
    if styles != ALLOWED_STYLE.findall(response.headers.get("Content-Security-Policy", "")):
        yield "an inline style that is not the one that is allowed"


def faults_of_who(response, signed_in):
    """A whole page of somebody signed in without the person and the role in its head.

    A copy that stays on the tablet names nobody, and what is answered where all else fails asks for no account.
    """
    is_page = response.mimetype == "text/html" and "Content-Encoding" not in response.headers
    if not is_page or response.status_code >= PLAIN or response.request.path.endswith("/copy"):
        return
    head, begins, _ = response.text.partition("<main")
    said = head.partition('<span class="signed-in">')[2]
    for name, role in signed_in if begins else []:
        yield from (f"not in its head: {words}" for words in (name, role) if f">{escape(words)}</bdi>" not in said)


def with_drawn_numbered(text):
    """The text with each id and token that was drawn replaced by a number, the same by the same and others by others.

    No rule depends on more of one than which are equal.
    """
    numbers = {}
    return DRAWN.sub(lambda found: f"drawn{numbers.setdefault(found[0], len(numbers))}", text)


def faults_of_new(text):
    """Every fault of a text; none of one that had none before. Tests fetch the same pages again and again."""
    mark = sha256(with_drawn_numbered(text).encode()).digest()
    faults = [] if mark in faultless else list(html_faults(text))
    if not faults:
        faultless.add(mark)
    return faults


def html_faults(text):
    """Every fault of a whole page or of a fragment."""
    whole = text.lstrip()[:9].lower() == "<!doctype"
    root, faults = read_page(text if whole else PAGE.format(_around(text).format(text.strip())))
    yield from faults
    if root is None:
        return
    page = Page(root)
    if whole:
        yield from page.faults_of_whole()
        yield from page.faults_of_references()
    yield from page.faults_of_ids()
    yield from page.faults_of_typed()
    for element in page.elements:
        yield from faults_inline(element)
        yield from page.faults_of_control(element)


def _around(text):
    first = text.strip()[1:].replace(">", " ").split(maxsplit=1)[0] if text.strip() else ""
    return AROUND.get(first, "{}")


class Page:
    """The elements of a page, and what names what."""

    def __init__(self, root):
        self.elements = list(root.iter())
        self.by_id = {element.get("id"): element for element in self.elements if element.get("id")}
        self.parents = {child: parent for parent in self.elements for child in parent}

    def named(self, *tags):
        return [element for element in self.elements if element.tag in tags]

    def faults_of_whole(self):
        if not self.named("html")[0].get("lang"):
            yield "no language"
        if [bool(words(title).removesuffix("- Dermyo")) for title in self.named("title")] != [True]:
            yield "not one title"
        yield from (f"{len(self.named(tag))} {tag}" for tag in ("h1", "main") if len(self.named(tag)) != 1)

    def faults_of_ids(self):
        counts = Counter(element.get("id") for element in self.elements if "id" in element.attrib)
        yield from (f'id "{mark}" {n} times' for mark, n in counts.items() if n > 1 or not mark or " " in mark)

    def faults_of_references(self):
        for element in self.elements:
            marks = [mark for name in REFERRING for mark in element.get(name, "").split()]
            target = element.get("href", "")
            marks += [target[1:]] if len(target) > 1 and target.startswith("#") else []
            lost = [mark for mark in marks if mark not in self.by_id]
            yield from (f'{element.tag} refers to "{mark}", which is nowhere' for mark in lost)

    def faults_of_typed(self):
        """A typed field of an examination needs its text as it was shown, so that only what was changed is sent."""
        creating = {field for form in self.named("form") if has_field(form, "form_id") for field in form.iter()}
        names = {element.get("name") for element in self.elements}
        for field in self.named(*CONTROLS):
            name, kind = field.get("name", ""), field.get("type", "text")
            if "." in name and kind in ("text", "number") and field not in creating and f"was.{name}" not in names:
                yield f"{name} without what it was"

    def faults_of_control(self, element):
        if element.tag in CONTROLS and element.get("type") not in ("hidden", "submit") and not self.label_of(element):
            yield f"an unlabelled {element.tag} {element.attrib}"
        if element.tag == "textarea" and "maxlength" in element.attrib:
            yield "a textarea that cuts off what is pasted, and says nothing"
        if element.tag in ("button", "a", "summary") and not self.name_of(element):
            yield f"a nameless {element.tag} {element.attrib}"
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"a picture without alt {element.attrib}"
        if (
            element.tag == "form"
            and element.get("method", "").lower() == "post"
            and not has_field(element, "csrf_token")
        ):
            yield f"a form without its token {element.attrib}"

    def label_of(self, control):
        labels = [one for one in self.named("label") if one.get("for") and one.get("for") == control.get("id")]
        above = self.parents.get(control)
        while above is not None:
            labels += [above] if above.tag == "label" else []
            above = self.parents.get(above)
        return "".join(map(words, labels)) or self.attributed_name(control)

    def name_of(self, element):
        pictures = "".join(one.get("alt", "") for one in element.iter("img"))
        return self.attributed_name(element) or words(element) or pictures

    def attributed_name(self, element):
        marks = element.get("aria-labelledby", "").split()
        named_by = "".join(words(self.by_id[mark]) for mark in marks if mark in self.by_id)
        return element.get("aria-label", "").strip() or named_by


def faults_inline(element):
    """A script (not data), a handler or the style of one element in the page itself, which the policy blocks; a patient
    or a script in an address.
    """
    is_data = element.get("type") == "application/json"
    if element.tag == "script" and not element.get("src") and not is_data:
        yield "an inline script"
    for name, value in element.attrib.items():
        if name == "style" or name.startswith(("on", "hx-on")):
            yield f"{element.tag} with {name}"
        if name in ADDRESSES and (PATIENT in value or value.strip().lower().startswith("javascript:")):
            yield f"{element.tag} {name}={value}"


def has_field(form, name):
    """Whether a form brings a value under this name, as the token against forged requests."""
    return any(one.get("name") == name and one.get("value") for one in form.iter("input"))


def words(element):
    """The text in an element."""
    return " ".join("".join(element.itertext()).split())
