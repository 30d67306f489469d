"""Change the status in the text of a record and leave every other sign of it as it was written."""

from __future__ import annotations

import re

from portee.commons.records.shape import Status
from portee.commons.text.record_file import RecordFile, parse_record, record_text

__all__ = ["with_status"]

_STATUS = re.compile(r"^(status:[ \t]*)[\"']?[a-z]+[\"']?", re.MULTILINE)


def with_status(data: bytes, path: str, old: Status, new: Status) -> bytes:
    """The file of a record with its status raised from `old` to `new`; as it was when it has another status."""
    text = data.decode("utf-8")
    file = parse_record(text, path).file
    if file is None or file.record.status != old:
        return data
    wanted = RecordFile(file.record.model_copy(update={"status": new}), file.body)
    edited = _STATUS.sub(rf"\g<1>{new}", text, count=1)
    if parse_record(edited, path).file != wanted:
        # The status is not written on a line of its own.
        edited = record_text(wanted)
    return edited.encode("utf-8")
