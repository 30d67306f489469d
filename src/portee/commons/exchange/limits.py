"""How much is received from somewhere else before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from portee.commons.text.record_file import LARGEST_RECORD

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True)
class Limits:
    """What a received history may hold at most. Ten thousand records with ten versions each stay far below.

    Attributes:
        objects: commits, trees and contents altogether.
        received_bytes: as they come over the wire or from a file.
        unpacked_bytes: contents of all new files together, once unpacked.
        record_bytes: one file of a record.
        file_bytes: any other file, such as data beside the records.
        tree_bytes, commit_bytes: one list of a folder, one commit with its message.
        seconds: without an answer from the other side.
    """

    objects: int = 1_000_000
    received_bytes: int = 1_000_000_000
    unpacked_bytes: int = 5_000_000_000
    record_bytes: int = LARGEST_RECORD
    file_bytes: int = 50_000_000
    tree_bytes: int = 20_000_000
    commit_bytes: int = 100_000
    seconds: int = 60


LIMITS = Limits()
