"""Where people find the site: the address that workspace.yaml tells, before what a request claims."""

from __future__ import annotations

from fastapi import Request

from portee.services.workspace.workspace import Workspace
from portee.web.site import Site, site_of

__all__ = ["base_of", "public_address"]


def public_address(site: Site) -> str | None:
    """As workspace.yaml tells it, without "/" at the end; None where it tells none."""
    workspace = site.workspace
    told = workspace.manifest.address if isinstance(workspace, Workspace) else None
    return None if told is None else told.rstrip("/")


def base_of(request: Request) -> str:
    """What addresses begin with that others keep: the public address, else where the request says that it arrived.

    What a request says is anybody's word: it goes back to whoever sent it, never to others by letter.
    """
    return public_address(site_of(request)) or str(request.base_url).rstrip("/")
