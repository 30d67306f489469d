from __future__ import annotations

from dataclasses import replace

import pytest

from portee.web.ground import ground_of, tile_store
from portee.web.site import Site
from portee.web.wording import LANGUAGES
from tests.web.workspaces import VillageWorkspace


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_asks_nobody_else(site: Site, lang: str) -> None:
    ground = ground_of(site, lang)
    assert ground["tiles"].startswith("/tiles/{z}/{x}/{y}.pbf")
    assert ground["style"] is None
    assert ground["lang"] == lang
    assert "OpenStreetMap" in ground["attribution"]
    west, south, east, north = ground["bounds"]
    assert west < east
    assert south < north
    # What a map shows first lies within what is drawn.
    left, low, right, high = ground["start"]
    assert west < left < right < east
    assert south < low < high < north
    assert ground["zoomIn"] != ground["zoomOut"]


def test_a_map_begins_where_people_live(site: Site) -> None:
    homes = site.places("cells")
    assert homes is not None
    assert ground_of(site, "fr")["start"] == [homes.lon.min(), homes.lat.min(), homes.lon.max(), homes.lat.max()]
    nowhere = Site(site.workspace, site.settings)
    nowhere.once("places cells", lambda: None)
    assert ground_of(nowhere, "fr")["start"] == list(site.world.network.bounds)


def test_another_style_can_be_wanted(site: Site) -> None:
    other = Site(site.workspace, replace(site.settings, map_style="https://example.org/style.json"))
    assert ground_of(other, "fr")["style"] == "https://example.org/style.json"


def test_tiles_have_one_store(site: Site) -> None:
    assert tile_store(site) is tile_store(site)


@pytest.mark.parametrize(("licence", "shown"), [(None, "OpenStreetMap"), ("ODbL 1.0", "OpenStreetMap"), ("CC0", "CC0")])
def test_whoever_made_the_streets_is_thanked(site: Site, licence: str | None, shown: str) -> None:
    other = Site(site.workspace, site.settings)
    network = site.world.network
    provenance = tuple(
        replace(record, licence=licence) if record.source == "osm" else record for record in network.provenance
    )
    other.once("world", lambda: site.world.replace(network=replace(network, provenance=provenance)))
    assert shown in ground_of(other, "fr")["attribution"]


def test_whoever_made_the_ground_is_thanked_and_nothing_of_it_is_taken_for_html(site: Site) -> None:
    assert isinstance(site.workspace, VillageWorkspace)
    workspace = replace(site.workspace, ground_credits=("IGN <b>2024</b>, Licence Ouverte 2.0",))
    shown = ground_of(Site(workspace, site.settings), "fr")["attribution"]
    assert "OpenStreetMap" in shown
    assert shown.endswith(" · IGN &lt;b&gt;2024&lt;/b&gt;, Licence Ouverte 2.0")
