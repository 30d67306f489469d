from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.services.hubs.candidates import by_id, candidates_of, flags
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


def test_stops_are_one_per_station(xs_world: World) -> None:
    table = xs_world.network.timetable
    assert table is not None
    found = candidates_of("stops", xs_world.network)
    used = set(np.asarray(table.pattern_stop).tolist())
    stations = {int(table.stop_station[k]) if table.stop_station[k] >= 0 else -1 - k for k in used}
    assert len(found) == len(stations)
    assert set(found.ids.tolist()) <= set(table.stop_id)


def test_a_grid_gives_one_point_per_square_with_streets(xs_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse, fine = (candidates_of(f"grid:{side}", xs_world.network) for side in (1000, 500))
    assert 0 < len(coarse) < len(fine)
    assert fine.geometry is None
    monkeypatch.setattr("portee.services.hubs.candidates.MOST_CANDIDATES", len(fine) - 1)
    with pytest.raises(ParameterError, match=r"A grid of 500 m has more than .* Give grid:1000"):
        candidates_of("grid:500", xs_world.network)


def test_a_file_brings_its_columns_and_what_has_none_says_so(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:  # fmt: skip
    found = candidates_of(xs_territory.jobs, xs_world.network, weights=("jobs",))
    assert found.weight("jobs").sum() > 0
    with pytest.raises(ParameterError, match="'stops' have no column 'euros'"):
        candidates_of("stops", xs_world.network, weights=("euros",))
    network = replace(xs_world.network, timetable=None)
    with pytest.raises(ParameterError, match="no stops"):
        candidates_of("stops", network)


def test_named_candidates_are_flagged_and_unknown_ones_refused(xs_world: World) -> None:
    found = by_id(candidates_of("stops", xs_world.network))
    assert found.ids.tolist() == sorted(found.ids.tolist())
    assert flags(found, (str(found.ids[1]),), "--decided").nonzero()[0].tolist() == [1]
    with pytest.raises(ParameterError, match="No candidate has the id 'nowhere'"):
        flags(found, ("nowhere",), "--decided")
