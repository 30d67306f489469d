from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from portee.cli.hub_told import tell_sites, tell_third_places
from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.services.hubs.asked import SitingAsked
from portee.services.hubs.site import site_hubs
from portee.services.hubs.third_places import Declared, site_third_places
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.cli.conftest import as_typed
from tests.services.hubs.ground import WALK, grid_of, homes_of

OUT = Output(CommonOptions(lang=Language.en))


def test_the_gap_is_told_as_it_is(
    xs_world: World, xs_territory: SyntheticTerritory, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = SitingAsked("households", count=2)
    found = site_hubs(xs_world, homes_of(xs_world, xs_territory), grid_of(xs_world), asked, WALK, None, threads=1)
    tell_sites(OUT, found, Path("hubs.csv"))
    assert "no other choice within these limits does better" in as_typed(capsys.readouterr().out)
    worse = replace(found, found=replace(found.found, bound=0.9 * found.found.value))
    tell_sites(OUT, worse, Path("hubs.csv"))
    said = as_typed(capsys.readouterr().out)
    assert "better by 10.00% at most" in said
    assert "portee map" not in said
    unknown = replace(found, found=replace(found.found, bound=-np.inf))
    tell_sites(OUT, unknown, Path("hubs.gpkg"))
    said = as_typed(capsys.readouterr().out)
    assert "It is not known" in said
    assert "portee map hubs.gpkg -o hubs.html" in said


def test_hours_are_told_where_todays_trips_are_known(
    xs_world: World, xs_territory: SyntheticTerritory, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = SitingAsked("households", "covering", within_min=8.0, count=2)
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    for usual, told in ((None, False), ("households", True)):
        declared = Declared(0.3, 1.0, usual)
        found = site_third_places(xs_world, homes, places, asked, declared, WALK, None, threads=1)
        tell_third_places(OUT, found, Path("places.csv"))
        said = as_typed(capsys.readouterr().out)
        assert ("hours of travel a week" in said) == told
        assert ("long trips a week" in said) == told
        near = f"{found.sited.groups[0].served:,.0f} persons have an open third place within 8.0 minutes"
        assert (near in said) != told
