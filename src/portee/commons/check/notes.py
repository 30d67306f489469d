"""What was found at the last check, kept so that a file that did not change is not read again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from portee.commons.check.folder import FileFacts
from portee.commons.check.summary import Summary

__all__ = ["Notes", "notes_of"]

_TABLE = "CREATE TABLE IF NOT EXISTS checked (path TEXT PRIMARY KEY, size INTEGER, changed_ns INTEGER, summary TEXT)"


class Notes:
    """The notes of one commons; without a place to keep them, they are always empty."""

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self._database = database

    def read(self) -> dict[FileFacts, Summary]:
        """Every summary kept, by the file as it was then. What cannot be read is as if it had never been kept."""
        if self._database is None:
            return {}
        try:
            rows = self._database.execute("SELECT path, size, changed_ns, summary FROM checked").fetchall()
            texts = json.loads("[" + ",".join(row[3] for row in rows) + "]")
            return {
                FileFacts(path, size, changed): Summary.from_plain(plain)
                for (path, size, changed, _), plain in zip(rows, texts, strict=True)
            }
        except (sqlite3.Error, ValueError, TypeError):
            with suppress(sqlite3.Error):
                self._database.execute("DELETE FROM checked")
            return {}

    def keep(self, fresh: Sequence[tuple[FileFacts, Summary]], present: set[str]) -> None:
        """Replace what changed and forget files that are gone. A commons that may only be read is left as it is."""
        if self._database is None:
            return
        with suppress(sqlite3.Error):
            known = {row[0] for row in self._database.execute("SELECT path FROM checked")}
            gone = known - present
            if not fresh and not gone:
                return
            with self._database:
                self._database.executemany("DELETE FROM checked WHERE path = ?", [(path,) for path in gone])
                self._database.executemany(
                    "REPLACE INTO checked VALUES (?, ?, ?, ?)",
                    [
                        (f.path, f.size, f.changed_ns, json.dumps(summary.to_plain(), ensure_ascii=False))
                        for f, summary in fresh
                    ],
                )


@contextmanager
def notes_of(root: Path) -> Iterator[Notes]:
    """The notes of a commons: inside its Git folder, which is never shared; one file for each version of the rules."""
    git = root / ".git"
    if not git.is_dir() or git.is_symlink():
        yield Notes(None)
        return
    path = git / "portee" / f"checked-{_rules()[:16]}.sqlite"
    database = _opened(path)
    try:
        yield Notes(database)
    finally:
        if database is not None:
            database.close()


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(exist_ok=True)
            for former in path.parent.glob("checked-*.sqlite"):
                if former != path:
                    former.unlink()
            database = sqlite3.connect(path, timeout=5)
            database.execute(_TABLE)
        except sqlite3.DatabaseError:
            # Damaged: made anew.
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
        else:
            return database
    return None


@cache
def _rules() -> str:
    """Hash of the code that checks: other rules, other results."""
    digest = hashlib.sha256()
    for package in ("portee.commons.records", "portee.commons.text", "portee.commons.check", "portee.core"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
