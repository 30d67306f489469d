"""Every sentence that the sources may tell of something wrong, read from the sources themselves: no code is run.

A value that is put into a sentence stands as `{name}` in it; where the sources choose between words, each choice is one
more sentence.
"""

from __future__ import annotations

import ast
import gc
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

__all__ = ["ROOT", "Raised", "raised", "remarked", "sentences"]

ROOT = Path(__file__).parents[2] / "src" / "portee"
BASES = {"PorteeError", "Wrong", "ValueError"}
FILE = "file of the scope"
READING = ("sources/", "offers/")
"""Where files are read, and remarks made on them."""
MOST = 40
"""Forms of one message."""
DEEPEST = 6
NO_NAMES = {"len", "str", "join", "self", "sorted", "float", "int", "min", "max", "repr", "sum", "get_args"}
"""What is called on a value, and does not name it."""
LIKE_A_SENTENCE = re.compile(r"^['A-Z{(«].*[a-z}')\d] .*[.?:]$|^['A-Z{].*[.?] ?$", re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[.?]) (?=['A-Z{(])")


@dataclass(frozen=True)
class Raised:
    """One message: file below `portee`, line, its text with `{name}` for each value."""

    file: str
    line: int
    text: str


@cache
def raised() -> tuple[Raised, ...]:
    """What and how to mend it, of every error that the sources make."""
    # Millions of nodes that all stay: to look for waste among them takes longer than to read them.
    waste_is_looked_for = gc.isenabled()
    gc.disable()
    try:
        return tuple(itertools.chain.from_iterable(_of_module(path, tree) for path, tree in _trees().items()))
    finally:
        if waste_is_looked_for:
            gc.enable()


@cache
def remarked() -> tuple[Raised, ...]:
    """What may be told of how a file was read: remarks, what was left out of it and why, what its check found."""
    rules = yaml.safe_load((ROOT / "sources/gtfs/rules.yaml").read_text(encoding="utf-8")).values()
    found = [
        Raised("sources/gtfs/rules.yaml", 1, str(rule[part])) for rule in rules for part in rule if part != "severity"
    ]
    for file, tree in _trees().items():
        if not file.startswith(READING):
            continue
        for top, names in _scopes(tree, {**_assigned(tree.body), FILE: [ast.Constant(file)]}):
            for node in _own(top):
                for part in _remarks(node):
                    for text in _texts(part, names, 0):
                        if text is not None and re.search("[a-z]{2}", re.sub(r"\{\w*\}", "", text)):
                            found.append(Raised(file, node.lineno, text))  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(found))


def _remarks(node: ast.AST) -> Sequence[ast.expr]:
    """What is told where a remark is kept or something is counted as left out."""
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return _listed(node.value) if any(_called(target) == "notes" for target in targets) else ()
    if not isinstance(node, ast.Call):
        return ()
    kept = [each for key in node.keywords if key.arg == "notes" for each in _listed(key.value)]
    match _called(node.func):
        case "Dropped":
            return [*node.args[:1], *node.args[2:3]]
        case "FieldError":
            return node.args[1:2]
        case "_lose":
            return node.args[:2]
        case "_note" | "note" | "see":
            return node.args[:1]
        case "drop":
            return node.args[1:3]
        case "dropped_with":
            return node.args[2:4]
        case "append" if isinstance(node.func, ast.Attribute) and _called(node.func.value) == "notes":
            return node.args[:1]
    return kept


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _listed(node: ast.expr) -> Sequence[ast.expr]:
    return node.elts if isinstance(node, (ast.List, ast.Tuple)) else ()


def sentences(text: str) -> list[str]:
    """The sentences of a message."""
    return [part for part in SENTENCE_END.split(text.strip()) if re.search(r"[A-Za-z]", re.sub(r"\{\w*\}", "", part))]


@cache
def _trees() -> Mapping[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    }  # fmt: skip


@cache
def _definitions() -> tuple[tuple[str, ast.ClassDef | ast.FunctionDef], ...]:
    """Classes and functions with their files: all that is looked for in every tree, in one walk."""
    return tuple(
        (file, node) for file, tree in _trees().items() for node in ast.walk(tree)
        if isinstance(node, (ast.ClassDef, ast.FunctionDef))
    )  # fmt: skip


@cache
def _errors() -> frozenset[str]:
    """Names of the classes of errors."""
    above = {
        (node.name, base.id) for _, node in _definitions() if isinstance(node, ast.ClassDef)
        for base in node.bases if isinstance(base, ast.Name)
    }  # fmt: skip
    known = set(BASES)
    while more := {name for name, base in above if base in known} - known:
        known |= more
    return frozenset(known)


@cache
def _functions() -> Mapping[str, Sequence[ast.FunctionDef]]:
    """Functions by name, those that begin with an underscore by the name of their module too."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for file, node in _definitions():
        if isinstance(node, ast.FunctionDef):
            own = f"{file} {node.name}" if node.name.startswith("_") else node.name
            found.setdefault(own, []).append(node)
    return found


def _of_module(file: str, tree: ast.Module) -> Iterator[Raised]:
    constants: dict[str, list[ast.expr]] = {**_assigned(tree.body), FILE: [ast.Constant(file)]}
    for top, names in _scopes(tree, constants):
        for node in _own(top):
            for part in _told(node):
                for text in _texts(part, names, 0):
                    if text is not None and LIKE_A_SENTENCE.match(text):
                        yield Raised(file, node.lineno, text)  # type: ignore[attr-defined]


def _told(node: ast.AST) -> Sequence[ast.expr]:
    """What is told where an error is made, or raised as a function makes it."""
    made = node.exc if isinstance(node, ast.Raise) else node
    if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name):
        return ()
    named = [key.value for key in made.keywords if key.arg in ("what", "mend")]
    if made.func.id in _errors():
        return () if made is not node else [*made.args[:2], *named]
    return [*made.args, *named] if made is not node else ()


def _scopes(
    tree: ast.Module, constants: Mapping[str, list[ast.expr]]
) -> Iterator[tuple[ast.AST, dict[str, list[ast.expr]]]]:
    yield tree, dict(constants)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node, {**constants, **_assigned(_own(node))}


@cache
def _own(top: ast.AST) -> Sequence[ast.AST]:
    """What is in a scope and in no function of it."""
    found, left = [], [top]
    while left:
        node = left.pop()
        if node is not top:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            found.append(node)
        left += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr_context)][::-1]
    return found


def _assigned(nodes: Sequence[ast.AST]) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for one, value in zip(target.elts, node.value.elts, strict=False):
                        if isinstance(one, ast.Name):
                            found.setdefault(one.id, []).append(value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and isinstance(node.target, ast.Name) and node.value:
            found.setdefault(node.target.id, []).append(node.value)
    return found


def _texts(node: ast.expr, names: Mapping[str, list[ast.expr]], depth: int) -> list[str | None]:
    """The texts that an expression may be; None stands for one that is not told by the sources."""
    if depth > DEEPEST:
        return [None]
    if isinstance(node, ast.Constant):
        return [node.value if isinstance(node.value, str) else None]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, names, depth + 1), *_texts(node.orelse, names, depth + 1)]
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _texts(value, names, depth + 1)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = [_texts(side, names, depth + 1) for side in (node.left, node.right)]
        # Two numbers that are added up are one value.
        if all(text is None for side in sides for text in side):
            return [None]
        return _joined([_part(node.left, names, depth), _part(node.right, names, depth)])
    if isinstance(node, ast.JoinedStr):
        return _joined([_part(value, names, depth) for value in node.values])
    if isinstance(node, ast.Name) and node.id in names:
        within = {name: values for name, values in names.items() if name != node.id}
        return [text for value in names[node.id] for text in _texts(value, within, depth + 1)]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        return [text for value in node.value.values for text in _texts(value, names, depth + 1)]
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("strip", "capitalize", "rstrip"):
            return _texts(node.func.value, names, depth + 1)
        if isinstance(node.func, ast.Name):
            file = names[FILE][0].value  # type: ignore[attr-defined]
            own = f"{file} {node.func.id}" if node.func.id.startswith("_") else node.func.id
            told = [
                text for made in _functions().get(own, ()) for one in _own(made)
                if isinstance(one, ast.Return) and one.value is not None
                for text in _texts(one.value, {**_assigned(_own(made)), FILE: names[FILE]}, depth + 1)
            ]  # fmt: skip
            # What has no words of its own, such as a time of day, is a value.
            return told if any(text is not None and " " in text for text in told) else [None]
    return [None]


def _part(node: ast.expr, names: Mapping[str, list[ast.expr]], depth: int) -> list[str]:
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    name = "{" + _name(inner) + "}"
    found = [name if text is None else text for text in _texts(inner, names, depth + 1)]
    return list(dict.fromkeys(found))[:MOST]


def _joined(parts: Sequence[Sequence[str]]) -> list[str | None]:
    return ["".join(chosen) for chosen in itertools.islice(itertools.product(*parts), MOST)]


def _name(node: ast.expr) -> str:
    """What to call a value: its last own name."""
    found = [
        one.id if isinstance(one, ast.Name) else one.attr
        for one in ast.walk(node) if isinstance(one, (ast.Name, ast.Attribute))
    ]  # fmt: skip
    own = [name for name in found if name not in NO_NAMES]
    return (own or found or ["value"])[0].strip("_") or "value"
