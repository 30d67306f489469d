"""Check a whole commons; what did not change since the last time is not read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from portee.commons.check.folder import FileFacts, read_text, scan
from portee.commons.check.summary import Summary, summarise
from portee.commons.check.together import problems_together
from portee.commons.manifest import MANIFEST, Manifest
from portee.core.atomic import atomic_file
from portee.core.declared import read_declared
from portee.core.errors import PorteeError, SourceError
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
    kept = _kept(root)
    records: dict[str, Summary] = {}
    notes: dict[str, tuple[FileFacts, Summary]] = {}
    read_again = 0
    progress.start("check_records", len(folder.files))
    for facts in folder.files:
        known = kept.get(facts.path)
        if known is not None and known[0] == facts:
            summary = known[1]
        else:
            read_again += 1
            try:
                summary = summarise(read_text(root, facts.path), facts.path)
            except SourceError as problem:
                summary = Summary(facts.path, problems=(problem.as_dict(),))
        notes[facts.path] = (facts, summary)
        records[summary.id] = summary
        progress.advance(1)
    progress.done()
    if read_again or len(kept) != len(notes):
        _keep(root, notes)
    problems += [problem for summary in records.values() for problem in summary.errors()]
    problems += problems_together(records)
    return CheckedCommons(records, tuple(problems), read_again)


def _notes_file(root: Path) -> Path | None:
    """Where the results of the last check are kept: inside the Git folder, which is never shared."""
    git = root / ".git"
    return git / "portee" / "checked.json" if git.is_dir() and not git.is_symlink() else None


def _kept(root: Path) -> dict[str, tuple[FileFacts, Summary]]:
    path = _notes_file(root)
    if path is None:
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["rules"] != _rules():
            return {}
        return {
            path: (FileFacts(path, size, changed), Summary.from_plain(plain))
            for path, size, changed, plain in told["files"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        # Absent, or damaged: everything is checked again.
        return {}


def _keep(root: Path, notes: Mapping[str, tuple[FileFacts, Summary]]) -> None:
    path = _notes_file(root)
    if path is None:
        return
    told = {
        "rules": _rules(),
        "files": [[f.path, f.size, f.changed_ns, summary.to_plain()] for f, summary in notes.values()],
    }
    # A commons that may only be read is checked all the same.
    with suppress(PorteeError, OSError):
        path.parent.mkdir(exist_ok=True)
        with atomic_file(path) as partial:
            partial.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


@cache
def _rules() -> str:
    """Hash of the code that checks: other rules, other results."""
    digest = hashlib.sha256()
    for package in ("portee.commons.records", "portee.commons.text", "portee.commons.check", "portee.core"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
