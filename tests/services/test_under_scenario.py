"""Questions about people in the world of a scenario."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portee.core.errors import ManyProblems
from portee.people.library import find_profile
from portee.services.diagnose import diagnose
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.services.under_scenario import under_scenario
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World

DAY = date(2026, 9, 8)


def _written(folder: Path, body: str) -> Path:
    path = folder / "s.yaml"
    path.write_text(f"name: Test\nmodifications:\n{body}", encoding="utf-8")
    return path


def test_without_a_file_all_is_as_it_was(xs_world: World) -> None:
    offers = no_offers()
    under = under_scenario(None, xs_world, offers, {}, DAY)
    assert (under.world, under.offers, under.zones) == (xs_world, offers, None)


def test_a_curfew_takes_an_evening_job_away(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    jobs = gather(xs_territory.jobs, xs_world.network, weights=["jobs"])
    home = Places(jobs.ids[:1], jobs.lon[:1] - 0.01, jobs.lat[:1])
    who = find_profile("newcomer-evening-kitchen")
    path = _written(tmp_path, "  - {type: curfew, last_departure: '18:00'}\n")
    under = under_scenario(path, xs_world, no_offers(), {"jobs": jobs}, DAY)
    assert under.offers.notes[-1] == "In the scenario 'Test'."
    before, after = (
        diagnose(world, who, home, jobs, offers=no_offers(), day=DAY) for world in (xs_world, under.world)
    )  # fmt: skip
    assert after.reached < before.reached


def test_of_a_vacancy_dwellings_count_and_other_places_do_not(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    homes = gather(xs_territory.jobs, xs_world.network)
    at = f"lon: {homes.lon[0]}, lat: {homes.lat[0]}"
    body = f"  - {{type: remove_places, ids: [x]}}\n  - {{type: add_residents, places: [{{id: new, {at}}}]}}\n"
    path = _written(tmp_path, body)
    under = under_scenario(path, xs_world, no_offers(), {}, DAY, zones=homes, homes_alone=True)
    assert under.zones is not None
    assert len(under.zones) == len(homes) + 1
    assert under.offers.notes[-2:] == ("In the scenario 'Test'.", "Changes of places that are left out: 1.")
    with pytest.raises(ManyProblems, match="where people live"):
        under_scenario(path, xs_world, no_offers(), {}, DAY, homes_alone=True)


def test_places_and_prices_change(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    jobs = gather(xs_territory.jobs, xs_world.network, weights=["jobs"])
    body = f"  - {{type: remove_places, ids: ['{jobs.ids[0]}']}}\n  - {{type: energy_price, factor: 2}}\n"
    under = under_scenario(_written(tmp_path, body), xs_world, no_offers(), {"jobs": jobs}, DAY)
    assert len(under.kinds["jobs"]) == len(jobs) - 1
    assert under.offers.shocks == {"energy.": 2.0}
    with pytest.raises(ManyProblems):
        under_scenario(_written(tmp_path, "  - {type: remove_line, line: Z9}\n"), xs_world, no_offers(), {}, DAY)
