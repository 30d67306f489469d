from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.osm.ground import area_kind, line_kind, read_ground

FILE = """<osm version='0.6'>
<node id='1' lat='43.0' lon='5.0'/><node id='2' lat='43.01' lon='5.0'/><node id='3' lat='43.01' lon='5.01'/>
<node id='4' lat='43.02' lon='5.02'>
<tag k='place' v='suburb'/><tag k='name' v='La Plano'/><tag k='name:fr' v='La Plaine'/></node>
<node id='5' lat='43.02' lon='5.03'><tag k='place' v='suburb'/></node>
<way id='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/><tag k='leisure' v='park'/></way>
<way id='2'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/><tag k='building' v='yes'/></way>
<way id='3'><nd ref='1'/><nd ref='2'/><tag k='waterway' v='river'/></way>
<way id='4'><nd ref='1'/><nd ref='99'/><tag k='waterway' v='river'/></way>
</osm>"""


def test_shapes_and_names_are_read_and_broken_ones_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.osm").write_text(FILE)
    found = read_ground(tmp_path / "x.osm")
    counts = {name: len(getattr(found, name)) for name in ("green", "buildings", "streams", "water", "built")}
    assert counts == {"green": 1, "buildings": 1, "streams": 1, "water": 0, "built": 0}
    (place,) = found.places
    assert place.names == {"": "La Plano", "fr": "La Plaine"}
    assert place.rank == 3


def test_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.osm.pbf").write_text("not a map")
    with pytest.raises(SourceError, match="ground of the map"):
        read_ground(tmp_path / "x.osm.pbf")


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"natural": "water"}, "water"),
        ({"building": "no", "landuse": "forest"}, "green"),
        ({"landuse": "retail"}, "built"),
        ({"amenity": "bench"}, None),
    ],
)
def test_what_an_area_is(tags: dict[str, str], kind: str | None) -> None:
    assert area_kind(tags) == kind


def test_what_runs_in_a_tunnel_is_not_seen() -> None:
    assert line_kind({"railway": "subway", "tunnel": "yes"}) is None
    assert line_kind({"railway": "tram", "tunnel": "no"}) == "rail"
