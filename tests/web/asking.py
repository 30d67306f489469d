"""Forms sent as a browser sends them."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from portee.services.gazetteer import Gazetteer
from portee.web.site import Site

__all__ = ["place_name", "send"]


def send(client: TestClient, path: str, **fields: str) -> Any:
    """Open the page, then send its form."""
    client.get(path)
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return client.post(path, data={"csrf": client.cookies["portee-form"], **named})


def place_name(site: Site) -> str:
    """A street that is in one place of the territory."""
    names = Gazetteer(site.world.network)
    return next(name for name in site.world.network.streets.names if len(names.find(name)) == 1)
