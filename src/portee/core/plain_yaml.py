"""YAML in its plain form, read with the line of every part, and written back so that it reads the same.

No anchors, no repeated keys, times such as 12:30 stay text, and only `true` and `false` are truth values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from portee.core.errors import SourceError, Where

__all__ = ["LARGEST_BYTES", "Path_", "parse_yaml", "plain_text", "too_large"]

LARGEST_BYTES = 2_000_000
"""No file written by hand is larger; a larger one is another file given by mistake."""

MOST_NODES = 200_000

Path_ = tuple[int | str, ...]

_RESOLVERS = (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+0123456789.")),
)

_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(yaml.SafeLoader):
    """YAML without surprises: 12:30 is no number, NO is no truth value, dates stay text."""


class _FastLoader(_FAST_LOADER):  # type: ignore[misc]
    """The same, read by libyaml where it is there."""


class _PlainDumper(yaml.SafeDumper):
    """Quotes what the plain form would read as something else, and nothing more; never writes anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _construct_int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    """Decimal only: 0123 is one hundred and twenty-three."""
    return int(loader.construct_scalar(node))


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _represent_float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    """Whole numbers without a decimal point, as people write them."""
    if value.is_integer() and abs(value) < 1e15:
        return dumper.represent_scalar("tag:yaml.org,2002:int", str(int(value)))
    return dumper.represent_scalar("tag:yaml.org,2002:float", repr(value))


for _kind in (_PlainLoader, _FastLoader, _PlainDumper):
    _kind.yaml_implicit_resolvers = {}
    for _tag, _pattern, _first in _RESOLVERS:
        _kind.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)
for _loader in (_PlainLoader, _FastLoader):
    _loader.add_constructor("tag:yaml.org,2002:int", _construct_int)
_PlainDumper.add_representer(str, _represent_text)
_PlainDumper.add_representer(float, _represent_float)


def plain_text(value: Any) -> str:
    """Keys, lists, text and numbers as YAML that `parse_yaml` reads back as the same."""
    return yaml.dump(value, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=110)


def parse_yaml(text: str, file: str) -> tuple[Any, dict[Path_, int]]:
    """The contents of a text, and the line of each of its parts.

    Raises:
        SourceError: it is no YAML, or YAML that is not plain.
    """
    if len(text) > LARGEST_BYTES:
        raise too_large(len(text), file)
    if _is_shallow(text.splitlines()):
        try:
            return _read(_FastLoader(text), file)
        except (yaml.YAMLError, RecursionError, ValueError, TypeError):
            pass  # Told by the other reader, whose words are clearer.
    try:
        loader = _PlainLoader(text)
    except yaml.YAMLError:
        raise SourceError(
            "The file has characters that text does not have.",
            where=Where(file, _first_unprintable_line(text)), mend="Remove them, or give a text file.",
        ) from None  # fmt: skip
    try:
        return _read(loader, file)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise SourceError(
            f"The file is not YAML: {problem.problem or 'it cannot be read'}.",
            where=Where(file, None if mark is None else mark.line + 1),
            mend="Check the indentation, colons and quotes there.",
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as problem:
        raise SourceError(
            f"The file is not YAML that can be read ({type(problem).__name__}).",
            where=file, mend="Write plain text with keys and values.",
        ) from None  # fmt: skip


def _read(loader: Any, file: str) -> tuple[Any, dict[Path_, int]]:
    lines: dict[Path_, int] = {}
    try:
        node = loader.get_single_node()
        if node is None:
            raise SourceError("The file is empty.", where=file, mend="Write it, or give another file.")
        _lines(node, file, (), lines, set())
        return loader.construct_document(node), lines
    finally:
        loader.dispose()


_CHAIN = re.compile(r"(?:[-?:][ \t]+){12}")
DEEPEST = 100


def _is_shallow(lines: Iterable[str]) -> bool:
    """Whether the text cannot be nested so deeply that libyaml's reader, which calls itself, would run out of stack."""
    depth = 0
    for line in lines:
        if len(line) - len(line.lstrip()) > DEEPEST or _CHAIN.search(line):
            return False
        if "[" in line or "{" in line:
            depth += line.count("[") + line.count("{")
            if depth > DEEPEST:
                return False
        if "]" in line or "}" in line:
            depth = max(0, depth - line.count("]") - line.count("}"))
    return True


def _lines(node: yaml.Node, file: str, at: Path_, lines: dict[Path_, int], seen: set[int]) -> None:
    """Line of every key and item; refuses anchors, repeated keys and keys that are not text."""
    if id(node) in seen:
        raise SourceError(
            "The file uses an anchor (&, *).", where=Where(file, node.start_mark.line + 1), mend="Write it out."
        )
    seen.add(id(node))
    if len(seen) > MOST_NODES:
        raise SourceError(f"The file has more than {MOST_NODES} entries.", where=file, mend="Cut it into several.")
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            _lines(item, file, (*at, place), lines, seen)
    elif isinstance(node, yaml.MappingNode):
        known: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = str(key.value)
            if not isinstance(key, yaml.ScalarNode):
                raise SourceError("A key is not plain text.", where=Where(file, line), mend="Use a word as key.")
            if name in known:
                raise SourceError(
                    f"'{name[:60]}' is there twice.", where=Where(file, line, name[:60]), mend="Keep one of them."
                )
            known.add(name)
            lines[(*at, name)] = line
            _lines(value, file, (*at, name), lines, seen)


def _first_unprintable_line(text: str) -> int | None:
    found = yaml.SafeLoader.NON_PRINTABLE.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def too_large(size: int, file: str) -> SourceError:
    """What to say of a file that nobody has written by hand."""
    return SourceError(
        f"The file has {size} bytes; a declared file has at most {LARGEST_BYTES}.",
        where=file, mend="Give the file that you wrote by hand.",
    )  # fmt: skip
