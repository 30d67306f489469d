from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground, told
from portee.services.evidence.settings import Goals, Homes, Near, NetworkFiles
from tests.services.evidence.kitchen import CELLS

FILES = NetworkFiles(streets="streets.osm.pbf", timetable=("gtfs.zip",), notes=("reconstructed timetable",))


def test_a_network_is_built_once_and_carries_its_remarks(ground: Ground) -> None:
    first, second = ground.world(FILES), ground.world(FILES)
    assert first.network.key == second.network.key
    assert "reconstructed timetable" in first.network.notes
    assert [text.fr for text in told(("reconstructed timetable",))] == ["Les horaires ont été reconstitués."]
    assert told(("An unknown remark.",))[0].root == {"fr": "An unknown remark.", "en": "An unknown remark."}


def test_homes_within_a_circle(ground: Ground) -> None:
    world = ground.world(FILES)
    every = ground.homes(Homes(cells=CELLS), world)
    middle = Near(lat=float(every.lat.mean()), lon=float(every.lon.mean()), metres=400)
    some = ground.homes(Homes(cells=CELLS, near=middle), world)
    assert 0 < len(some) < len(every)
    with pytest.raises(ParameterError, match="Nobody lives"):
        ground.homes(Homes(cells=CELLS, near=Near(lat=0, lon=0, metres=10)), world)


def test_goals_are_kept_by_value_and_weighed(ground: Ground) -> None:
    world = ground.world(FILES)
    places, weights = ground.goals(Goals(files=("jobs.csv",), weight="jobs"), world)
    assert weights.sum() == 1200
    some, counted = ground.goals(Goals(files=("jobs.csv",), keep={"sector": ("port",)}), world)
    assert 0 < len(some) < len(places)
    assert (counted == 1).all()
    with pytest.raises(ParameterError, match="No place is left"):
        ground.goals(Goals(files=("jobs.csv",), keep={"sector": ("none",)}), world)
    with pytest.raises(ParameterError, match="no column 'sektor'"):
        ground.goals(Goals(files=("jobs.csv",), keep={"sektor": ("port",)}), world)


def test_settings_name_inputs_alone(ground: Ground) -> None:
    with pytest.raises(ParameterError, match=r"none of the inputs"):
        ground.file("nowhere.csv")


def test_a_scenario_is_written_out_or_a_replay(ground: Ground) -> None:
    world = ground.world(FILES)
    closed = ground.under({"name": "n", "modifications": [{"type": "cancel", "modes": ["bus"]}]}, world, None)
    again = ground.under({"name": "other", "modifications": [{"type": "cancel", "modes": ["bus"]}]}, world, None)
    assert closed.id == again.id
    assert closed.world is not world
    assert ground.under("curfew-2023-06-30", world, None).id != closed.id
    with pytest.raises(ParameterError, match="written out in its settings"):
        ground.under("mine.yaml", world, None)
