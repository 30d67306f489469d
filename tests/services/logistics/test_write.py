from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from portee.core.errors import ParameterError
from portee.reports.tables import read_result
from portee.services.logistics.compute import route_goods
from portee.services.logistics.resolve import open_goods
from portee.services.logistics.write import COLUMNS, check_goods_output, unserved_rows, write_rounds
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_plan


def test_stops_are_written_in_order_with_those_left_and_what_they_rest_on(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    goods = open_goods(village_plan(tmp_path, xs_territory), xs_world.network)
    late = replace(goods.orders[0], id="early", from_s=0, until_s=100)
    goods = replace(goods, orders=(*goods.orders, late))
    found = route_goods(xs_world, goods)
    path = tmp_path / "rounds.gpkg"
    write_rounds(path, found, goods, xs_world)
    frame, record = read_result(path)
    assert list(frame.columns[: len(COLUMNS)]) == list(COLUMNS)
    assert set(frame["leg"]) == {"supply", "doors", "unserved"}
    left = frame[frame["leg"] == "unserved"]
    assert left["place"].tolist() == ["early"]
    assert left["reason"].iloc[0].startswith("bikes: window ")
    for _, one in frame[frame["leg"] != "unserved"].groupby(["leg", "vehicle", "number"]):
        assert one["stop"].tolist() == list(range(len(one)))
        assert one["arrives"].is_monotonic_increasing
        assert one["at_site"].iloc[[0, -1]].all()
    assert frame.loc[frame["leg"] == "doors", "parcels"].sum() == 20
    assert record["result"] == "goods"
    assert record["parameters"]["bound"] is None
    assert record["notes"]
    assert record["figures"]
    (row,) = unserved_rows(found)
    assert (row["order"], row["hindrances"][0]["unit"]) == ("early", "s")


def test_a_geopackage_holds_stops_rounds_and_sites_as_layers(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    goods = open_goods(village_plan(tmp_path, xs_territory), xs_world.network)
    found, path = route_goods(xs_world, goods), tmp_path / "rounds.gpkg"
    write_rounds(path, found, goods, xs_world)
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {"stops": "Point", "rounds": "LineString", "sites": "Point"}
    for layer in layers:
        info = pyogrio.read_info(path, layer=layer)
        assert info["crs"] == "EPSG:4326"
        assert json.loads(info["layer_metadata"]["portee"])["columns"]
    first = path.read_bytes()
    write_rounds(path, found, goods, xs_world)
    assert path.read_bytes() == first


def test_a_file_that_holds_no_stops_is_refused_before_long_work() -> None:
    with pytest.raises(ParameterError):
        check_goods_output(Path("rounds.pdf"))
