from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.reports.maplayers import Words
from portee.services.hubs.asked import SitingAsked
from portee.services.hubs.page import check_page, write_hub_page
from portee.services.hubs.record import site_record
from portee.services.hubs.site import site_hubs
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.ground import WALK, grid_of, homes_of


def test_a_page_shows_open_places_and_what_is_told(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:  # fmt: skip
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    asked = SitingAsked("households", "covering", within_min=8.0, count=2)
    found = site_hubs(xs_world, homes, places, asked, WALK, None, threads=1)
    record = site_record(xs_world.network, {"demand": homes, "candidates": places}, found, WALK, None)
    path = tmp_path / "hubs.html"
    write_hub_page(path, xs_world.network, found, Words("Où", "Where"), [Words("Prouvé", "Proved")], record)
    text = path.read_text(encoding="utf-8")
    assert "Prouv" in text
    assert "Open places" in text
    assert "Persons served" in text
    assert "domaine public" in text, "remarks are in both languages"


def test_a_page_ends_in_html() -> None:
    with pytest.raises(ParameterError, match=r"ends in \.html"):
        check_page(Path("hubs.png"))
