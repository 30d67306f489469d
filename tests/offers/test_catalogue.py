"""Offers are put together without touching those they were made of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.declared import declared_of
from portee.core.errors import SourceError
from portee.core.parameters import Parameters
from portee.offers.catalogue import Offers, OffersFile

DAY = date(2026, 11, 10)
WORDS = {"fr": "x", "en": "x"}
PRICE = {
    "title": WORDS,
    "unit": "EUR/L",
    "values": [{"from": "2026-01-01", "value": 3.0}],
    "source": {"title": "invented"},
}


def shape(**fields: Any) -> OffersFile:
    return declared_of(fields, OffersFile, "offers.yaml")


def carpool(id: str, wait: float = 10) -> dict[str, Any]:
    return {"kind": "carpool", "id": id, "title": WORDS, "wait_min": wait}


def test_an_empty_file_offers_nothing() -> None:
    found = shape()
    assert (found.tariffs, found.services, found.aids, found.work_parking_eur_month) == ((), (), (), None)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"services": [carpool("a"), carpool("a")]}, "Two of the services have the id 'a'"),
        ({"tarifs": []}, "There is no field 'tarifs'"),
        ({"work_parking_eur_month": -1}, "'work_parking_eur_month' is -1"),
        ({"services": [{"kind": "balloon", "id": "b", "title": WORDS}]}, "balloon|kind"),
        ({"gbfs": [{"path": "x", "walk_min": -1}]}, "walk_min"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(fields: dict[str, Any], what: str) -> None:
    with pytest.raises(SourceError, match=what):
        shape(**fields)


def test_the_other_one_goes_over_these_and_both_stay_as_they_were() -> None:
    ours = Offers(services=shape(services=[carpool("a", 5), carpool("b")]).services, work_parking_eur_month=50)
    theirs = Offers(
        services=shape(services=[carpool("a", 20), carpool("c")]).services, parameters=Parameters({}),
        notes=("checked",),
    )  # fmt: skip
    both = ours.joined(theirs)
    assert [(s.id, s.wait_min) for s in both.services if s.kind == "carpool"] == [("a", 20), ("b", 10), ("c", 10)]
    assert both.work_parking_eur_month == 50
    assert both.notes == ("checked",)
    assert [s.id for s in ours.services] == ["a", "b"]
    assert theirs.joined(Offers(work_parking_eur_month=0, parameters=Parameters({}))).work_parking_eur_month == 0


def test_figures_of_the_territory_over_those_shipped() -> None:
    dearer = Offers().joined(Offers(parameters=Parameters(shape(parameters={"energy.petrol": PRICE}).parameters)))
    assert dearer.figures(DAY).number("energy.petrol") == 3.0
    assert dearer.figures(DAY).number("energy.diesel") == Offers().figures(DAY).number("energy.diesel")


def test_a_shock_multiplies_and_none_changes_nothing() -> None:
    base = Offers().figures(DAY).number("energy.diesel")
    assert Offers(shocks={"energy.": 1.0}).figures(DAY).number("energy.diesel") == base
    assert Offers(shocks={"energy.": 1.5}).figures(DAY).number("energy.diesel") == pytest.approx(1.5 * base)
    both = Offers(shocks={"energy.": 1.5}).joined(Offers(shocks={"energy.diesel": 2.0}))
    assert both.figures(DAY).number("energy.diesel") == pytest.approx(3 * base)
    assert Offers().replace(notes=("n",)).notes == ("n",)
