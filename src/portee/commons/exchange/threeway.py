"""Bring two versions of one file of a commons together, given the version that both began from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portee.commons.exchange.signers import Signer
from portee.commons.text.merging import Conflict, Side, merge_records
from portee.commons.text.record_file import RecordFile, parse_record, record_text
from portee.core.errors import InputError, SourceError

__all__ = ["MergedFile", "Version", "merge_file", "parsed"]


@dataclass(frozen=True)
class Version:
    """Contents of a file, None where there is none, and who signs them; asked for only when they are contradicted."""

    data: bytes | None
    signer: Callable[[], Signer]


@dataclass(frozen=True)
class MergedFile:
    """What comes of it: contents, None where the file goes; and the fields on which both opinions were kept."""

    data: bytes | None
    conflicts: tuple[Conflict, ...] = ()


def parsed(data: bytes | None, path: str) -> RecordFile | None:
    """The record that a file holds; None where there is none.

    Raises:
        SourceError: the file holds no record.
    """
    if data is None:
        return None
    try:
        found = parse_record(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=path, mend="Save it as UTF-8.") from None
    if found.file is None:
        raise found.problems[0]
    return found.file


def merge_file(path: str, base: bytes | None, ours: Version, theirs: Version, *, is_record: bool) -> MergedFile:
    """Merge three ways. What only one side changed is taken as that side wrote it, sign by sign.

    Of a record that one side took out and the other changed, the changed one stays, and whoever took it out is noted
    as asking that it be retired.

    Raises:
        InputError: the sides contradict each other in a file that is no record.
        SourceError: a side holds no record, or each side is right and both together are not.
    """
    if theirs.data in (base, ours.data):
        return MergedFile(ours.data)
    if ours.data == base:
        return MergedFile(theirs.data)
    if not is_record:
        raise InputError(
            "Both sides changed this file, each in its own way.", where=path, mend="Merge it by hand, with git."
        )
    mine, other = parsed(ours.data, path), parsed(theirs.data, path)
    one, two = ours.signer(), theirs.signer()
    if mine is None or other is None:
        kept, gone = (other, one) if mine is None else (mine, two)
        assert kept is not None
        return _kept(kept, gone)
    try:
        before = parsed(base, path)
    except SourceError:
        before = None
    merged = merge_records(before, Side(mine, one.name, one.day), Side(other, two.name, two.day))
    return MergedFile(record_text(merged.file).encode("utf-8"), merged.conflicts)


def _kept(file: RecordFile, gone: Signer) -> MergedFile:
    """The record stays, with the opinion of whoever took it out."""
    record = file.record
    status = Conflict("status", record.status, "retired")
    text = {"fr": "Cette fiche n'a plus lieu d'être.", "en": "This record should not be there any more."}
    told = {"on": "status", "by": gone.name, "date": gone.day, "text": text, "proposed": "retired"}
    values = record.model_dump(mode="json")
    known = ("status", gone.name, gone.day)
    others = [one for one in values["disagreements"] if (one["on"], one["by"], one["date"]) != known]
    values["disagreements"] = [*others, told]
    noted = type(record).model_validate(values)
    return MergedFile(record_text(RecordFile(noted, file.body)).encode("utf-8"), (status,))
