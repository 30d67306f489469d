from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.services.hubs.asked import SitingAsked
from portee.services.hubs.third_places import Declared, site_third_places, third_place_facts
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.ground import WALK, grid_of, homes_of

ASKED = SitingAsked("households", "covering", within_min=8.0, count=2)


def test_who_is_near_goes_some_days(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    found = site_third_places(xs_world, homes, places, ASKED, Declared(0.25, 2.0), WALK, None, threads=1)
    facts = third_place_facts(found)
    near = found.sited.found.value
    assert facts["trips_week"] == pytest.approx(near * 0.25 * 2.0 * 2)
    assert facts["minutes_week"] is None
    assert sum(one["trips_week"] for one in facts["opened"]) == pytest.approx(facts["trips_week"])
    assert found.to_geodataframe()["trips_week"].sum() == pytest.approx(facts["trips_week"])


def test_known_trips_make_the_minutes_avoided_most(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    usual = pl.Series("usual", np.where(np.arange(len(homes)) % 2, 45.0, 3.0))
    homes = replace(homes, attributes=homes.attributes.with_columns(usual))
    declared = Declared(0.5, 1.0, "usual")
    found = site_third_places(xs_world, homes, places, ASKED, declared, WALK, None, threads=1)
    persons, today = found.sited.demand.weight("households"), found.sited.demand.weight("usual")
    near = np.where(found.sited.minutes <= 8.0, found.sited.minutes, np.inf)
    saved = (today - np.minimum(today, near[:, found.sited.found.opened].min(axis=1))) @ persons
    assert found.replaced.minutes_week.sum() == pytest.approx(saved * 0.5 * 2)
    for place in range(len(places)):
        alone = (today - np.minimum(today, near[:, place])) @ persons
        assert alone <= saved + 1e-6
    assert third_place_facts(found)["minutes_week"] == pytest.approx(saved)


@pytest.mark.parametrize(
    ("asked", "declared", "says"),
    [
        ({"model": "p-median"}, {}, "trips avoided alone"),
        ({}, {"share": 2.0}, "share of 2"),
        ({}, {"usual": "poor_households"}, "nearer to anybody"),
    ],
)
def test_what_cannot_be_is_told(
    xs_world: World, xs_territory: SyntheticTerritory, asked: dict[str, Any], declared: dict[str, Any], says: str
) -> None:
    homes = homes_of(xs_world, xs_territory)
    nobody = pl.Series("poor_households", np.zeros(len(homes)))
    homes = replace(homes, attributes=homes.attributes.with_columns(nobody))
    with pytest.raises(ParameterError, match=says):
        site_third_places(
            xs_world, homes, grid_of(xs_world), replace(ASKED, **asked), replace(Declared(0.3, 1.0), **declared), WALK,
            None, threads=1,
        )  # fmt: skip
