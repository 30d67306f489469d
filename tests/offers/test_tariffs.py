"""Tickets and passes check themselves when they are declared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.declared import declared_of
from portee.core.errors import SourceError
from portee.offers.tariffs import EVERYTHING, Opening, Tariff

PASS: dict[str, Any] = {"id": "month", "title": {"fr": "mensuel", "en": "monthly"}, "kind": "month", "price_eur": 68}
TICKET: dict[str, Any] = {"id": "trip", "title": {"fr": "voyage", "en": "trip"}, "kind": "single", "price_eur": 1.7}


def tariff(**fields: Any) -> Tariff:
    return declared_of({**PASS, **fields}, Tariff, "fares.yaml")


def test_a_pass_as_declared() -> None:
    found = tariff(opens={"agencies": ["RTM"]}, eligibility=[{"fact": "age", "below": 26}], employer_share=True)
    assert found.is_pass
    assert found.opens == Opening(agencies=("RTM",))
    assert not found.opens.is_everything
    assert found.network == "all"


def test_a_ticket_opens_everything_unless_it_says_otherwise() -> None:
    found = declared_of({**TICKET, "minutes": 60, "rides": 2, "cap_eur_month": 50}, Tariff, "fares.yaml")
    assert not found.is_pass
    assert found.opens is EVERYTHING
    assert found.opens.is_everything


@pytest.mark.parametrize("kind", ["day", "week", "month", "year"])
def test_passes_by_day_to_year(kind: str) -> None:
    assert tariff(kind=kind).is_pass


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"kind": "carnet"}, "'trips' says how many trips a carnet holds."),
        ({"trips": 10}, "'trips' says how many trips a carnet holds."),
        ({"minutes": 60}, "A pass has no 'minutes', 'rides' or 'cap_eur_month'."),
        ({"cap_eur_month": 0}, "A pass has no 'minutes', 'rides' or 'cap_eur_month'."),
        ({"kind": "day", "employer_share": True}, "The employer's share by law is for passes of a week or more."),
        ({"begins": "2026-02-01", "ends": "2026-01-31"}, "The tariff ends before it begins."),
        ({"price_eur": -1}, "'price_eur' is -1"),
        ({"price_eur": float("nan")}, "'price_eur' is nan"),
        ({"kind": "hour"}, "'kind' is 'hour'"),
        ({"id": "<script>"}, "'id' is '<script>'"),
        ({"prise_eur": 3}, "There is no field 'prise_eur'."),
    ],
)
def test_what_contradicts_itself_is_refused(fields: dict[str, Any], what: str) -> None:
    with pytest.raises(SourceError) as caught:
        tariff(**fields)
    assert what in caught.value.what
    assert caught.value.mend
    assert str(caught.value.where).startswith("fares.yaml")


@pytest.mark.parametrize(
    ("day", "sold"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_it_is_sold_from_its_first_to_its_last_day(day: date, sold: bool) -> None:
    assert tariff(begins="2026-01-01", ends="2026-06-30").sold_on(day) == sold
    assert tariff().sold_on(day)
