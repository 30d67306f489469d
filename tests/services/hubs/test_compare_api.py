from __future__ import annotations

from pathlib import Path

import pytest

import portee
from portee.core.errors import ParameterError
from portee.services.hubs.compare_write import comparison_facts
from portee.services.hubs.design_asked import DesignAsked
from portee.services.hubs.gains_compared import worth_per_person
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.compared import small
from tests.services.hubs.village_hubs import given_in, village_hub


def test_one_hub_or_several_are_compared_and_written(tmp_path: Path) -> None:
    found = portee.hub_compare("fabriques")
    assert [case.plan.id for case in found.cases] == ["nothing", "fabriques"]
    several = portee.hub_compare([small("a"), small("b")])
    assert [case.plan.id for case in several.cases] == ["nothing", "a", "b"]
    portee.write_hub_comparison(several, [tmp_path / "hubs.csv"])
    assert (tmp_path / "hubs.csv").is_file()


def test_demand_needs_a_network_a_territory_and_opportunities(
    tmp_path: Path, xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    given = given_in(xs_world, xs_territory)
    with pytest.raises(ParameterError, match="--opportunities is not given"):
        portee.hub_compare("fabriques", xs_world, given.territory)
    with pytest.raises(ParameterError, match="1 replications tell no interval"):
        portee.hub_compare("fabriques", xs_world, given.territory, given.opportunities, replications=1)
    # Before minutes of computing.
    with pytest.raises(ParameterError, match="1000000 replications are too many"):
        portee.hub_compare("fabriques", xs_world, given.territory, given.opportunities, replications=1_000_000)
    with pytest.raises(ParameterError, match="-1 is no seed"):
        portee.hub_compare("fabriques", xs_world, given.territory, given.opportunities, asked=DesignAsked(seed=-1))
    plan = village_hub(xs_territory, "fabriques-cars")
    found = portee.hub_compare(
        plan, xs_world, given.territory, given.opportunities, weights=["jobs"], replications=0
    )  # fmt: skip
    assert found.figure("modelled_trips").values[1] != 0
    gains = comparison_facts(found)["hubs"][1]["gains"]
    assert gains
    assert all(one["people"] >= 11 and one["surplus_eur_month_person"] >= 0 for one in gains)
    files = [tmp_path / f"hubs{ending}" for ending in (".gpkg", ".png", ".html")]
    portee.write_hub_comparison(found, maps=files, pages=[tmp_path / "page.html", tmp_path / "page.pdf"])
    assert all(file.stat().st_size > 0 for file in files)
    with pytest.raises(ParameterError, match="nothing to map"):
        portee.write_hub_comparison(portee.hub_compare("fabriques"), maps=files)


@pytest.mark.real
@pytest.mark.slow
def test_the_designs_of_the_fabriques_hub_on_real_data(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "euromed"
    network = tmp_path / "network"
    portee.build(network, osm=folder / "streets.osm.pbf", gtfs=[folder / "gtfs.zip"])
    found = portee.hub_compare(
        ["fabriques-bikes", "fabriques-cars"], network, folder / "filosofi_200m.csv", [folder / "pois.csv"],
        offers="marseille", asked=DesignAsked(draws=20, seed=1), replications=2,
    )  # fmt: skip
    bikes, cars = found.designs
    assert bikes.walk_m is not None
    assert bikes.walk_m < 300, "the stop of the quarter is near"
    trips = found.figure("modelled_trips").values
    assert trips[0] == 0
    assert (trips[1] or 0) > (trips[2] or 0) > 0, "cars are booked by application alone, and few take them"
    assert found.figure("offline_all").values[1] == 1
    assert (found.figure("offline_all").values[2] or 0) < 0.2
    who = "no-smartphone-no-card"
    assert worth_per_person(cars, who) == 0 < worth_per_person(bikes, who)
    assert bikes.accounts.plan.services[0].use, "use is filled by the model"
    files = [tmp_path / f"hubs{ending}" for ending in (".xlsx", ".csv", ".json")]
    pages = [tmp_path / f"hubs{ending}" for ending in (".html", ".pdf")]
    maps = [tmp_path / f"hubs{ending}" for ending in (".gpkg", ".png")]
    portee.write_hub_comparison(found, files, pages=pages, maps=maps)
    assert all(path.stat().st_size > 0 for path in (*files, *pages, *maps))
