from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.core.parameters import shipped_parameters
from portee.hubs.plan.checks import parse_hub, read_hub, shipped_hubs
from portee.hubs.plan.money import Other, Post, Space
from portee.hubs.plan.services import Thing
from portee.hubs.plan.units import units_wanted

HUB = """id: hub
title: {fr: P, en: H}
start: 2027
years: 2
figures_on: 2026-11-26
services:
  - id: s
    title: {fr: s, en: s}
    things:
      - {title: {fr: V, en: V}, count: 1, how: HOW, price: {figure: PRICE}}
others:
  - {title: {fr: L, en: S}, cost: {figure: COST}, every: EVERY}
"""


def hub(how: str = "new", price: str = "hub.charger.price", cost: str = "hub.software", every: str = "month") -> str:
    return HUB.replace("HOW", how).replace("PRICE", price).replace("COST", cost).replace("EVERY", every)


def test_a_figure_in_the_right_unit_is_taken() -> None:
    assert parse_hub(hub()).services
    assert parse_hub(hub(how="lease", price="hub.car.lease_electric")).services


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"price": "hub.car.life"}, "told in years; 'price' takes EUR"),
        ({"price": "hub.car.lease_electric"}, "told in EUR/month; 'price' takes EUR"),
        ({"how": "lease"}, "told in EUR; 'price' takes EUR/month"),
        ({"every": "year"}, "told in EUR/month; 'cost' takes EUR/year"),
    ],
)
def test_a_figure_in_another_unit_is_refused(changed: dict[str, str], says: str) -> None:
    with pytest.raises(SourceError, match=says) as raised:
        parse_hub(hub(**changed))
    assert raised.value.where is not None
    assert raised.value.where.line is not None


def test_every_cost_of_a_hub_has_a_unit_that_some_figure_is_told_in() -> None:
    """A cost that is added to the shape needs a unit here, or its figures go unlooked at."""
    units = {parameter.unit for parameter in shipped_parameters().values()}
    for shape in (Thing, Post, Space, Other):
        for name, field in shape.model_fields.items():
            if "Cost" in str(field.annotation):
                assert set(units_wanted(name, {})) & units, name
    assert [read_hub(name).id for name in shipped_hubs()] == list(shipped_hubs())
