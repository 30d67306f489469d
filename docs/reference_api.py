"""Reference of the Python modules, read from their source without importing them."""

from __future__ import annotations

import ast
from pathlib import Path

from docs.docstrings import to_markdown
from docs.words import WORDS

__all__ = ["api_pages", "public_names"]

PACKAGE = Path(__file__).parents[1] / "src" / "portee"


def api_pages(language: str, package: Path = PACKAGE) -> dict[str, str]:
    """One Markdown page per room of the package, and an index of them, by file name."""
    words = WORDS[language]
    pages: dict[str, str] = {}
    for room in _rooms(package):
        modules = [room] if room.is_file() else sorted(room.rglob("*.py"))
        sections = [text for module in modules if (text := _module(module, package, words))]
        if sections:
            pages[f"{room.stem}.md"] = "\n\n".join([f"# portee.{room.stem}", *sections]) + "\n"
    links = [f"- [portee.{Path(name).stem}]({name})" for name in pages]
    pages["index.md"] = "\n\n".join([f"# {words['api']}", words["api_intro"], "\n".join(links)]) + "\n"
    return pages


def public_names(tree: ast.Module) -> list[str]:
    """The names in the `__all__` of a module, in its order, but for those Python gives a meaning (`__version__`)."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return [str(name) for name in ast.literal_eval(node.value) if not str(name).startswith("__")]
    return []


def _rooms(package: Path) -> list[Path]:
    return sorted(
        path
        for path in package.iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and not path.name.startswith("__"))
    )


def _module(module: Path, package: Path, words: dict[str, str]) -> str:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    parts = [part for part in module.relative_to(package).with_suffix("").parts if part != "__init__"]
    bodies = [text for name in public_names(tree) if (text := _member(tree, name, words))]
    if not bodies:
        return ""
    doc = ast.get_docstring(tree)
    return "\n\n".join([f"## portee.{'.'.join(parts)}", *([to_markdown(doc)] if doc else []), *bodies])


def _member(tree: ast.Module, name: str, words: dict[str, str]) -> str:
    """Heading, signature and docstring of one public name; nothing for a name imported from elsewhere."""
    for position, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
            return _described(f"### {name}", _signature(node), ast.get_docstring(node))
        if isinstance(node, ast.ClassDef) and node.name == name:
            return _class(node)
        if name in _assigned(node):
            following = tree.body[position + 1] if position + 1 < len(tree.body) else None
            doc = None
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                doc = str(following.value.value)
            return _described(f"### {name} ({words['constant']})", "", doc)
    return ""


def _assigned(node: ast.stmt) -> set[str]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        for target in node.targets:
            targets += target.elts if isinstance(target, ast.Tuple) else [target]
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _class(node: ast.ClassDef) -> str:
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    parts = [
        _described(
            f"### {node.name}",
            f"class {node.name}({bases})" if bases else f"class {node.name}",
            ast.get_docstring(node),
        )
    ]
    for member in node.body:
        if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and (
            not member.name.startswith("_") or member.name == "__init__"
        ):
            doc = ast.get_docstring(member)
            parts.append(_described(f"#### {node.name}.{member.name}", _signature(member), doc))
    return "\n\n".join(parts)


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The definition line, one argument a line when it is long."""
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    kind = "property " if any(ast.unparse(d).endswith("property") for d in node.decorator_list) else ""
    flat = f"{kind}{node.name}({ast.unparse(node.args)}){returns}"
    if len(flat) <= 100:
        return flat
    arguments = ast.unparse(node.args)
    lines = _split_arguments(arguments)
    return "\n".join([f"{kind}{node.name}(", *(f"    {line}," for line in lines), f"){returns}"])


def _split_arguments(arguments: str) -> list[str]:
    """Cut at the commas that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(arguments):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(arguments[start:position].strip())
            start = position + 1
    return [*parts, arguments[start:].strip()]


def _described(heading: str, signature: str, doc: str | None) -> str:
    parts = [heading]
    if signature:
        parts.append(f"```python\n{signature}\n```")
    if doc:
        parts.append(to_markdown(doc))
    return "\n\n".join(parts)
