"""Mutants: copies of a module's syntax tree with one small fault each, as a programmer might make it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}
OPPOSITES = {"max": "min", "any": "all", "maximum": "minimum", "argmax": "argmin", "zeros": "ones", "exp": "log"}
OPPOSITES |= {other: one for one, other in OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: its function ("" outside of all functions), its line, the code before and after."""

    function: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def words(self) -> str:
        """The mutant in one line."""
        return f"{self.line} {self.function or 'module'}: {self.before} -> {self.after}"


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module. Annotations, docstrings, decorators and default values are left as they are."""
    tree = ast.parse(source)
    for function, statement in _statements(tree, ""):
        yield from _mutants_of_statement(tree, function, statement)


def _statements(parent: ast.AST, function: str) -> Iterator[tuple[str, ast.stmt]]:
    """The statements of a module by the function they run in; a class's own statements run in none."""
    for node in getattr(parent, "body", []):
        if isinstance(node, ast.FunctionDef):
            name = f"{getattr(parent, 'name', '')}.{node.name}".removeprefix(".")
            yield from ((name, inner) for inner in node.body if not _is_docstring(inner))
        elif isinstance(node, ast.ClassDef):
            yield from _statements(node, function)
        elif (
            isinstance(parent, ast.Module) and isinstance(node, (ast.Assign, ast.AnnAssign)) and not _lists_names(node)
        ):
            yield "", node


def _lists_names(node: ast.Assign | ast.AnnAssign) -> bool:
    return ast.unparse(node).startswith("__all__")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _mutants_of_statement(tree: ast.Module, function: str, statement: ast.stmt) -> Iterator[Mutant]:
    for node in _walk(statement):
        before = ast.unparse(node)
        for changed in _changes(node):
            kept = copy.copy(node.__dict__), node.__class__
            node.__dict__ = {**node.__dict__, **changed.__dict__}
            object.__setattr__(node, "__class__", type(changed))
            after = ast.unparse(node)
            mutated = ast.fix_missing_locations(copy.deepcopy(tree))
            node.__dict__ = kept[0]
            object.__setattr__(node, "__class__", kept[1])
            yield Mutant(function, node.lineno, before, after, mutated)


def _walk(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """A node and those below it, except annotations."""
    if isinstance(node, (ast.expr, ast.stmt)):
        yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _walk(child)


def _changes(node: ast.expr | ast.stmt) -> Iterator[ast.AST]:
    """The replacements for a node; attributes that a change does not name are unchanged."""
    match node:
        case ast.Constant():
            yield from _other_constants(node.value)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            yield from _other_loops(node)
        case ast.If() | ast.IfExp() | ast.While():
            yield _with(node, test=_negated(node.test))
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Call(keywords=[_, *_]):
            for left_out in node.keywords:
                yield ast.Call(node.func, node.args, [one for one in node.keywords if one is not left_out])
        case ast.Name(id=name) if name in OPPOSITES:
            yield ast.Name(OPPOSITES[name], ast.Load())
        case ast.Attribute(attr=name) if name in OPPOSITES:
            yield ast.Attribute(node.value, OPPOSITES[name], ast.Load())
        case _:
            yield from _other_operators(node)


def _other_operators(node: ast.expr | ast.stmt) -> Iterator[ast.AST]:
    """A moved boundary, a difference instead of a sum, and the like."""
    match node:
        case ast.Compare(ops=[operator]):
            yield from (ast.Compare(node.left, [other()], node.comparators) for other in COMPARED[type(operator)])
        case ast.BinOp() if type(node.op) in CALCULATED:
            yield ast.BinOp(node.left, CALCULATED[type(node.op)](), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield copy.copy(node.operand)
        case ast.AugAssign() if type(node.op) in CALCULATED:
            yield ast.AugAssign(node.target, CALCULATED[type(node.op)](), node.value)


def _other_constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}")


def _other_loops(node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) -> Iterator[ast.AST]:
    """Each condition of the loops negated."""
    for loop in node.generators:
        for place in range(len(loop.ifs)):
            turned = [_negated(test) if at == place else test for at, test in enumerate(loop.ifs)]
            other = ast.comprehension(loop.target, loop.iter, turned, loop.is_async)
            generators = [other if one is loop else one for one in node.generators]
            yield _with(node, generators=generators)


def _with(node: ast.AST, **parts: object) -> ast.AST:
    """A copy of a node with these fields changed."""
    changed = copy.copy(node)
    vars(changed).update(parts)
    return changed


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)
