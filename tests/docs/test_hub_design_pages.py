"""The pages on the use of a hub say what the model does."""

from __future__ import annotations

import re

import pytest

from portee.hubs.demand.assumptions import MODELLED, central
from portee.hubs.plan.checks import read_hub
from tests.docs.test_pages import DOCS
from tests.hubs.demand.towns import DAY

PAGES = [DOCS / lang / "how-to" / "hub-design.md" for lang in ("fr", "en")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_modelled_kinds_and_assumptions_of_the_example_are_those_of_the_code(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert all(f"`{kind}`" in text for kind in MODELLED)
    names = central(DAY)[0].values
    for name in re.findall(r"--assume ([\w.]+)=", text):
        assert name in names


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_method_tells_the_values_in_force(language: str) -> None:
    page = DOCS / language / "explanation" / "hub-demand.md"
    text = page.read_text(encoding="utf-8").replace(",", ".").replace(" %", "%")
    a = central(DAY)[0]
    for value in (a["walk_weight"], a["cycle_weight"], a["transit_weight"], *a.trips_day, a["tours_per_trip"]):
        assert f"{value:.1f}" in text
    assert [f"{100 * share:.0f}%" in text for share in a.ramp[:2]] == [True, True]
    for name in ("constant_shared", "constant_cycle", "considers", "new_share"):
        assert f"`{name}`" in text
        assert name in a.values


def test_what_the_example_expects_is_what_the_method_says() -> None:
    cars = next(service for service in read_hub("fabriques").services if service.kind == "shared_car")
    expected = [use.trips[-1] for use in cars.use if use.tariff != "artisans" and isinstance(use.trips, tuple)]
    assert sum(expected) == 1500
