"""Whether a commons is no worse after a change than before: only new problems stand in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.check.check import check_commons
from portee.commons.check.summary import Summary, summarise
from portee.commons.check.together import problems_together
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.core.errors import PorteeError, SourceError

__all__ = ["changed_summaries", "contents", "new_problems", "summaries", "summary_of"]


def contents(snapshot: Snapshot | None, path: str) -> bytes | None:
    """Bytes of a file; None where there is none."""
    id = None if snapshot is None else snapshot.blob(path)
    return None if snapshot is None or id is None else cast(pygit2.Blob, snapshot.repository[id]).data


def summary_of(data: bytes, path: str) -> Summary:
    """What others must know of a file with these contents."""
    try:
        return summarise(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        problem = SourceError("The file is not UTF-8 text.", where=path, mend="Save it as UTF-8.")
    except SourceError as found:
        problem = found
    return Summary(path, problems=(problem.as_dict(),))


def summaries(commons: Commons, snapshot: Snapshot | None) -> dict[str, Summary]:
    """Every record of a version, by id; what lies on disk as it is in the version was checked before."""
    if snapshot is None:
        return {}
    on_disk = check_commons(commons.root).records
    found: dict[str, Summary] = {}
    for path, blob in snapshot.records():
        id = path.removesuffix(".md")
        kept = on_disk.get(id)
        if kept is not None and _hash(commons.root / path) == blob:
            found[id] = kept
        else:
            found[id] = summary_of(cast(pygit2.Blob, snapshot.repository[blob]).data, path)
    return found


def changed_summaries(before: Mapping[str, Summary], files: Mapping[str, bytes | None]) -> dict[str, Summary]:
    """The records as they would be with other contents of some files."""
    after = dict(before)
    for path, data in files.items():
        after.pop(path.removesuffix(".md"), None)
        if data is not None:
            after[path.removesuffix(".md")] = summary_of(data, path)
    return after


def new_problems(before: Mapping[str, Summary], after: Mapping[str, Summary]) -> list[PorteeError]:
    """Problems that were not there before, of records and between them; a problem that moved by some lines is old."""
    known = Counter(_key(problem) for problem in _problems(before))
    found: list[PorteeError] = []
    for problem in _problems(after):
        key = _key(problem)
        if known[key]:
            known[key] -= 1
        else:
            found.append(problem)
    return found


def _problems(records: Mapping[str, Summary]) -> list[SourceError]:
    return [problem for summary in records.values() for problem in summary.errors()] + problems_together(records)


def _key(problem: PorteeError) -> tuple[str, str | None, str | None]:
    where = problem.where
    return problem.what, where.file if where else None, where.field if where else None


def _hash(path: Path) -> str | None:
    try:
        return None if path.is_symlink() else str(pygit2.hash(path.read_bytes()))
    except OSError:
        return None
