"""Members of a zip that comes from anywhere: which are refused, and which errors reading one may raise."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from portee.core.errors import SourceError

__all__ = ["READ_ERRORS", "one_line", "refuse_member"]

READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What `zipfile` raises on a damaged or hostile archive; NotImplementedError is an unknown compression."""


def refuse_member(archive: Path, info: zipfile.ZipInfo, *, mend: str) -> None:
    """Raise SourceError for a member whose name leaves the archive, a link, a device, or an encrypted file."""
    name = info.orig_filename.replace("\\", "/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    reason = ""
    if name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        reason = "has an absolute path"
    elif ".." in PurePosixPath(name).parts or "\0" in name:
        reason = "has a path that leaves the archive"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        reason = "is a link or a device, not a file"
    elif info.flag_bits & 0x1:
        reason = "is encrypted"
    if reason:
        raise SourceError(f"The member {name!r} {reason}; the archive is refused.", where=str(archive), mend=mend)


def one_line(error: BaseException) -> str:
    """What an error says, short enough to stand within a sentence."""
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
