"""The worked examples of the page on costs are what the code computes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portee.core.parameters import Figures, shipped_parameters
from portee.offers.cost import MonthlyCost
from portee.offers.emissions import grams_per_person_km
from portee.offers.vehicles import vehicle_cost
from portee.people.schedule import Schedule, Shift

DOCS = Path(__file__).parents[2] / "docs"
DAY = date(2026, 11, 25)
KM = 8


def computed() -> list[str]:
    """The numbers of the examples, as written in English."""
    figures = Figures(shipped_parameters(), DAY)
    schedule = Schedule(shifts=(Shift(days=("mon", "tue", "wed", "thu", "fri"), start=8 * 3600, end=16 * 3600),))
    trips = 2 * schedule.commutes_per_month
    diesel = vehicle_cost("car", "diesel", figures, km_year=0)
    e_bike = vehicle_cost("e_bike", "electric", figures, km_year=0)
    loan = MonthlyCost(fixed_eur=20, per_km_eur=e_bike.energy_eur_km)
    car = MonthlyCost(per_km_eur=diesel.running_eur_km)
    return [
        f"{schedule.commutes_per_month:.2f}",
        f"{trips:.2f}",
        f"{68 * (1 - figures.number('law.employer_share')):.2f}",
        f"{float(MonthlyCost(per_trip_eur=1.5).month(trips)):.2f}",
        f"{figures.number('energy.diesel'):.3f}",
        f"{diesel.energy_eur_km:.4f}",
        f"{diesel.running_eur_km:.4f}",
        f"{float(car.month(trips, KM)):.2f}",
        f"{float(loan.month(trips, KM)):.2f}",
        f"{grams_per_person_km('metro', figures) / 10:.2f}",
        f"{grams_per_person_km('car_compact_diesel', figures) / 10:.1f}",
        f"{grams_per_person_km('car_compact_diesel', figures, 1) / 10:.1f}",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_are_computed(language: str) -> None:
    page = (DOCS / language / "explanation" / "costs.md").read_text(encoding="utf-8")
    for number in computed():
        assert (number.replace(".", ",") if language == "fr" else number) in page, number
