from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import InputError, ParameterError, SourceError
from portee.services.workspace.communes import KM_PER_DEGREE, Commune, around, find_communes
from tests.services.workspace.open_data import CODE, GROUP, Publishers

PLACE = Commune("1", "a", "13", "93", None, 1, 5.0, 43.0, None)


def test_a_commune_is_found_by_code_and_by_name(server: Publishers) -> None:
    service = f"{server.base}/geo"
    (village,) = find_communes(CODE.lower(), service)
    assert (village.name, village.department, village.region, village.group) == ("Village", "13", "93", GROUP)
    assert village.outline is not None
    assert find_communes("  VILLAGE ", service) == (village,), "the exact name goes before longer ones"
    assert [one.name for one in find_communes("vill", service)] == ["Village", "Village-le-Haut"]


def test_what_is_no_commune_is_told(server: Publishers) -> None:
    service = f"{server.base}/geo"
    with pytest.raises(ParameterError, match="no commune 'Nowhere'"):
        find_communes("Nowhere", service)
    with pytest.raises(ParameterError, match="Which commune"):
        find_communes("  ", service)
    server.put("/geo/communes?odd", {"code": 400})
    with pytest.raises(SourceError, match="no list"):
        find_communes("odd", service)
    server.put("/geo/communes?half", [{"nom": "x", "code": "1", "centre": {"coordinates": [1]}}])
    with pytest.raises(InputError, match="not told as it should be"):
        find_communes("half", service)


@given(st.floats(-60, 60), st.floats(0, 50))
def test_around_a_place_lies_the_distance_on_each_side(lat: float, km: float) -> None:
    west, south, east, north = around(replace(PLACE, lat=lat), km)
    assert (north - south) / 2 * KM_PER_DEGREE == pytest.approx(km)
    assert (east - west) / 2 * KM_PER_DEGREE * math.cos(math.radians(lat)) == pytest.approx(km, abs=1e-6)
