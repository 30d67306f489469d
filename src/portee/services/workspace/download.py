"""Download a file of open data: resumed where it stopped, compared with its sum, its origin noted beside it."""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import os
import re
import shutil
import urllib.error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from portee.core.atomic import atomic_file, output_error
from portee.core.errors import InputError, OutputError, ParameterError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import sha256_of
from portee.services.workspace.public import check_address, opened

__all__ = ["LARGEST", "NOTE", "Downloaded", "download", "name_of"]

LARGEST = 20_000_000_000
"""Bytes: the extract of the whole of France has about a quarter of it."""
PART = 1 << 18
NOTE = ".source.json"
"""Ending of the file that tells where a file came from."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


@dataclass(frozen=True)
class Downloaded:
    """A file that came.

    Attributes:
        file: where it is. sha256, size: of its bytes. address: where it came from. licence: as told.
        resumed: bytes that were there from an earlier try. compared: whether its publisher's sum was compared.
        unchanged: whether it was there already, and the server has no other.
    """

    file: Path
    sha256: str
    size: int
    address: str
    licence: str | None
    resumed: int
    compared: bool
    unchanged: bool = False


def name_of(address: str) -> str:
    """Name of the file of an address. Raises ParameterError."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    if not _NAME.fullmatch(name):
        raise ParameterError("The address names no file.", where=address[:200], mend="Give a name with --name.")
    return name


def download(  # noqa: PLR0913 - one argument per thing that is told of a file
    address: str,
    folder: Path,
    *,
    now: datetime,
    name: str | None = None,
    sums: Mapping[str, str] | None = None,
    md5_from: str | None = None,
    licence: str | None = None,
    largest: int = LARGEST,
    sent_by: str | None = None,
    progress: Progress | None = None,
) -> Downloaded:
    """Download a file into a folder.

    What came of an interrupted download is kept as NAME.part and gone on with when the server still has the same file.
    Beside the file, NAME.source.json tells address, moment, licence and hash; a file that is there already, whole, and
    that the server has no other of, is not brought again.

    Args:
        address: by HTTPS, or of this machine. folder: made when missing. now: the moment noted.
        sums: that its publisher tells, by name: md5, sha1 or sha256. md5_from: address that tells an MD5.
        largest: bytes; a larger file is refused. sent_by: the server that told the address, None for a person.

    Raises:
        ParameterError: another kind of address. InputError: the server does not answer or refuses; what came is kept.
        SourceError: the sum differs; nothing is kept. OutputError: the disk is full; what came is kept.
    """
    check_address(address, sent_by)
    target = folder / (name or name_of(address))
    if not _NAME.fullmatch(target.name):
        raise ParameterError(f"'{target.name[:60]}' is no plain name.", mend="Use letters, digits, '-', '_' and '.'.")
    wanted = {kind: value.strip().lower() for kind, value in (sums or {}).items()}
    if md5_from is not None:
        wanted["md5"] = _told_sum(md5_from, sent_by)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, folder) from problem
    part, note = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")
    origin = target.with_name(f"{target.name}{NOTE}")
    kept = _kept_whole(target, origin, address, wanted)
    try:
        fetched = _fetch(address, part, note, kept, largest, sent_by, progress or Silent())
    except SourceError:
        # Too large, or from where nobody is asked: there is nothing to go on with.
        part.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
        raise
    if fetched is None:
        assert kept is not None, "only a file that is there can be unchanged"
        return Downloaded(target, kept["sha256"], kept["bytes"], address, licence, 0, bool(wanted), unchanged=True)
    if wrong := [kind for kind, value in wanted.items() if _sum(part, kind) != value]:
        part.unlink()
        note.unlink(missing_ok=True)
        raise SourceError(
            f"The file is not what its publisher's sum says ({wrong[0]}).", where=address, mend="Download it again."
        )
    digest, size = sha256_of(part)
    told = {
        "address": address, "moment": now.isoformat(timespec="seconds"), "licence": licence, "sha256": digest,
        "bytes": size, "compared": bool(wanted), "mark": fetched.mark,
    }  # fmt: skip
    with atomic_file(origin) as written:
        written.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, target)
    note.unlink(missing_ok=True)
    return Downloaded(target, digest, size, address, licence, fetched.there, bool(wanted))


@dataclass(frozen=True)
class _Fetched:
    """there: bytes of an earlier try. mark: by which the server knows this very file."""

    there: int
    mark: str | None


def _kept_whole(target: Path, origin: Path, address: str, wanted: Mapping[str, str]) -> dict[str, Any] | None:
    """What is noted of a file that is there and still what was noted, None where it must be brought."""
    try:
        told = json.loads(origin.read_text(encoding="utf-8"))
        same = told["address"] == address and isinstance(told["mark"], str) and isinstance(told["bytes"], int)
        whole = same and target.is_file() and sha256_of(target)[0] == told["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if whole and all(_sum(target, kind) == value for kind, value in wanted.items()) else None


def _fetch(
    address: str, part: Path, note: Path, kept: Mapping[str, Any] | None, largest: int, sent_by: str | None,
    progress: Progress,
) -> _Fetched | None:  # fmt: skip
    """Bring the file into `part`; None where the server has no other than the one that is kept."""
    there, mark = _kept(address, part, note)
    # If-Range: the rest comes only when the file is still the same, else all of it.
    headers = {"Range": f"bytes={there}-", "If-Range": mark} if there and mark else {}
    if kept is not None:
        headers = {("If-None-Match" if "GMT" not in kept["mark"] else "If-Modified-Since"): kept["mark"]}
    try:
        answer = opened(address, headers, sent_by=sent_by)
    except urllib.error.HTTPError as problem:
        if problem.code == 304:
            return None
        # 416: what came is longer than the file; all of it is asked for.
        part.unlink(missing_ok=True)
        answer = opened(address, sent_by=sent_by)
    with answer:
        goes_on = answer.status == 206 and (answer.headers.get("Content-Range") or "").startswith(f"bytes {there}-")
        there = there if goes_on else 0
        total = _total(answer.headers.get("Content-Length"), there, address)
        if total is not None and total > largest:
            raise _too_large(address, largest)
        if total is not None and total - there > (free := shutil.disk_usage(part.parent).free):
            raise OutputError(
                f"The file has {total / 1e6:,.0f} MB; the disk has room for {free / 1e6:,.0f}.", where=str(part.parent),
                mend="Make room, or give another folder.",
            )  # fmt: skip
        fresh = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        if not goes_on:
            note.write_text(json.dumps({"address": address, "mark": fresh}), encoding="utf-8")
        progress.start("Download", None if total is None else -(-total // PART))
        progress.advance(there // PART)
        _copied(answer, address, part, there, total, largest, progress)
        progress.done()
    return _Fetched(there, fresh)


def _total(told: str | None, there: int, address: str) -> int | None:
    """Bytes of the whole file, as far as the server tells. Raises InputError where it tells nonsense."""
    if told is None:
        return None
    if not (told.isascii() and told.isdigit()):
        raise InputError(f"The server tells a size of '{told[:20]}'.", where=address, mend="Try again later.")
    # More digits than any file has: no number is made of them.
    return there + int(told[:20])


def _too_large(address: str, largest: int) -> SourceError:
    return SourceError(
        f"The file is too large: more than {largest / 1e6:,.0f} MB.", where=address, mend="Choose a smaller area."
    )


def _copied(
    answer: Any, address: str, part: Path, there: int, total: int | None, largest: int, progress: Progress
) -> None:
    done = there
    try:
        with part.open("ab" if there else "wb") as out:
            while True:
                try:
                    block = answer.read(PART)
                except (OSError, http.client.HTTPException) as problem:
                    raise InputError(
                        "The connection was lost.", where=address, mend="Try again: what came is kept."
                    ) from problem
                if not block:
                    break
                out.write(block)
                done += len(block)
                if done > largest:
                    raise _too_large(address, largest)
                progress.advance()
            out.flush()
            os.fsync(out.fileno())
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise output_error(problem, part) from problem
        raise
    if total is not None and done < total:
        raise InputError("The connection was lost.", where=address, mend="Try again: what came is kept.")


def _kept(address: str, part: Path, note: Path) -> tuple[int, str | None]:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        same = told["address"] == address and isinstance(told["mark"], str)
        return (part.stat().st_size, told["mark"]) if same else (0, None)
    except (OSError, ValueError, KeyError, TypeError):
        return 0, None


def _told_sum(address: str, sent_by: str | None) -> str:
    with opened(address, sent_by=sent_by) as answer:
        found = re.match(rb"\s*([0-9a-fA-F]{32})\b", answer.read(1000))
    if found is None:
        raise SourceError("There is no MD5 sum at this address.", where=address, mend="Check the page of the source.")
    return found[1].decode().lower()


def _sum(path: Path, kind: str) -> str:
    if kind not in ("md5", "sha1", "sha256"):
        raise ParameterError(f"'{kind[:20]}' is no sum that can be compared.", mend="Give md5, sha1 or sha256.")
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.new(kind, usedforsecurity=False)).hexdigest()
