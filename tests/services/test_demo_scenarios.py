from __future__ import annotations

from pathlib import Path

import pytest

from portee.scenarios.scenario import read_scenario
from portee.services.demo_scenarios import BAD_DAY, PROJECTS, write_demo_scenarios
from portee.services.gather import gather
from portee.services.portrait.years import years_of
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.territory import Territory
from portee.world import World


@pytest.mark.parametrize("name", [BAD_DAY, PROJECTS])
def test_they_fit_the_invented_city(
    tmp_path: Path, xs_world: World, xs_territory: SyntheticTerritory, name: str
) -> None:
    write_demo_scenarios(tmp_path, xs_territory.priority)
    before = (tmp_path / name).read_bytes()
    homes, jobs = (gather(path, xs_world.network) for path in (xs_territory.cells, xs_territory.jobs))
    scenario = read_scenario(tmp_path / name, xs_world.replace(territory=Territory(homes, {"jobs": jobs})))
    assert "invent" in scenario.name
    if name == PROJECTS:
        assert years_of(scenario.content.modifications) == (2027, 2028, 2029)
    write_demo_scenarios(tmp_path, xs_territory.priority)
    assert (tmp_path / name).read_bytes() == before
