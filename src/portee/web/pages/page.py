"""A page of the application: its name in addresses, what answers for it, and whether the menu shows it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

__all__ = ["Page"]


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        slug: its part of the address, the same in all languages (/fr/person, /en/person); "" for the first page. The
            menu says the message `page-<slug>`, the first page also `page-<slug>-lead`.
        router: what answers, with paths that begin with "/".
        menu: whether the menu and the first page show it.
        heavy: whether its form is answered by seconds of computation, and so less often.
        heavy_at: what follows the slug in the address of that form.
    """

    slug: str
    router: APIRouter
    menu: bool = True
    heavy: bool = False
    heavy_at: str = ""
