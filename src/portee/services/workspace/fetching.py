"""A found file into a folder: downloaded by its rules, or written where the answer held it already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from portee.core.atomic import atomic_file, output_error
from portee.core.progress import Progress
from portee.services.workspace.catalogue import OpenSource
from portee.services.workspace.download import NOTE, Downloaded, download
from portee.services.workspace.finding import FoundFile

__all__ = ["fetch_found"]

MEGABYTE = 1_000_000


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
