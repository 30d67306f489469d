"""The built scripts of the pages, as Vite's manifest names them; none where Portée was installed without them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portee.web.statics import FOLDER

__all__ = ["BUILT", "Script", "script_of"]

BUILT = FOLDER / "built"
ADDRESS = "/static/built/"


@dataclass(frozen=True)
class Script:
    """A page's script: addresses of its module, of the modules it begins with, and of its styles."""

    module: str
    imports: tuple[str, ...]
    styles: tuple[str, ...]


def script_of(page: str, folder: Path = BUILT) -> Script | None:
    """The script of a page, None where it was not built: the page then says so."""
    entries = _manifest(folder)
    entry = entries.get(f"src/{page}.ts")
    if entry is None:
        return None
    imports, styles = [], list(entry.get("css", ()))
    waiting = list(entry.get("imports", ()))
    while waiting:
        name = waiting.pop(0)
        part = entries[name]
        if part["file"] not in imports:
            imports.append(part["file"])
            styles += part.get("css", ())
            waiting += part.get("imports", ())
    return Script(
        ADDRESS + entry["file"], tuple(ADDRESS + name for name in imports),
        tuple(ADDRESS + name for name in dict.fromkeys(styles)),
    )  # fmt: skip


@cache
def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
