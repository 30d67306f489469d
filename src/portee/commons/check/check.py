"""Check a whole commons; what did not change since the last time is not read again."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portee.commons.check.folder import FileFacts, read_text, scan
from portee.commons.check.notes import notes_of
from portee.commons.check.summary import Summary, summarise
from portee.commons.check.together import problems_together
from portee.commons.manifest import MANIFEST, Manifest
from portee.core.declared import read_declared
from portee.core.errors import SourceError
from portee.core.progress import Progress, Silent

__all__ = ["CheckedCommons", "check_commons"]


@dataclass(frozen=True)
class CheckedCommons:
    """What a commons holds and everything that is wrong with it.

    Attributes:
        records: by id, as the files on disk say.
        problems: of the folder, of each record, and between records.
        read_again: how many files had changed since they were last checked.
    """

    records: Mapping[str, Summary]
    problems: tuple[SourceError, ...]
    read_again: int

    def by_type(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for summary in self.records.values():
            counts[summary.type] = counts.get(summary.type, 0) + 1
        return dict(sorted(counts.items()))


def check_commons(root: Path, progress: Progress | None = None) -> CheckedCommons:
    """Check the files of a commons on disk, whether committed or not.

    Raises:
        InputError: there is no commons there.
    """
    progress = progress or Silent()
    folder = scan(root)
    problems = list(folder.problems)
    try:
        read_declared(root / MANIFEST, Manifest)
    except SourceError as problem:
        problems.append(problem)
    with _without_collection(), notes_of(root) as notes:
        records: dict[str, Summary] = {}
        kept = notes.read()
        fresh: list[tuple[FileFacts, Summary]] = []
        progress.start("check_records", len(folder.files))
        for facts in folder.files:
            summary = kept.get(facts)
            if summary is None:
                try:
                    summary = summarise(read_text(root, facts.path), facts.path)
                except SourceError as problem:
                    summary = Summary(facts.path, problems=(problem.as_dict(),))
                fresh.append((facts, summary))
            records[summary.id] = summary
            progress.advance(1)
        progress.done()
        notes.keep(fresh, {facts.path for facts in folder.files})
        problems += [problem for summary in records.values() for problem in summary.errors()]
        problems += problems_together(records)
    return CheckedCommons(records, tuple(problems), len(fresh))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Ten thousand records are made at once and none is let go: looking for garbage among them costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
