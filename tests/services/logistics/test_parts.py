from __future__ import annotations

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.services.logistics.parts import DeclaredVehicle


def test_a_vehicle_tells_little_and_the_rest_is_usual() -> None:
    bike = parse_declared("{id: b, kind: cargo_bike, home: hub, starts: 7h30}", DeclaredVehicle)
    assert (bike.starts, bike.ends, bike.count, bike.kg) == (27_000, 86_400, 1, None)


@pytest.mark.parametrize("wrong", ["cost_km: -1", "insertion: 2", "starts: '10:00', ends: '09:00'", "kg: .nan"])
def test_negative_prices_and_impossible_days_are_refused(wrong: str) -> None:
    with pytest.raises(SourceError):
        parse_declared(f"{{id: b, kind: cargo_bike, home: hub, {wrong}}}", DeclaredVehicle)
