"""A site whose commons has a rule with a place: no scooter is left around the middle of the village."""

from __future__ import annotations

from portee.commons.records.charter_rule import CharterRule
from portee.commons.repository.repository import Change, Commons
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.web.site import Site
from tests.commons.examples import example

__all__ = ["RULE", "SIDE", "lay_rule", "middle"]

RULE = "charter-rule/place-libre"
SIDE = 0.004
"""Half the side of the area, degrees."""


def middle(site: Site) -> tuple[float, float]:
    """(longitude, latitude) of the middle of the village."""
    west, south, east, north = site.world.network.bounds
    return (west + east) / 2, (south + north) / 2


def lay_rule(site: Site, *, status: str = "published", id: str = RULE, **area: object) -> None:
    """Commit the rule."""
    assert site.workspace.commons is not None
    lon, lat = middle(site)
    corners = [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    outline = [f"{lat + SIDE * a:.5f}, {lon + SIDE * b:.5f}" for a, b in corners]
    record = example(
        "charter-rule", id=id, title={"fr": "Place libre", "en": "Free square"}, status=status, version=1,
        rule={"fr": "On ne laisse pas de trottinette sur la place.", "en": "No scooter is left on the square."},
        consents=[{"by": "stakeholder/regie-des-moulins", "date": "2026-04-02", "says": "agrees"}],
        area={"outline": outline, "forbids": ["park"], "vehicles": ["scooter"], **area},
    )  # fmt: skip
    assert isinstance(record, CharterRule)
    path = record_path(id)
    commons = Commons.open(site.workspace.commons)
    commons.save(Change({path: record_text(RecordFile(record)).encode()}, "A rule", "Mimosa", {path: None}))
