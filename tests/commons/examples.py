"""The example commons that is shipped, and records made from it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.commons.records.kinds import KINDS
from portee.commons.records.shape import Record
from portee.commons.text.record_file import RecordFile, parse_record, record_values
from portee.core.declared import declared_of
from portee.core.errors import SourceError

EXAMPLE = Path(str(files("portee.commons") / "example"))
PATHS = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.glob("*/*.md"))


def example_file(path: str) -> RecordFile:
    parsed = parse_record((EXAMPLE / path).read_text(encoding="utf-8"), path)
    assert parsed.file is not None
    assert not parsed.problems
    return parsed.file


def example(kind: str, /, **changes: Any) -> Record:
    """The first example of a type, with other values for some fields; None takes a field out."""
    path = next(path for path in PATHS if path.startswith(f"{kind}/"))
    values = {**record_values(example_file(path).record), **changes}
    return declared_of({name: v for name, v in values.items() if v is not None}, KINDS[kind], "f.md")


def taken(kind: str, /, **changes: Any) -> bool:
    """Whether an example with such values is a record; the error says why not."""
    return example(kind, **changes).id.startswith(f"{kind}/")


def refused(kind: str, /, **changes: Any) -> str:
    """What is said of an example with such values."""
    try:
        example(kind, **changes)
    except SourceError as problem:
        return str(problem)
    raise AssertionError(f"A {kind} with {changes} was taken.")
