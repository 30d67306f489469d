"""Files of data beside the records, in `data/`, each with a licence of its own told in `data/resources.yaml`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import pygit2
from pydantic import Field, StringConstraints, field_validator

from portee.commons.records.licences import LICENCES
from portee.commons.records.shape import ADDRESS, Day, Line, Text
from portee.commons.repository.snapshot import Snapshot
from portee.core.declared import Declared, Wrong, parse_declared
from portee.core.errors import ManyProblems, SourceError, Where

__all__ = ["DATA", "DECLARED", "DataFile", "DataSource", "data_files"]

DATA = "data"
DECLARED = "data/resources.yaml"
LARGEST_DATA = 100_000_000
"""Bytes. The size above which many hosts of Git repositories refuse a file."""

FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)+$", max_length=100)
]


class DataSource(Declared):
    """What a file of data was made from."""

    title: Line
    licence: Line
    url: Annotated[str, StringConstraints(pattern=ADDRESS.pattern, max_length=2_000)] = ""
    publisher: Line | None = None
    date: Day | None = None


class _DataFile(Declared):
    """One file of data: its name in `data/`, title, licence and sources."""

    file: FileName
    title: Text
    licence: str
    made_from: tuple[DataSource, ...] = ()

    @field_validator("licence")
    @classmethod
    def _is_licence(cls, value: str) -> str:
        if value not in LICENCES:
            raise Wrong(f"'{value[:40]}' is no licence of the commons.", f"Use one of {', '.join(sorted(LICENCES))}.")
        return value


class _DataFiles(Declared):
    """`data/resources.yaml`."""

    resources: Annotated[tuple[_DataFile, ...], Field(min_length=1, max_length=1000)]


@dataclass(frozen=True)
class DataFile:
    """A file of data, with its contents.

    Attributes:
        path: in the commons. made_from: what it derives from.
    """

    path: str
    title: Text
    licence: str
    made_from: tuple[DataSource, ...]
    contents: bytes


def data_files(snapshot: Snapshot) -> tuple[DataFile, ...]:
    """The files of data of one version, by path.

    Raises:
        ManyProblems: a file whose licence nobody told, one that is told and not there, or one told twice.
        SourceError: the declaration cannot be read.
    """
    there = dict(_blobs(snapshot))
    text = there.pop(DECLARED, None)
    if text is None and not there:
        return ()
    told = parse_declared(text.data.decode("utf-8", "replace"), _DataFiles, DECLARED).resources if text else ()
    problems: list[SourceError] = []
    found: dict[str, DataFile] = {}
    for one in told:
        path = f"{DATA}/{one.file}"
        if path in found:
            problems.append(SourceError(f"{path} is told twice.", where=Where(DECLARED), mend="Keep one."))
        elif path not in there:
            near = difflib.get_close_matches(path, there, n=1)
            mend = f"Did you mean {near[0]}?" if near else "Add the file, or take it out."
            problems.append(SourceError(f"There is no file {path}.", where=Where(DECLARED), mend=mend))
        else:
            found[path] = DataFile(path, one.title, one.licence, one.made_from, there[path].data)
    for path in sorted({*there} - {f"{DATA}/{one.file}" for one in told}):
        mend = f"Tell it in {DECLARED}: file, title, licence, made_from."
        problems.append(SourceError("Nobody has told the licence of this file.", where=Where(path), mend=mend))
    if problems:
        raise ManyProblems(problems)
    return tuple(found[path] for path in sorted(found))


def _blobs(snapshot: Snapshot) -> Iterator[tuple[str, pygit2.Blob]]:
    tree = snapshot.tree
    if DATA in tree and isinstance(folder := tree[DATA], pygit2.Tree):
        yield from _blobs_in(folder, DATA)


def _blobs_in(folder: pygit2.Tree, at: str) -> Iterator[tuple[str, pygit2.Blob]]:
    for entry in folder:
        path = f"{at}/{entry.name}"
        if isinstance(entry, pygit2.Tree):
            yield from _blobs_in(entry, path)
        elif isinstance(entry, pygit2.Blob):
            if entry.size > LARGEST_DATA:
                what = f"The file has more than {LARGEST_DATA} bytes."
                raise SourceError(what, where=path, mend="Publish it elsewhere and cite it.")
            yield path, entry
