"""A found file into a folder: downloaded by its rules, or written where the answer held it already."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from portee.core.atomic import atomic_file, output_error
from portee.core.errors import InputError, SourceError
from portee.core.progress import Progress
from portee.services.workspace.catalogue import OpenSource
from portee.services.workspace.download import NOTE, Downloaded, download
from portee.services.workspace.finding import FoundFile

__all__ = ["TRIES", "fetch_found", "patiently"]

MEGABYTE = 1_000_000
TRIES, PAUSE_S = 3, 2.0
"""How often a connection that was lost is taken up again, and the pause before: large files come over hours."""

Came = TypeVar("Came")


def patiently(fetch: Callable[[], Came], *, tries: int = TRIES, pause: Callable[[float], None] = time.sleep) -> Came:
    """What `fetch` brings; where the connection is lost it goes on where it stopped, a few times.

    Args:
        fetch: brings a file, and raises InputError when the server is away. pause: waits for so many seconds.

    Raises:
        PorteeError: of the last try; a file that is wrong, or not there, is not asked for again.
    """
    for number in range(1, tries):
        try:
            return fetch()
        except InputError as problem:
            if isinstance(problem, SourceError):
                raise
            pause(PAUSE_S * number)
    return fetch()


def fetch_found(
    source: OpenSource,
    found: FoundFile,
    folder: Path,
    *,
    now: datetime,
    name: str | None = None,
    sums: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Downloaded:
    """The file of a source in a folder, its origin, licence and SHA-256 beside it.

    Args:
        name: that it gets, in place of the usual one. sums: that a person typed; they go before the publisher's.

    Raises:
        PorteeError: as `download`.
    """
    if found.content is None:
        typed = dict(sums or {})
        return download(
            found.address, folder, now=now, name=name or found.name, sums=typed or found.sums,
            md5_from=None if typed else found.md5_from, licence=found.licence,
            largest=source.largest_mb * MEGABYTE, sent_by=found.sent_by, progress=progress,
        )  # fmt: skip
    target = folder / (name or found.name)
    data = found.content.encode()
    digest = hashlib.sha256(data).hexdigest()
    told = {
        "address": found.address, "moment": now.isoformat(timespec="seconds"), "licence": found.licence,
        "sha256": digest, "bytes": len(data), "compared": False, "mark": None,
    }  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, folder) from problem
    with atomic_file(target) as partial:
        partial.write_bytes(data)
    with atomic_file(target.with_name(f"{target.name}{NOTE}")) as partial:
        partial.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Downloaded(target, digest, len(data), found.address, found.licence, 0, compared=False)
