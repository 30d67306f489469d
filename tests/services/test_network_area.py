from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import Where
from portee.services.network_area import outside_area
from portee.world import World

WHERE = Where(field="at")


@given(east=st.floats(0, 1), north=st.floats(0, 1))
def test_nothing_is_wrong_inside(xs_world: World, east: float, north: float) -> None:
    w, s, e, n = xs_world.network.bounds
    lon, lat = min(w + east * (e - w), e), min(s + north * (n - s), n)
    assert outside_area(xs_world.network, lon, lat, what="It", where=WHERE) is None


def test_what_is_near_may_be_left_and_what_is_swapped_is_told(xs_world: World) -> None:
    west, south, _, _ = xs_world.network.bounds
    near = outside_area(xs_world.network, west, south - 0.001, what="It", where=WHERE)
    assert near is not None
    assert "lies 111 m outside the network" in str(near)
    assert outside_area(xs_world.network, west, south - 0.001, what="It", where=WHERE, beyond_m=200) is None
    swapped = outside_area(xs_world.network, south, west, what="It", where=WHERE)
    assert swapped is not None
    assert f"swapped: [{west:g}, {south:g}]" in str(swapped)
