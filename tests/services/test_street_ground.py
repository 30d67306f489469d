from __future__ import annotations

import numpy as np

from portee.reports.basemap import base_from_streets
from portee.reports.sheet_ground import frame_of, ground_of
from portee.services.street_ground import MOST_BASE_POINTS, street_ground
from portee.world import World


def test_what_was_drawn_before_is_taken_where_it_is_the_same(xs_world: World) -> None:
    west, south, east, north = xs_world.network.bounds
    lon, lat = np.array([west, east]), np.array([south, north])
    base = base_from_streets(xs_world.network.streets, bounds=frame_of(lon, lat), most_points=MOST_BASE_POINTS)
    drawn = street_ground(xs_world.network, lon, lat)
    assert drawn.parts == ground_of(base, lon, lat).parts
    inside = street_ground(xs_world.network, np.append(lon, (west + east) / 2), np.append(lat, south), drawn)
    assert inside is drawn
    beyond = np.append(lon, east + 0.01), np.append(lat, south)
    other = street_ground(xs_world.network, *beyond, drawn)
    assert other.frame != drawn.frame
    assert other.parts == street_ground(xs_world.network, *beyond).parts
