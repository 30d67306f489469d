"""The register of territories of a site: `territories.parquet` in the folder of its workspace."""

from __future__ import annotations

from portee.services.commons_reading.carried import register_at
from portee.territory.registry import Registry
from portee.web.site import Site

__all__ = ["register_of"]


def register_of(site: Site) -> Registry | None:
    """Read once; None where the workspace has none. Raises SourceError."""
    return site.once("register", lambda: register_at(site.workspace.folder))
