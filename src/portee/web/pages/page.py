"""A page of the application: its name in addresses, what answers for it, and whether the menu shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter

from portee.web.site import Site

__all__ = ["Page"]


def _always(site: Site) -> bool:
    del site
    return True


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
        shown: whether the menu shows it on a site, as far as `menu` does: what a workspace lacks is not offered.
    """

    slug: str
    router: APIRouter
    menu: bool = True
    heavy: bool = False
    heavy_at: str = ""
    shown: Callable[[Site], bool] = _always
