"""Download a file of open data: resumed where it stopped, compared with its sum, its origin noted beside it."""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from portee.core.atomic import atomic_file, output_error
from portee.core.errors import InputError, ParameterError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import sha256_of

__all__ = ["Downloaded", "download", "name_of"]

LARGEST = 20_000_000_000
"""Bytes: the extract of the whole of France has about a quarter of it."""
PART = 1 << 18
WAIT_S = 60
HERE = ("127.0.0.1", "localhost", "::1")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


@dataclass(frozen=True)
class Downloaded:
    """A file that came.

    Attributes:
        file: where it is. sha256, size: of its bytes. address: where it came from. licence: as told.
        resumed: bytes that were there from an earlier try. compared: whether its publisher's sum was compared.
    """

    file: Path
    sha256: str
    size: int
    address: str
    licence: str | None
    resumed: int
    compared: bool


def name_of(address: str) -> str:
    """Name of the file of an address. Raises ParameterError."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    if not _NAME.fullmatch(name):
        raise ParameterError("The address names no file.", where=address[:200], mend="Give a name with --name.")
    return name


def download(
    address: str,
    folder: Path,
    *,
    now: datetime,
    name: str | None = None,
    md5: str | None = None,
    md5_from: str | None = None,
    licence: str | None = None,
    progress: Progress | None = None,
) -> Downloaded:
    """Download a file into a folder.

    What came of an interrupted download is kept as NAME.part and gone on with when the server still has the same file.
    Beside the file, NAME.source.json tells address, moment, licence and hash.

    Args:
        address: by HTTPS, or of this machine. folder: exists. now: the moment noted.
        md5: sum that its publisher tells; md5_from: address that tells it.

    Raises:
        ParameterError: another kind of address. InputError: the server does not answer or refuses; what came is kept.
        SourceError: the sum differs; nothing is kept. OutputError: the disk is full; what came is kept.
    """
    _check(address)
    target = folder / (name or name_of(address))
    if not _NAME.fullmatch(target.name):
        raise ParameterError(f"'{target.name[:60]}' is no plain name.", mend="Use letters, digits, '-', '_' and '.'.")
    if md5_from is not None:
        md5 = _told_sum(md5_from)
    part, note = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")
    resumed = _fetch(address, part, note, progress or Silent())
    if md5 is not None and _md5(part) != md5.lower():
        part.unlink()
        note.unlink(missing_ok=True)
        raise SourceError("The file is not what its publisher's sum says.", where=address, mend="Download it again.")
    digest, size = sha256_of(part)
    told = {
        "address": address, "moment": now.isoformat(timespec="seconds"), "licence": licence, "sha256": digest,
        "bytes": size, "compared": md5 is not None,
    }  # fmt: skip
    with atomic_file(target.with_name(f"{target.name}.source.json")) as written:
        written.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, target)
    note.unlink(missing_ok=True)
    return Downloaded(target, digest, size, address, licence, resumed, md5 is not None)


def _check(address: str) -> None:
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in HERE
    if not (parts.scheme == "https" or local) or not parts.hostname:
        raise ParameterError(
            "Files are downloaded by HTTPS alone.",
            where=address[:200],
            mend="Give an address that begins with https://",
        )


class _SameRules(urllib.request.HTTPRedirectHandler):
    """Where a server sends us on to is held to the same rules."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opened(address: str, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(address, headers={"User-Agent": "portee", **headers})  # noqa: S310 - checked
    try:
        return urllib.request.build_opener(_SameRules).open(request, timeout=WAIT_S)
    except urllib.error.HTTPError as problem:
        raise InputError(
            f"The server refuses ({problem.code}).", where=address, mend="Check the address on the page of the source."
        ) from problem
    except (urllib.error.URLError, OSError, http.client.HTTPException) as problem:
        raise InputError(
            "The server does not answer.", where=address, mend="Check the network and try again: what came is kept."
        ) from problem


def _fetch(address: str, part: Path, note: Path, progress: Progress) -> int:
    """Bring the file into `part`; how many bytes were there already."""
    there, mark = _kept(address, part, note)
    # If-Range: the rest comes only when the file is still the same, else all of it.
    headers = {"Range": f"bytes={there}-", "If-Range": mark} if there and mark else {}
    with _opened(address, headers) as answer:
        goes_on = answer.status == 206 and (answer.headers.get("Content-Range") or "").startswith(f"bytes {there}-")
        there = there if goes_on else 0
        length = answer.headers.get("Content-Length")
        total = there + int(length) if length is not None and length.isdigit() else None
        if total is not None and total > LARGEST:
            raise SourceError("The file is too large.", where=address, mend="Choose a smaller area.")
        fresh = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        if not goes_on:
            note.write_text(json.dumps({"address": address, "mark": fresh}), encoding="utf-8")
        progress.start("Download", None if total is None else -(-total // PART))
        _copied(answer, address, part, there, total, progress)
        progress.done()
    return there


def _copied(answer: Any, address: str, part: Path, there: int, total: int | None, progress: Progress) -> None:
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
                if done > LARGEST:
                    raise SourceError("The file is too large.", where=address, mend="Choose a smaller area.")
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


def _told_sum(address: str) -> str:
    _check(address)
    with _opened(address, {}) as answer:
        found = re.match(rb"\s*([0-9a-fA-F]{32})\b", answer.read(1000))
    if found is None:
        raise SourceError("There is no MD5 sum at this address.", where=address, mend="Check the page of the source.")
    return found[1].decode().lower()


def _md5(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
