"""The invented village's feed with something wrong in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["changed_feed"]

Change = Callable[[str], str] | None


def changed_feed(source: Path, target: Path, changes: Mapping[str, Change]) -> Path:
    """Copy a feed, changing the text of some members; None leaves a member out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            change = changes.get(name)
            if change is not None:
                new.writestr(name, change(text))
            elif name not in changes:
                new.writestr(name, text)
    return target
