"""Licences of what is published: what may be mixed, what stands apart, who must be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portee.commons.manifest import Manifest
from portee.commons.publish.resources import DECLARED, DataFile
from portee.commons.records.evidence import Evidence
from portee.commons.records.licences import LICENCES, mixing_problem
from portee.commons.text.record_file import RecordFile, record_path
from portee.core.errors import PorteeError, SourceError, Where

__all__ = ["Credit", "credits_of", "licence_problems", "stands_apart"]

_CLOSED = re.compile(r"-(?:NC|ND)(?:-|$)", re.IGNORECASE)
"""Creative Commons licences that forbid to sell or to adapt: nothing derived from them can be a commons."""


@dataclass(frozen=True)
class Credit:
    """One input of the release, named as its licence asks."""

    title: str
    licence: str
    url: str = ""
    publisher: str = ""
    date: str = ""


def stands_apart(licence: str, target: str) -> bool:
    """Whether records under a licence go to a table of their own rather than among those of the commons."""
    return licence != target and (LICENCES[licence].is_database or LICENCES[target].is_database)


def licence_problems(manifest: Manifest, records: Sequence[RecordFile], data: Sequence[DataFile]) -> list[PorteeError]:
    """Every mix that a licence forbids, with the reason."""
    found: list[PorteeError] = []
    for file in records:
        licence = file.record.licence
        if not stands_apart(licence, manifest.licence) and (why := mixing_problem(manifest.licence, [licence])):
            what = f"The record is under {licence}, and the commons under {manifest.licence}: {why}."
            mend = f"Publish the commons under {licence}, or leave the record a draft."
            found.append(SourceError(what, where=Where(record_path(file.id), None, "licence"), mend=mend))
        found += _inputs(file)
    for one in data:
        for source in one.made_from:
            if why := mixing_problem(one.licence, [source.licence]):
                what = (
                    f"{one.path} is under {one.licence}, and made from '{source.title}' under {source.licence}: {why}."
                )
                mend = "Give the file the licence that its source asks for, or make it from something else."
                found.append(SourceError(what, where=Where(DECLARED, None, "licence"), mend=mend))
    return found


def _inputs(file: RecordFile) -> Iterator[PorteeError]:
    """A computed figure is a work produced from its inputs: any open licence allows it, with attribution."""
    record = file.record
    if not isinstance(record, Evidence) or record.computed is None:
        return
    for place, used in enumerate(record.computed.inputs):
        if _CLOSED.search(used.licence):
            where = Where(record_path(file.id), None, f"computed.inputs.{place}.licence")
            what = f"'{used.name}' is under {used.licence}, which forbids part of what a commons allows."
            yield SourceError(what, where=where, mend="Compute it from open data, or leave the record a draft.")


def credits_of(records: Iterable[RecordFile], data: Iterable[DataFile]) -> tuple[Credit, ...]:
    """Everything that the release draws on, by title, each once: sources of records, inputs of figures, data."""
    found: dict[tuple[str, str, str], Credit] = {}

    def add(credit: Credit) -> None:
        found.setdefault((credit.title, credit.url, credit.licence), credit)

    for file in records:
        record = file.record
        for source in record.sources:
            add(Credit(source.title, source.licence, source.url, source.publisher or "", source.date))
        if isinstance(record, Evidence) and record.computed is not None:
            for used in record.computed.inputs:
                add(Credit(used.name, used.licence, date=used.date or ""))
    for one in data:
        for made in one.made_from:
            add(Credit(made.title, made.licence, made.url, made.publisher or "", made.date or ""))
    return tuple(found[key] for key in sorted(found))
