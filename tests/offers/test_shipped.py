"""Tariffs that come with Portée, read as anybody's: they fit together, and every price says where it comes from."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from portee.core.declared import parse_declared
from portee.offers.catalogue import OffersFile
from portee.offers.products import Product, Use, products
from portee.offers.tariff_checks import check_tariffs
from portee.offers.tariffs import Tariff
from portee.people.facts import FACTS
from tests.offers.shelf import figures


@pytest.fixture(scope="module")
def shelf() -> OffersFile:
    text = files("portee.offers").joinpath("shipped", "marseille.yaml").read_text(encoding="utf-8")
    return parse_declared(text, OffersFile, "marseille.yaml")


@pytest.fixture(scope="module")
def marseille(shelf: OffersFile) -> tuple[Tariff, ...]:
    return shelf.tariffs


TODAY = date(2026, 11, 25)
COMMUTES = Use(commutes_per_month=20, days_per_month=20, weeks_per_year=48)


def bought(shelf: tuple[Tariff, ...], facts: dict[str, Any], use: Use = COMMUTES) -> dict[str, Product]:
    asked: dict[str, Any] = {"age": 30.0, "status": "jobseeker", "rights": (), "passes": ()} | facts
    return {p.id: p for p in products(shelf, asked, TODAY, use, figures()) if p.usable}


def test_they_fit_together(marseille: tuple[Tariff, ...]) -> None:
    errors, _ = check_tariffs(marseille)
    assert errors == ()


def test_every_price_has_a_source_a_date_and_a_word_on_its_age(marseille: tuple[Tariff, ...]) -> None:
    for tariff in marseille:
        assert tariff.source is not None, tariff.id
        assert tariff.source.url, tariff.id
        assert tariff.begins is not None, tariff.id
        assert tariff.note is not None, tariff.id
        own_page = "rtm.fr" in tariff.source.url
        assert tariff.checked == own_page, tariff.id


def test_tolls_have_a_source_a_date_and_a_word_on_their_age(shelf: OffersFile) -> None:
    assert shelf.tolls
    for toll in shelf.tolls:
        assert toll.source is not None
        assert toll.source.url
        assert toll.begins is not None
        assert toll.note is not None
        assert not toll.checked


def test_conditions_ask_for_known_facts(marseille: tuple[Tariff, ...]) -> None:
    assert {c.fact for tariff in marseille for c in tariff.eligibility} <= set(FACTS)


@pytest.mark.parametrize(
    ("facts", "use", "expected"),
    [
        # 40 trips: 1.40 × 40 = 56.00; 15.50 × 48 / 12 = 62.00; 49.50; 480 / 12 = 40.00; Pass intégral 73.00
        ({}, COMMUTES, {"rtm.year": 40.0, "metropole.pass_integral.month": 73.0}),
        # the employer pays half: 20.00 and 36.50
        ({"status": "employee"}, COMMUTES, {"rtm.year": 20.0, "metropole.pass_integral.month": 36.5}),
        # 0.70 × 40 = 28.00 for an hour; 240 / 12 = 20.00 for any time is cheaper
        ({"rights": ("css",)}, COMMUTES, {"rtm.year.css": 20.0, "metropole.pass_integral.month": 73.0}),
        # 8 commutes are 16 trips: 1.40 × 16 = 22.40
        (
            {},
            Use(8, 8, 48),
            {"rtm.trip": 22.4, "rtm.year": 40.0, "metropole.pass_integral.month": 73.0},
        ),
        # 1.12 × 16 = 17.92 for an apprentice of 20; year 40 / 2 = 20.00; 36.50
        (
            {"status": "apprentice", "age": 20.0},
            Use(8, 8, 48),
            {"rtm.trip.under_26": 17.92, "rtm.year": 20.0, "metropole.pass_integral.month": 36.5},
        ),
        ({"age": 66.0}, COMMUTES, {"metropole.from_65": 0.0, "metropole.pass_integral.month": 73.0}),
    ],
)
def test_what_people_would_buy(
    marseille: tuple[Tariff, ...], facts: dict[str, Any], use: Use, expected: dict[str, float]
) -> None:
    assert {id_: p.eur_month for id_, p in bought(marseille, facts, use).items()} == pytest.approx(expected)
