from __future__ import annotations

from pathlib import Path

import shapely

from portee.network.network import Network
from portee.services.ground import base_of_area
from tests.worlds import grid_streets

COAST = """<osm version='0.6'>
<node id='1' lat='43.0' lon='4.9'/><node id='2' lat='43.01' lon='5.0'/><node id='3' lat='43.0' lon='5.1'/>
<node id='4' lat='43.05' lon='4.95'/><node id='5' lat='43.05' lon='5.0'/><node id='6' lat='43.06' lon='5.0'/>
<way id='1'>{coast}<tag k='natural' v='coastline'/></way>
<way id='2'><nd ref='4'/><nd ref='5'/><tag k='railway' v='rail'/></way>
<way id='3'><nd ref='4'/><nd ref='6'/><tag k='railway' v='subway'/><tag k='tunnel' v='yes'/></way>
<way id='4'><nd ref='4'/><nd ref='5'/><nd ref='6'/><nd ref='4'/><tag k='natural' v='water'/></way>
</osm>"""
BOUNDS = (4.92, 42.95, 5.08, 43.08)


def base(tmp_path: Path, order: tuple[int, ...]) -> tuple[shapely.Geometry, int]:
    nodes = "".join(f"<nd ref='{ref}'/>" for ref in order)
    (tmp_path / "x.osm").write_text(COAST.format(coast=nodes))
    found = base_of_area(Network(grid_streets(3, 3), {}), tmp_path / "x.osm", BOUNDS)
    return shapely.unary_union(found.water), len(found.lines["rail"])


def test_the_sea_lies_to_the_right_of_the_coast(tmp_path: Path) -> None:
    # Eastward, the right hand is south; westward, north.
    south, rails = base(tmp_path, (1, 2, 3))
    assert shapely.contains_xy(south, 5.0, 42.96)
    assert not shapely.contains_xy(south, 4.93, 43.07)
    north, _ = base(tmp_path, (3, 2, 1))
    assert shapely.contains_xy(north, 4.93, 43.07)
    assert not shapely.contains_xy(north, 5.0, 42.96)
    assert rails == 1


def test_lakes_are_water(tmp_path: Path) -> None:
    water, _ = base(tmp_path, (1, 2, 3))
    assert shapely.contains_xy(water, 4.99, 43.054)
