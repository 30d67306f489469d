"""Before and after a scenario: the same as computing both worlds whole, and an empty scenario changes nothing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems
from portee.reach import reach
from portee.reach.options import Travel, Window
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.services import compare as module
from portee.services.access import compute_access
from portee.services.compare import Comparison, compare_scenario
from portee.services.compare_record import comparison_docs, comparison_record
from portee.services.measures import Asked
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.services.journeys import WINDOW, request_of
from tests.worlds import grid_streets, random_places, store_network

ASKED = Asked(weights=("jobs",), cutoffs=(10.0, 20.0))


def _lines(world: World) -> list[str]:
    assert world.network.timetable is not None
    return list(world.network.timetable.route_short_name)


def _compared(world: World, territory: SyntheticTerritory, body: str, **options: object) -> Comparison:
    asked = request_of(world, territory)
    scenario = parse_scenario("name: test\nmodifications:\n" + body)
    return compare_scenario(
        world, scenario, asked.origins, {"jobs": asked.destinations}, ASKED, asked.travel, WINDOW, **options  # type: ignore[arg-type]
    )  # fmt: skip


def test_an_empty_scenario_changes_nothing(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    asked = request_of(xs_world, xs_territory)
    empty = parse_scenario("name: nothing\nmodifications: []\n")
    found = compare_scenario(
        xs_world, empty, asked.origins, {"jobs": asked.destinations}, ASKED, asked.travel, WINDOW
    )  # fmt: skip
    assert not found.searched.any()
    np.testing.assert_array_equal(found.base, found.scenario)
    assert (found.change == 0).all()


def test_it_is_as_if_both_worlds_were_computed_whole(
    xs_world: World, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    timetable, streets = xs_world.network.timetable, xs_world.network.streets
    assert timetable is not None
    lon, lat = float(timetable.stop_lon[0]), float(timetable.stop_lat[0])
    ends = [[float(at[k]) / 1e7 for at in (streets.node_lon_e7, streets.node_lat_e7)] for k in (0, 40)]
    bodies = [f"  - {{type: remove_line, line: '{line}'}}\n" for line in _lines(xs_world)[:3]]
    bodies += [
        f"  - {{type: add_line, id: N, name: N, mode: bus, stops: [{{id: x, name: X, lon: {lon}, lat: {lat}}}, "
        f"'{timetable.stop_id[5]}'], every_min: 5, between: {{from: '06:00', until: '22:00'}}}}\n",
        f"  - {{type: add_street, name: New, line: {ends}, modes: [walk]}}\n",
    ]
    for body in bodies:
        found = _compared(xs_world, xs_territory, body)
        assert (found.change <= 0).all() if "remove" in body else (found.change >= 0).all()
        with monkeypatch.context() as patch:
            patch.setattr(module, "_rows", lambda *asked: np.ones(len(asked[2]), np.bool_))
            whole = _compared(xs_world, xs_territory, body)
        np.testing.assert_array_equal(found.scenario, whole.scenario)
        assert whole.searched.all()


def test_new_homes_and_new_jobs(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    asked = request_of(xs_world, xs_territory)
    at = f"lon: {asked.origins.lon[0]:.6f}, lat: {asked.origins.lat[0]:.6f}"
    body = f"  - {{type: add_places, places: [{{id: new, {at}, jobs: 1000}}]}}\n"
    found = _compared(xs_world, xs_territory, body)
    assert found.searched.all()
    assert (found.change >= 0).all()
    assert found.change[0, 1] == 1000
    homes = f"  - {{type: add_residents, places: [{{id: fresh, {at}}}]}}\n"
    more = _compared(xs_world, xs_territory, homes)
    assert len(more.origins) == len(asked.origins) + 1
    assert more.searched.tolist() == [False] * len(asked.origins) + [True]
    assert np.isnan(more.base[-1]).all()
    np.testing.assert_array_equal(more.scenario[-1], more.scenario[0])


def test_a_dated_change_counts_from_its_day(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    body = f"  - {{type: remove_line, line: '{_lines(xs_world)[0]}', from: 2090-01-01}}\n"
    assert not _compared(xs_world, xs_territory, body).searched.any()
    assert _compared(xs_world, xs_territory, body, day=date(2090, 1, 1)).searched.any()


def test_what_does_not_fit_is_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    with pytest.raises(ManyProblems, match="There is no line 'Z99'"):
        _compared(xs_world, xs_territory, "  - {type: remove_line, line: Z99}\n")


def test_columns_and_record(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    scenario = parse_scenario(f"name: test\nmodifications: [{{type: remove_line, line: '{_lines(xs_world)[0]}'}}]\n")
    found = _compared(xs_world, xs_territory, f"  - {{type: remove_line, line: '{_lines(xs_world)[0]}'}}\n")
    frame = found.to_geodataframe()
    for part in ("base", "scenario", "change"):
        assert f"{part}_jobs_within_20_min_p50" in frame.columns
    np.testing.assert_array_equal(
        frame["change_jobs_within_20_min_p50"],
        frame["scenario_jobs_within_20_min_p50"] - frame["base_jobs_within_20_min_p50"],
    )
    docs = comparison_docs(found, "fr")
    assert docs["change_jobs_within_20_min_p50"].endswith("après moins avant")
    record = comparison_record(xs_world.network, found, scenario, [])
    assert record["parameters"]["scenario"]["id"] == scenario.id
    assert record["parameters"]["scenario"]["modifications"][0]["type"] == "remove_line"


@settings(max_examples=6)
@given(st.integers(0, 2**32 - 1))
def test_closing_a_street_is_exact_for_those_left_alone(seed: int) -> None:
    from tests.worlds import TODAY, random_places, random_world

    rng, world = np.random.default_rng(seed), random_world(seed)
    origins, there = random_places(rng, 5, 4, 3), random_places(rng, 4, 4, 3, "d")
    there = replace(there, attributes=pl.DataFrame({"jobs": np.arange(1.0, 5.0)}))
    travel, window = Travel(max_walk_min=3, max_time_min=20, max_transfer_m=200), Window(TODAY, 8 * 3600, 10)
    x, y = float(rng.uniform(5.0, 5.004)), float(rng.uniform(43.0, 43.003))
    area = f"[[{x}, {y}], [{x + 0.0004}, {y}], [{x + 0.0004}, {y + 0.0004}], [{x}, {y + 0.0004}]]"
    scenario = parse_scenario(f"name: x\nmodifications: [{{type: close_streets, area: {area}}}]\n")
    try:
        changed = apply_scenario(scenario, world)
    except ManyProblems:
        return  # no street lies there
    found = compare_scenario(world, scenario, origins, {"jobs": there}, Asked(("jobs",), (9.0,)), travel, window)
    minutes = reach(changed, origins, there, travel, window, percentiles=(50.0,)).minutes()
    minutes = minutes.reshape(len(origins), -1)
    jobs = there.weight("jobs")
    np.testing.assert_array_equal(found.scenario[:, 0], ((minutes <= 9) * jobs).sum(axis=1))
    assert isinstance(found.origins, Places)


def test_on_a_day_of_strike_one_walks(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = _compared(xs_world, xs_territory, "  - {type: cancel}\n")
    asked = request_of(xs_world, xs_territory)
    on_foot = Travel(mode="walk", max_time_min=30, max_walk_min=20)
    minutes = reach(xs_world, asked.origins, asked.destinations, on_foot).minutes().reshape(len(asked.origins), -1)
    within = ((minutes <= 20) * asked.destinations.weight("jobs")).sum(axis=1)
    np.testing.assert_allclose(found.scenario[:, 1], within)
    assert (found.change[:, 1] < 0).any()


def _assert_same_comparison(one: Comparison, other: Comparison) -> None:
    assert one.base.tobytes() == other.base.tobytes()
    assert one.scenario.tobytes() == other.scenario.tobytes()
    assert (one.columns, one.notes, one.percentiles) == (other.columns, other.notes, other.percentiles)
    assert (one.searched == other.searched).all()


SPOILS = ("as it is", "a bit", "cut short", "empty", "of another question")


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1), st.sampled_from(SPOILS), st.sampled_from([(50.0,), (5.0, 95.0)]))
def test_a_base_that_was_kept_gives_the_same_bits_whatever_became_of_the_file(
    xs_world: World, xs_territory: SyntheticTerritory, seed: int, spoil: str, ranks: tuple[float, ...]
) -> None:
    rng = np.random.default_rng(seed)
    lines = _lines(xs_world)
    bodies = [f"  - {{type: remove_line, line: '{lines[k]}'}}\n" for k in rng.integers(0, len(lines), 2).tolist()]
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name)
        for place, body in enumerate(bodies):
            fresh = _compared(xs_world, xs_territory, body, percentiles=ranks)
            _assert_same_comparison(fresh, _compared(xs_world, xs_territory, body, percentiles=ranks, kept=kept))
            (file,) = kept.iterdir()
            if place == 0:
                _spoil(file, spoil, rng)


def _spoil(file: Path, spoil: str, rng: np.random.Generator) -> None:
    whole = bytearray(file.read_bytes())
    if spoil == "a bit":
        whole[int(rng.integers(0, len(whole)))] ^= 1 << int(rng.integers(0, 8))
    elif spoil == "cut short":
        whole = whole[: int(rng.integers(0, len(whole)))]
    elif spoil == "empty":
        whole = bytearray()
    elif spoil == "of another question":
        whole = bytearray(bytes(whole).replace(file.stem.encode(), b"0" * len(file.stem)))
    file.write_bytes(bytes(whole))


def test_a_base_that_was_kept_is_not_searched(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []

    def counted(reaches: Any, *asked: Any, **more: Any) -> Any:
        searched.append(len(reaches[0].origins))
        return compute_access(reaches, *asked, **more)

    monkeypatch.setattr(module, "compute_access", counted)
    body = f"  - {{type: remove_line, line: '{_lines(xs_world)[0]}'}}\n"
    first = _compared(xs_world, xs_territory, body, kept=tmp_path)
    assert len(searched) == 2
    again = _compared(xs_world, xs_territory, body, kept=tmp_path)
    assert searched[2:] == [int(first.searched.sum())]
    _assert_same_comparison(first, again)
    other = _compared(xs_world, xs_territory, body, kept=tmp_path, percentiles=(90.0,))
    assert searched[3:] == [len(other.origins), int(other.searched.sum())]


def test_a_network_built_again_in_the_same_folder_is_searched_again(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    origins, there = random_places(rng, 5, 4, 3), random_places(rng, 4, 4, 3, "d")
    there = replace(there, attributes=pl.DataFrame({"jobs": np.arange(1.0, 5.0)}))
    empty, asked = parse_scenario("name: nothing\nmodifications: []\n"), Asked(("jobs",), (9.0,))
    travel = Travel(mode="walk", max_time_min=20)
    found = []
    for built in (1, 2):
        streets = grid_streets(4, 3, rng=np.random.default_rng(built))
        store_network(tmp_path / "net", streets, None, (f"time {built}", "none"))
        world = World.open(tmp_path / "net")
        kept, fresh = (
            compare_scenario(world, empty, origins, {"jobs": there}, asked, travel, None, kept=folder)
            for folder in (tmp_path / "kept", None)
        )
        _assert_same_comparison(kept, fresh)
        found.append(kept.base)
    assert (found[0] != found[1]).any()
