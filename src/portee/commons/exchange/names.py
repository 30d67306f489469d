"""Which names of files a commons has, and why another name is refused before it reaches any disk.

A name that is harmless for Git on one system may mean `.git` on another, where case, invisible signs, trailing dots or
short names are not told apart (CVE-2014-9390, CVE-2019-1352, CVE-2019-1353). So only plain names are let in at all.
"""

from __future__ import annotations

import re
import unicodedata

from portee.commons.records.kinds import KINDS

__all__ = ["DEEPEST", "entry_problem", "folder_problem", "place_of"]

DEEPEST = 8
"""Folders within folders."""
LONGEST_NAME = 200
"""Bytes of one name; disks allow 255."""

_SIGNS = frozenset(" ._-+(),'&=@#!")
_GIT = re.compile(r"^\.?git", re.IGNORECASE)
_HARMLESS = frozenset({".gitignore", ".gitkeep", ".github", ".gitlab", ".gitlab-ci.yml"})
_WINDOWS = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_FOLDER = re.compile(r"^\.?[a-z0-9]+(?:-[a-z0-9]+)*$")
_FILE, _FOLDER_MODE = b"100644", b"40000"
_MODES = {
    b"120000": "It is a link to somewhere else.",
    b"160000": "It is a repository inside the repository.",
    b"100755": "It is a program to run.",
}


def entry_problem(mode: bytes, name: bytes) -> str | None:
    """Why a file or folder of this mode and name is no part of a commons; None when it may be one."""
    if mode not in (_FILE, _FOLDER_MODE):
        return _MODES.get(mode, "It is neither a plain file nor a folder.")
    if len(name) > LONGEST_NAME:
        return f"Its name has more than {LONGEST_NAME} bytes."
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return "Its name is no UTF-8 text."
    plain = unicodedata.normalize("NFKC", text)
    if text in ("", ".", "..") or plain != unicodedata.normalize("NFC", text):
        return "Its name leads elsewhere or can be taken for another."
    if not all(sign.isalnum() or sign in _SIGNS or unicodedata.category(sign) == "Mn" for sign in text):
        return "Its name holds signs that some systems read otherwise."
    if text != text.strip(" ") or text.endswith(".") or text.startswith("-"):
        return "Its name begins or ends with a sign that some systems drop or read as an option."
    if _GIT.match(plain) and text.startswith(".") and text not in _HARMLESS:
        return "Its name belongs to Git itself."
    if _WINDOWS.match(plain):
        return "Its name is that of a device on some systems."
    return None


def folder_problem(place: str, depth: int, name: str) -> str | None:
    """Why a folder may not lie there; `place` is what `place_of` says of the folder around it."""
    if depth >= DEEPEST:
        return f"It lies more than {DEEPEST} folders deep."
    if place == "records":
        return "Files of records lie right in the folder of their type."
    if depth == 0 and not _FOLDER.match(name):
        return "No commons has such a folder."
    return None


def place_of(place: str, depth: int, name: str) -> str:
    """What a folder holds: "records" or "other"; the whole is "root"."""
    return ("records" if name in KINDS else "other") if depth == 0 else place
