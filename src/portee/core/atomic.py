"""Write beside, then rename: a file or folder appears whole or not at all.

The temporary name lies in the target's own folder, because a rename is only atomic within one file system.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portee.core.errors import OutputError

__all__ = ["atomic_file", "atomic_files", "atomic_folder", "check_place", "output_error"]

_PARTIAL = ".partial"

_MENDS = {
    errno.ENOSPC: ("The disk is full.", "Free some space, or write to another disk."),
    errno.EDQUOT: ("Your disk quota is used up.", "Free some space, or write to another disk."),
    errno.EFBIG: ("The file is too big for this disk.", "Write to another disk, or ask for fewer rows."),
    errno.EACCES: ("You may not write there.", "Choose a folder you own, or change its permissions."),
    errno.EPERM: ("You may not write there.", "Choose a folder you own, or change its permissions."),
    errno.EROFS: ("The disk is read-only.", "Choose a folder on another disk."),
    errno.ENAMETOOLONG: ("The name is too long for this disk.", "Choose a shorter name."),
    errno.ENOENT: ("The folder does not exist.", "Create the folder first, or correct its name."),
    errno.ENOTDIR: ("A part of the path is a file, not a folder.", "Correct the path."),
    errno.EEXIST: ("There is a file of that name.", "Choose another name."),
    errno.EISDIR: ("There is a folder of that name.", "Choose another name."),
}


def output_error(problem: OSError, path: Path) -> OutputError:
    """The error to show for a failed write of `path`; nothing half-written is left by then."""
    what, mend = _MENDS.get(problem.errno or 0, (f"The result could not be written ({problem}).", ""))
    return OutputError(what, where=str(path), mend=mend)


def check_place(path: Path) -> None:
    """Say at once, before long work, that a file or folder cannot be written where it should. Raises OutputError."""
    try:
        _check_above(path)
    except OSError as problem:
        raise output_error(problem, path) from problem


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to, and rename it to `path` when the block ends well.

    The temporary name keeps the ending of `path`, for writers that choose the format by it.

    Raises:
        OutputError: the file could not be written or renamed (full disk, permission, missing folder).
        Anything else raised in the block, Ctrl-C included, passes through; the temporary file is removed.
    """
    with atomic_files(path) as (partial,):
        yield partial


@contextmanager
def atomic_files(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """As `atomic_file` for files that belong together: all are renamed at the end, in order, or none was written.

    The last is the one that a reader looks for, so it comes when the others are there.
    """
    try:
        for path in paths:
            _check_target(path, is_folder=False)
    except OSError as problem:
        raise output_error(problem, path) from problem
    token = secrets.token_hex(4)
    partials = tuple(path.with_name(f".{path.name}.{token}{_PARTIAL}{path.suffix}") for path in paths)
    current = paths[-1]
    try:
        yield partials
        for partial in partials:
            _flush(partial)
        for current, partial in zip(paths, partials, strict=True):
            os.replace(partial, current)
            _flush(current.parent)
    except OSError as problem:
        raise output_error(problem, current) from problem
    finally:
        for partial in partials:
            _remove(partial)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder to fill, and rename it to `path` when the block ends well, replacing what was there.

    A reader that holds files of the former folder open keeps them: the former folder is renamed aside, then removed.

    Raises:
        OutputError: the folder could not be written or renamed.
        Anything else raised in the block, Ctrl-C included, passes through; the temporary folder is removed.
    """
    token = secrets.token_hex(4)
    partial = path.with_name(f".{path.name}.{token}{_PARTIAL}")
    former = path.with_name(f".{path.name}.{token}.former")
    try:
        _check_target(path, is_folder=True)
        partial.mkdir()
        yield partial
        for file in sorted(p for p in partial.rglob("*") if p.is_file()):
            _flush(file)
        if path.exists():
            os.replace(path, former)
        try:
            os.replace(partial, path)
        except BaseException:
            if former.exists():
                os.replace(former, path)
            raise
        _flush(path.parent)
    except OSError as problem:
        raise output_error(problem, path) from problem
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if path.exists():
            shutil.rmtree(former, ignore_errors=True)


def _check_above(path: Path) -> None:
    """Whether there is a folder to write a file or folder into."""
    if not path.parent.exists():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(path.parent))
    if not path.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "not writable", str(path.parent))


def _check_target(path: Path, *, is_folder: bool) -> None:
    """Whether a file or a folder can take its place."""
    _check_above(path)
    if not is_folder and path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    if is_folder and path.exists() and not path.is_dir():
        raise FileExistsError(errno.EEXIST, "a file has that name", str(path))


def _flush(path: Path) -> None:
    """Push to the disk, so that after a power cut a renamed file is not empty. Some systems refuse it for folders."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not is_folder:
            raise
    finally:
        os.close(handle)


def _remove(partial: Path) -> None:
    """Remove a temporary file and what SQLite keeps beside one."""
    for name in (partial.name, f"{partial.name}-journal", f"{partial.name}-wal", f"{partial.name}-shm"):
        with suppress(OSError):
            partial.with_name(name).unlink()
