"""The commons of the workspace, opened once and read again when it changes."""

from __future__ import annotations

from fastapi import Request

from portee.services.commons_reading.shelf import Reading, Shelf
from portee.web.errors import Problem
from portee.web.rendering import language_of
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = ["reading_of", "shelf_of"]


def shelf_of(site: Site, lang: str = "en") -> Shelf:
    """The commons of a site. Raises Problem where the workspace has none; lang: of what is said then."""
    root = site.workspace.commons
    if root is None:
        raise Problem(404, say(lang, "commons-none"), say(lang, "commons-none-hint"))
    return site.once("commons", lambda: Shelf(root))


def reading_of(request: Request) -> Reading:
    """The last commit of the commons, read, for whoever asks. Raises Problem."""
    return shelf_of(site_of(request), language_of(request)).reading()
