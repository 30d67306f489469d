from __future__ import annotations

from pathlib import Path

import pytest

from portee.cli.asked import columns_of, parks_of, parse_intervals, parse_licences
from portee.cli.options import PlaceOptions
from portee.core.errors import ParameterError
from portee.services.recognise import PlaceColumns
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


def test_intervals_and_licences() -> None:
    assert parse_intervals(["30-60", "5 : 10.5"]) == ((30.0, 60.0), (5.0, 10.5))
    with pytest.raises(ParameterError, match="30-60"):
        parse_intervals(["30"])
    assert parse_licences(["data/gtfs.zip=ODbL 1.0"]) == {"gtfs.zip": "ODbL 1.0"}
    with pytest.raises(ParameterError, match="no file and licence"):
        parse_licences(["=ODbL"])


def test_columns_and_car_parks(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    assert columns_of(PlaceOptions(id_column="code", layer="homes")) == PlaceColumns(id="code", layer="homes")
    assert parks_of(None, xs_world) is None
    (tmp_path / "parks.csv").write_text("id,lon,lat\np,5.0012,43.104\n")
    parks = parks_of(tmp_path / "parks.csv", xs_world)
    assert parks is not None
    assert parks.ids.tolist() == ["p"]
