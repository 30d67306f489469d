"""Where the commons of a site lies."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request

from portee.web.errors import Problem
from portee.web.rendering import language_of
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["commons_of"]


def commons_of(request: Request) -> Path:
    """The folder of the site's commons. Raises Problem 404 where it has none."""
    found = site_of(request).workspace.commons
    if found is None or not found.is_dir():
        raise Problem(404, say(language_of(request), "propose-no-commons"))
    return found
