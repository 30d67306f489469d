from __future__ import annotations

import json

import pytest

from portee.services.hubs.asked import SitingAsked
from portee.services.hubs.record import column_docs, site_record
from portee.services.hubs.site import site_hubs
from portee.services.hubs.third_places import Declared, site_third_places
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.ground import WALK, grid_of, homes_of


def test_a_record_says_what_was_asked_and_found(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    asked = SitingAsked("households", "covering", within_min=8.0, count=2)
    hubs = site_hubs(xs_world, homes, places, asked, WALK, None, threads=1)
    third = site_third_places(xs_world, homes, places, asked, Declared(0.3, 1.0), WALK, None, threads=1)
    record = site_record(xs_world.network, {"demand": homes}, hubs, WALK, None)
    assert json.loads(json.dumps(record))["parameters"]["asked"]["within_min"] == 8.0
    assert record["siting"]["value"] == hubs.found.value
    told = site_record(xs_world.network, {"demand": homes}, third, WALK, None)
    assert told["parameters"]["declared"] == {"share": 0.3, "days": 1.0, "usual": None}
    assert set(column_docs("hubs", "fr")) <= set(hubs.to_geodataframe().columns)
    assert set(column_docs("third_places", "fr")) <= set(third.to_geodataframe().columns)
    assert set(column_docs("cells", "en")) <= set(hubs.cells().columns)


@pytest.mark.parametrize("table", ["hubs", "third_places", "cells"])
def test_columns_are_told_in_both_languages(table: str) -> None:
    french, english = (column_docs(table, lang) for lang in ("fr", "en"))  # type: ignore[arg-type]
    assert french.keys() == english.keys()
    assert all(french[name] != english[name] for name in french)
