"""Where each page of the site lies, and how one page leads to another without knowing where the site is."""

from __future__ import annotations

import posixpath
import re

from portee.commons.records.references import ID, split_id

__all__ = ["PAGES", "matrix_path", "page_path", "record_page", "relative", "type_page"]

KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")

PAGES = ("index", "matrix", "search", "changes", "reuse")
"""Pages that each language has once."""


def page_path(name: str, lang: str) -> str:
    """A page that there is one of."""
    if name not in PAGES:
        raise ValueError(f"there is no page {name!r}")
    return f"{lang}/{name}.html"


def record_page(id: str, lang: str) -> str:
    """The page of a record."""
    if not ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id")
    return f"{lang}/{id}.html"


def type_page(kind: str, lang: str) -> str:
    """The page of a type. It lies apart from the records, one of which may have any name."""
    if not KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is no type")
    return f"{lang}/types/{kind}.html"


def matrix_path(place: str, lang: str) -> str:
    """The matrix of one place."""
    if not ID.fullmatch(place):
        raise ValueError(f"{place!r} is no id")
    kind, slug = split_id(place)
    return f"{lang}/matrix/{kind}--{slug}.html"


def relative(target: str, page: str) -> str:
    """The address of a file of the site, as a page of it links to it."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
