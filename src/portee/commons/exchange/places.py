"""Where another commons may be: a folder, a Git bundle in a file, or an address that begins with http."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from portee.core.errors import InputError, ParameterError

__all__ = ["Place", "place"]

_MEND = "Give a folder, a file made with --bundle, or an address that begins with https://"
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True)
class Place:
    """Another commons: what it is, and where, as Git is to be told."""

    kind: Literal["folder", "bundle", "web"]
    where: str

    @property
    def is_public(self) -> bool:
        """Whether others may be told the address."""
        return self.kind == "web"


def place(text: str) -> Place:
    """Understand where somebody means. Nothing is asked of it yet.

    Raises:
        ParameterError: it is an address of a kind that is not used, or holds a password.
        InputError: there is nothing there.
    """
    scheme = text.split("://", 1)[0].lower() if "://" in text else ""
    if scheme in ("http", "https"):
        parts = urlsplit(text)
        if parts.username is not None or parts.password is not None:
            raise ParameterError("The address holds a name or a password.", where=scheme, mend="Leave them out.")
        if not parts.hostname or not text.isprintable() or " " in text:
            raise ParameterError(f"'{text[:80]}' is no address.", mend=_MEND)
        return Place("web", text)
    if scheme == "file":
        parts = urlsplit(text)
        if parts.netloc not in ("", "localhost"):
            raise ParameterError(f"'{text[:80]}' is on another machine.", mend=_MEND)
        return _on_disk(Path(unquote(parts.path)))
    path = Path(text)
    if "\0" not in text and path.exists():
        return _on_disk(path)
    if scheme or _SCHEME.match(text) or re.match(r"^[^/\\]+@[^/\\]+:", text):
        raise ParameterError(f"'{text[:80]}' is no kind of address that a commons is pulled from.", mend=_MEND)
    raise InputError("There is nothing there.", where=text[:200], mend=_MEND)


def _on_disk(path: Path) -> Place:
    if path.is_file():
        return Place("bundle", str(path.resolve()))
    inner = path / ".git"
    if inner.is_dir() and not inner.is_symlink():
        return Place("folder", str(inner.resolve()))
    if (path / "objects").is_dir() and (path / "HEAD").is_file():
        return Place("folder", str(path.resolve()))
    raise InputError("There is no Git repository there.", where=str(path), mend=_MEND)
