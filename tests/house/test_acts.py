"""Every act that the program writes into the audit trail is one that a test expects there, in the same words."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What is given as an act and is no word: the kind of a revision, and a refusal with the word that it was made with.
OTHERWISE = {"entry['origin']", "refused.act"}
OF_A_LOG = {"all_normal", "created", "derived", "tapped", "undo"}
# The list of a supervisor names no reading: each note is opened by itself.
NOT_EXPECTED = {"saw the list as supervisor"}


def parsed(folders, having=""):
    """The modules of some folders with a text in them, by their names."""
    for file in sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if having in text and file != Path(__file__):
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), ast.parse(text)


class Acts:
    """The words that reach a parameter named `act`, of whichever function."""

    def __init__(self, modules):
        self.modules, self.takers, self.given = modules, {}, []
        for module, tree in modules.items():
            for owner in ast.walk(tree):
                if isinstance(owner, ast.Module | ast.ClassDef):
                    self.add_takers(module, owner)
        for module, tree in modules.items():
            self.given += [(module, act) for call in ast.walk(tree) for act in self.acts_of(call)]

    def add_takers(self, module, owner):
        """At which place each function takes an act, and what it takes without one."""
        for made in (made for made in owner.body if isinstance(made, ast.FunctionDef)):
            names = [one.arg for one in made.args.args]
            if "act" in names:
                is_method, place = isinstance(owner, ast.ClassDef), names.index("act")
                name = owner.name if made.name == "__init__" else made.name
                self.takers[name, is_method] = place - is_method
                usual = (
                    made.args.defaults[place - len(names) :] if place >= len(names) - len(made.args.defaults) else []
                )
                self.given += [(module, usual[0])] if usual else []

    def acts_of(self, call):
        """What a call gives as an act."""
        if isinstance(call, ast.Call):
            is_method = isinstance(call.func, ast.Attribute)
            name = call.func.attr if is_method else getattr(call.func, "id", "")
            place = self.takers.get((name, is_method or name[:1].isupper()))
            if place is not None:
                yield from call.args[place : place + 1]
                yield from (one.value for one in call.keywords if one.arg == "act")

    def words(self, module, found):
        """Every text that an expression may be; none where it is the act that the function itself was given."""
        if isinstance(found, ast.Constant):
            return {found.value}
        inner = []
        if isinstance(found, ast.Name):
            inner = self.assigned(module, found.id)
        elif isinstance(found, ast.Call):
            inner = found.args[:1] if getattr(found.func, "id", "") == "mark" else [getattr(found.func, "value", None)]
        elif isinstance(found, ast.IfExp):
            inner = [found.body, found.orelse]
        elif isinstance(found, ast.Subscript):
            inner = [found.value]
        elif isinstance(found, ast.Dict | ast.Tuple):
            inner = getattr(found, "values", None) or found.elts
        return {word for one in inner for word in self.words(*(one if isinstance(one, tuple) else (module, one)))}

    def assigned(self, module, name):
        """What is assigned to a name in a module, or in the one that it is imported from, with that module."""
        for node in ast.walk(self.modules.get(module, ast.Module([], []))):
            if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
                yield from self.assigned(node.module, name)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                (target,) = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [getattr(one, "id", "") for one in getattr(target, "elts", [target])]
                if name in names:
                    is_pair = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    yield module, node.value.elts[names.index(name)] if is_pair else node.value


def found_in(modules):
    """The words of every act, and what is given as an act and is no word."""
    acts = Acts(modules)
    found = [(ast.unparse(act), acts.words(module, act)) for module, act in acts.given]
    return set().union(*(words for _, words in found)), {text for text, words in found if not words} - {"act"}


def test_every_act_is_expected_by_a_test():
    acts, otherwise = found_in(dict(parsed(["exam/store", "exam/web"], "trail")))
    assert otherwise == OTHERWISE
    assert len(acts) > 90
    trees = [tree for _, tree in parsed(["tests"], "trail")]
    said = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert (acts | OF_A_LOG) - said == NOT_EXPECTED


def test_an_act_is_found_however_it_is_given():
    text = """
NAMED, BY = mark("one"), {"x": (mark("two"), "three")}
def mine(connection, act="four"):
    wrote(connection, act, table)
def theirs(many):
    name, other = BY[many]
    act = mark("five") if many else "six"
    mine(connection, act)
    self.trail.note(NAMED)
    wrote(connection, name)
    wrote(connection, unknown)
def wrote(connection, act): ...
class Trail:
    def note(self, act): ...
"""
    acts, otherwise = found_in({"m": ast.parse(text)})
    assert acts == {"one", "two", "three", "four", "five", "six"}
    assert otherwise == {"unknown"}
