"""Reads the findings back from the whole note, as text and as the page: by the tables alone."""

import html
import re

from tests.domain.note.brief.reading import FAMILIES, REASONS, SCALES, TESTS

SHORT_REASONS = {"cast/dressing": "cast_or_dressing", "cooperation": "cannot_cooperate", "other reason": "other"}
MODALITIES = {row["modality"] for row in FAMILIES.values() if "modality" in row}
SIDES = ("right", "left")
FOLDED = r"Also examined, normal:(?:</b>)? ([^\n<]*)\."


def tests_of(title, scale, label):
    """The tests of a row: one, or one for each modality that the title or the scale names."""
    name, _, modality = title.rpartition(", ")
    if modality not in MODALITIES:
        name, modality = title, ""
    both = scale.partition(":")[0].split(" / ") if " / " in scale.partition(":")[0] else []
    wanted = [modality] if modality else both
    rows = [row for row in TESTS.values() if row["label"] == label]
    of_title = [row["id"] for row in rows if FAMILIES[row["id"].split(".")[0]]["title"] == name]
    if not wanted:
        return of_title
    by_modality = {FAMILIES[id.split(".")[0]]["modality"]: id for id in of_title}
    return [by_modality[one] for one in wanted]


def read_text(text):
    """Every finding of the whole note as text."""
    found, title, scale = {}, "", ""
    part = text.split("\nFINDINGS\n")[1].split("\n\n")[0] if "\nFINDINGS\n" in text else ""
    for line in part.splitlines():
        if line.startswith("- "):
            label, _, cells = line.removeprefix("- ").partition(": ")
            sided = re.fullmatch(r"Right (.*); Left (.*)", cells)
            put(found, tests_of(title, scale, label), sided.groups() if sided else (cells,))
        elif not line.startswith("  "):
            title, _, scale = line.partition(": ")
    return found | folded(part)


def read_page(page):
    """Every finding of the page, which is printed and shown: and its rows as a reader meets them."""
    found, rows, title, scale = {}, [], "", ""
    table = page.partition('<table class="note-table">')[2].partition("</table>")[0]
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
        part = re.search(r"<b>(.*?)</b>(?: <span[^>]*>(.*?)</span>)?", row)
        if part:
            title, scale = html.unescape(part[1]), html.unescape(part[2] or "")
        label = re.search(r'<th scope="row">(.*?)</th>', row)
        if label:
            cells = [html.unescape(re.sub("<.*?>", "", cell)) for cell in re.findall(r"<td.*?>(.*?)</td>", row)]
            put(found, tests_of(title, scale, html.unescape(label[1])), cells)
            rows.append((html.unescape(label[1]), *cells))
    return found | folded(html.unescape(page)), rows


def put(found, tests, cells):
    for side, cell in zip(SIDES if len(cells) > 1 else (None,), cells, strict=True):
        words = cell.split(" / ") if " / " in cell else [cell] * len(tests)
        for test, word in zip(tests, words, strict=True):
            value = value_of(test, word.strip())
            if value is not None:
                assert (test, side) not in found
                found[test, side] = value


def value_of(test, word):
    """A result as the text or the page writes it; None where it was not examined."""
    if word in ("-", "not examined"):
        return None
    refused = re.fullmatch(r"could not be tested \((.*)\)|NT: (.*)", word)
    if refused:
        reason = refused[1] or refused[2]
        return ("refused", REASONS.get(reason) or SHORT_REASONS.get(reason, reason))
    limited = re.fullmatch(r"(\S+) \((?:limited by pain|pain-limited)\)", word)
    if limited:
        return ("limited", limited[1])
    scale = SCALES[TESTS[test]["scale"]]
    if "grades" not in scale:
        return int(word.removesuffix(f" {scale['unit']}"))
    for grade in scale["grades"]:
        value, label = str(grade["value"]), grade["label"].lower()
        if word in (value, label, f"{value} {label}"):
            return grade["value"]
    raise KeyError(word)


def folded(text):
    """What was normal and is not of the core, in one line: "Right and left hip flexion 5; left slump test negative"."""
    found = {}
    for words in re.findall(FOLDED, text):
        for phrase in words.split("; "):
            sided = re.fullmatch(r"(right and left|right|left) (.*)", phrase, re.IGNORECASE)
            sides, rest = (sided[1].lower().split(" and "), sided[2]) if sided else ([None], phrase)
            tests, value = named_with_value(rest)
            found |= {(test, side): value_of(test, value) for test in tests for side in sides}
    return found


def named_with_value(words):
    for space in re.finditer(" ", words):
        tests = named(words[: space.start()])
        try:
            value = words[space.end() :]
            if tests and all(value_of(test, value) is not None for test in tests):
                return tests, value
        except (KeyError, ValueError):
            continue
    raise KeyError(words)


def named(words):
    """Tests by their labels, areas with their modalities: "L2 and S2 light touch and pinprick"; none if unknown."""
    modalities = re.search(r" ((?:light touch|pinprick)(?: and (?:light touch|pinprick))?)$", words)
    if modalities and re.match(r"[LS]\d", words):
        return known(words[: modalities.start()], modalities[1].split(" and "))
    # The skin of a single nerve is called by its place, and what is tested there.
    return known(words.removesuffix(" sensation"), [""])


def known(names, modalities):
    for name in (row["label"].lower() for row in TESTS.values() if ", " in row["label"]):
        names = names.replace(name, name.replace(", ", ","))
    by_label = {
        (row["label"].lower().replace(", ", ","), FAMILIES[id.split(".")[0]].get("modality", "")): id
        for id, row in TESTS.items()
    }
    tests = [by_label.get((name.lower(), one)) for one in modalities for name in re.split(r", | and ", names)]
    return tests if all(tests) else []
