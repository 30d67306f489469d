from __future__ import annotations

from dataclasses import replace

import pytest

from portee.web.site import Site
from portee.web.transit_told import RECONSTRUCTED, departure_told, transit_of
from portee.web.wording import say


def test_lines_of_the_site_are_told_once(site: Site) -> None:
    found = transit_of(site)
    assert found is not None
    assert found.lines
    assert found.day is not None
    assert any(line.departures for line in found.lines)
    assert transit_of(site) is found


def test_a_timetable_that_was_put_together_says_so(site: Site) -> None:
    told = transit_of(site)
    assert told is not None
    assert told.reconstructed is (RECONSTRUCTED in site.world.network.notes)
    fresh, record = Site(site.workspace), site.world.network.provenance[0]
    noted = replace(record, notes=(*record.notes, RECONSTRUCTED))
    world = site.world.replace(
        network=replace(site.world.network, provenance=(noted, *site.world.network.provenance[1:]))
    )
    fresh.once("world", lambda: world)
    other = transit_of(fresh)
    assert other is not None
    assert other.reconstructed


def test_a_territory_without_a_timetable_has_none(site: Site) -> None:
    fresh = Site(site.workspace)
    world = site.world.replace(network=replace(site.world.network, timetable=None))
    fresh.once("world", lambda: world)
    assert transit_of(fresh) is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_departure_after_midnight_says_whose_night_it_is(lang: str) -> None:
    assert departure_told(5 * 3600 + 600, lang) == "05:10"
    assert departure_told(24 * 3600 + 2160, lang) == say(lang, "explorer-line-night", time="00:36")
    assert departure_told(None, lang) == "–"
