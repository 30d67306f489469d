"""Write a report whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from portee.core.errors import OutputError, Where

__all__ = ["write_bytes"]


def write_bytes(path: Path, contents: bytes) -> None:
    """Write a file under a passing name beside its place, then move it there.

    Raises:
        OutputError: when the folder is missing, the disk is full or writing is forbidden.
    """
    passing = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            passing = Path(stream.name)
            stream.write(contents)
        # The passing file is private to its owner; a report is as readable as any other file of the user.
        passing.chmod(0o666 & ~_umask())
        passing.replace(path)
    except OSError as problem:
        raise OutputError(
            f"The file could not be written: {problem.strerror or problem}.",
            where=Where(file=str(path)),
            mend="Check that the folder exists, that you may write there, and that the disk has room.",
        ) from problem
    finally:
        if passing is not None:
            passing.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
