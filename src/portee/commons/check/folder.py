"""The files of a commons on disk: which there are, and what does not belong among them."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

from portee.commons.manifest import MANIFEST
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import ID
from portee.commons.text.record_file import LARGEST_RECORD
from portee.core.errors import InputError, SourceError, Where

__all__ = ["MOST_RECORDS", "FileFacts", "FolderFacts", "read_text", "scan"]

MOST_RECORDS = 200_000
OTHER_FOLDERS = ("data", "schema")
"""Folders beside the records: resources with licences of their own, and the schemas of the records."""


@dataclass(frozen=True)
class FileFacts:
    """Size and time of a file; they change whenever its contents do."""

    path: str
    size: int
    changed_ns: int


@dataclass(frozen=True)
class FolderFacts:
    """Files of records by path, and what is wrong with the folder itself."""

    files: tuple[FileFacts, ...]
    problems: tuple[SourceError, ...]


def scan(root: Path) -> FolderFacts:
    """List the files of records.

    Raises:
        InputError: there is no commons there.
    """
    if not (root / MANIFEST).is_file():
        raise InputError(
            "There is no commons there.", where=str(root / MANIFEST), mend="Make one with: portee commons init FOLDER"
        )
    files: list[FileFacts] = []
    problems: list[SourceError] = []
    for folder in sorted(os.scandir(root), key=lambda entry: entry.name):
        if folder.name.startswith("."):
            continue
        if folder.is_symlink():
            problems.append(_wrong(folder.name, "A link to somewhere else is no part of a commons.", "Remove it."))
        elif folder.is_dir():
            if folder.name in KINDS:
                _scan_type(root, folder.name, files, problems)
            elif folder.name not in OTHER_FOLDERS:
                near = difflib.get_close_matches(folder.name, KINDS, n=1)
                guess = f"Did you mean '{near[0]}'? " if near else ""
                problems.append(
                    _wrong(folder.name, "No type of record has this name.", f"{guess}Types: {', '.join(KINDS)}.")
                )
    if len(files) > MOST_RECORDS:
        raise InputError(
            f"There are more than {MOST_RECORDS} records.", where=str(root), mend="Cut the commons in two."
        )
    return FolderFacts(tuple(files), tuple(problems))


def _scan_type(root: Path, kind: str, files: list[FileFacts], problems: list[SourceError]) -> None:
    with os.scandir(root / kind) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{kind}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() or not entry.is_file():
            problems.append(_wrong(path, "Only files of records lie here.", "Remove it."))
            continue
        if not entry.name.endswith(".md") or not ID.fullmatch(path.removesuffix(".md")):
            mend = "Call it slug.md: small letters without accents, digits and single hyphens."
            problems.append(_wrong(path, "The name is not that of a record.", mend))
            continue
        facts = entry.stat(follow_symlinks=False)
        if facts.st_size > LARGEST_RECORD:
            mend = "Put data in a file of its own and link to it."
            problems.append(_wrong(path, f"The record has more than {LARGEST_RECORD} bytes.", mend))
            continue
        files.append(FileFacts(path, facts.st_size, facts.st_mtime_ns))


def _wrong(path: str, what: str, mend: str) -> SourceError:
    return SourceError(what, where=Where(path), mend=mend)


def read_text(root: Path, path: str) -> str:
    """Text of a record's file. Raises SourceError."""
    try:
        return (root / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=path, mend="Save it as UTF-8.") from None
    except OSError as problem:
        raise SourceError(f"The file cannot be read: {problem.strerror}.", where=path, mend="Check it.") from None
