"""Reads the findings back from the shorthand and the letter: by the tables alone, with none of the code that writes."""

import re
import tomllib
from pathlib import Path

DATA = Path(__file__).parents[4] / "reference" / "data"
TABLES = {name: tomllib.loads((DATA / f"{name}.toml").read_text("utf-8")) for name in ("tests", "families", "scales")}
TESTS = {row["id"]: row for row in TABLES["tests"]["test"]}
FAMILIES = {row["id"]: row for row in TABLES["families"]["family"]}
SCALES = {row["id"]: row for row in TABLES["scales"]["scale"]}
AREAS = ("L2", "L3", "L4", "L5", "S1", "S2")
REASONS = {
    "pain": "pain",
    "declined": "declined",
    "amputation": "amputation",
    "cast or dressing": "cast_or_dressing",
    "cannot cooperate": "cannot_cooperate",
    "another reason": "other",
}
REFUSED = re.compile(r"could not be tested \((.+?)\)")
LIMITED = " (limited by pain)"
SIDED = re.compile(r"(?:^|, )((?:right and left|right|left)) ")


def is_of_leg(row):
    return row.get("sided", True) and FAMILIES[row["id"].split(".")[0]].get("deficit", False)


def is_modality(id):
    return "modality" in FAMILIES[id.split(".")[0]]


class Reader:
    """Reads one text; `full` where tests have their whole names, as in the letter."""

    def __init__(self, *, full):
        self.full = full
        self.names = {self.name(row).lower(): id for id, row in TESTS.items() if not is_modality(id)}
        self.modalities = {
            row["modality"] if full else row["short"]: id for id, row in FAMILIES.items() if "modality" in row
        }
        self.found = {}

    def name(self, row):
        return row["label"] if self.full else row.get("short", row["label"])

    def put(self, test, side, value):
        assert (test, side) not in self.found, (test, side)
        self.found[test, side] = value

    def read(self, text):
        """Every finding of a text, by test and side; a refused test has ("refused", reason)."""
        for side in ("right", "left"):
            lead = f"Abnormal in the {side} leg: " if self.full else f"^{side.title()}: "
            for clauses in re.findall(rf"{lead}([^.]*)\.", text, re.MULTILINE):
                self.leg(side, clauses.split("; "))
        # In the letter, a measurement within its limit is apart from what is abnormal.
        for title in {row["title"] for row in FAMILIES.values() if not row.get("history")} | {"Measured"}:
            for words in re.findall(rf"(?:^|\. ){title}: ([^.]*)\.", text, re.MULTILINE):
                for part in words.split("; "):
                    self.other(part)
        return self.found

    def leg(self, side, clauses):
        for clause in clauses:
            if clause in ("as right", "otherwise as right"):
                continue
            self.clause(side, clause)
        if {"as right", "otherwise as right"} & set(clauses):
            normal = {test for (test, of), value in self.found.items() if of == "right" and is_normal(test, value)}
            for test in normal - {test for test, of in self.found if of == "left"}:
                self.put(test, "left", self.found[test, "right"])

    def clause(self, side, clause):
        refused = re.fullmatch(r"could not be tested \((.+?)\): (.+)", clause)
        if refused:
            for test in self.listed(refused[2]):
                self.put(test, side, ("refused", REASONS[refused[1]]))
        elif clause.startswith(("power of ", "power ")):
            self.strength(side, clause.removeprefix("power ").removeprefix("of "))
        elif clause.startswith(tuple(self.modalities)):
            self.skin(side, clause)
        else:
            names, value = self.split_value(clause.removeprefix("sensation of "))
            for test in self.listed(names):
                self.put(test, side, value_of(test, value))

    def strength(self, side, words):
        if words.startswith("5/5 "):
            for test in self.listed(words.removeprefix("5/5 ")):
                self.put(test, side, "5")
            return
        for one in words.split(", "):
            limited = one.endswith(LIMITED)
            name, grade = one.removesuffix(LIMITED).rsplit(" ", 1)
            self.put(self.names[name.lower()], side, ("limited", grade) if limited else grade)

    def skin(self, side, clause):
        word, value = next((w, v) for w, v in (("intact", 2), ("altered", 1), ("absent", 0)) if f" {w} " in clause)
        modalities, areas = clause.split(f" {word} ")
        for test in self.tests_of(modalities, areas.removeprefix("at ")):
            self.put(test, side, value)

    def tests_of(self, modalities, areas):
        spread = [area for part in areas.split(", ") for area in spread_out(part)]
        return [f"{self.modalities[name]}.{area}" for name in modalities.split(" and ") for area in spread]

    def listed(self, words):
        """The tests of "KE, knee and ankle jerks, LT and PP L3-S1, S2"."""
        for name in (name for name in self.names if ", " in name):
            words = re.sub(re.escape(name), name.replace(", ", ","), words, flags=re.IGNORECASE)
        tests, modalities = [], ""
        for part in words.split(", "):
            with_areas = re.fullmatch(r"(.+) ([LS]\d(?:-[LS]\d)?)", part)
            if with_areas and with_areas[1].split(" and ")[0] in self.modalities:
                modalities = with_areas[1]
                tests += self.tests_of(modalities, with_areas[2])
            elif re.fullmatch(r"[LS]\d(?:-[LS]\d)?", part):
                tests += self.tests_of(modalities, part)
            elif part == "knee and ankle jerks":
                tests += ["reflexes.patellar", "reflexes.achilles"]
            else:
                whole = part.replace(",", ", ")
                names = [whole] if whole.lower() in self.names else whole.split(" and ")
                tests += [self.names[name.lower()] for name in names]
        return tests

    def split_value(self, clause):
        """ "knee and ankle jerks 2+" and "heel walk weak": the names, and what comes after them."""
        for at in [match.start() for match in re.finditer(" ", clause)]:
            try:
                self.listed(clause[:at])
            except KeyError:
                continue
            best = at
        return clause[:best], clause[best + 1 :]

    def other(self, part):
        """ "SLR right negative, left positive"; "anal tone normal"; "plantar, clonus right and left absent"."""
        match = re.search(r"(.+?) (?=(?:right and left|right|left) )", part)
        if match is None:
            names, value = self.split_value(part)
            for test in self.listed(names):
                self.put(test, None, value_of(test, value))
            return
        pieces = SIDED.split(part[match.end() :])[1:]
        for test in self.listed(match[1]):
            for sides, value in zip(pieces[::2], pieces[1::2], strict=True):
                for side in sides.split(" and "):
                    self.put(test, side, value_of(test, value))


def spread_out(part):
    first, _, last = part.partition("-")
    return AREAS[AREAS.index(first) : AREAS.index(last or first) + 1]


def is_normal(test, value):
    return any(g["value"] == value and g["level"] == "normal" for g in SCALES[TESTS[test]["scale"]].get("grades", ()))


def value_of(test, words):
    refused = REFUSED.fullmatch(words)
    if refused:
        return ("refused", REASONS[refused[1]])
    scale = SCALES[TESTS[test]["scale"]]
    if "grades" not in scale:
        return int(words.removesuffix(f" {scale['unit']}"))
    if scale["id"] == "reflex" and words[0].isdigit():
        return int(words[0])
    known = {grade["label"].lower(): grade["value"] for grade in scale["grades"]}
    return known[words]
