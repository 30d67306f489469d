"""Read one record of a commons, as it lies on disk or as a version holds it."""

from __future__ import annotations

import difflib
from pathlib import Path

from portee.commons.check.check import check_commons
from portee.commons.check.folder import read_text, scan
from portee.commons.records.references import split_id
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot, find_commit
from portee.commons.text.record_file import RecordFile, parse_record, record_path
from portee.core.errors import InputError, ManyProblems

__all__ = ["read_record", "referring"]


def read_record(root: Path, id: str, at: str | None = None) -> RecordFile:
    """A record as it lies on disk, or as the version `at` holds it.

    Raises:
        InputError: there is no such commons, version or record.
        ManyProblems: the file is no record.
    """
    path = record_path(id)
    if at is not None:
        commons = Commons.open(root)
        snapshot = Snapshot(commons.repository, find_commit(commons.repository, at, root))
        text, known = snapshot.text(path), [found for found, _ in snapshot.records()]
    else:
        known = [file.path for file in scan(root).files]
        text = read_text(root, path) if path in known else None
    if text is None:
        near = difflib.get_close_matches(id, [name.removesuffix(".md") for name in known], n=1)
        same = [name for name in known if split_id(name)[1] == f"{split_id(id)[1]}.md"]
        guess = near or [name.removesuffix(".md") for name in same]
        raise InputError(
            f"There is no record '{id[:80]}'.", where=str(root),
            mend=f"Did you mean '{guess[0]}'?" if guess else "Find it: portee commons search PATH WORDS",
        )  # fmt: skip
    parsed = parse_record(text, path)
    if parsed.file is None:
        raise ManyProblems(parsed.problems)
    return parsed.file


def referring(root: Path, id: str) -> list[str]:
    """Ids of the records on disk that refer to this one."""
    records = check_commons(root).records
    return sorted(other for other, summary in records.items() if any(link.to == id for link in summary.links))
