"""All records of one type, as they lie on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from portee.commons.check.folder import read_text, scan
from portee.commons.records.references import split_id
from portee.commons.records.shape import Record
from portee.commons.text.record_file import parse_record
from portee.core.errors import ManyProblems, PorteeError

__all__ = ["records_of"]

Kind = TypeVar("Kind", bound=Record)


def records_of(root: Path, kind: type[Kind]) -> list[Kind]:
    """Records of a type that are not retired, by id.

    Raises:
        InputError: there is no commons. ManyProblems: some files of the type are no records.
    """
    found: list[Kind] = []
    problems: list[PorteeError] = []
    for file in scan(root).files:
        if split_id(file.path)[0] == kind.type:
            parsed = parse_record(read_text(root, file.path), file.path)
            if parsed.file is None:
                problems.extend(parsed.problems)
            elif isinstance(parsed.file.record, kind) and parsed.file.record.status != "retired":
                found.append(parsed.file.record)
    if problems:
        raise ManyProblems(problems)
    return sorted(found, key=lambda record: record.id)
