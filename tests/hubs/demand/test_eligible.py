from __future__ import annotations

from portee.hubs.demand.eligible import able_to_use, solidarity, standard_of_living
from tests.hubs.demand.towns import driver, service


def test_what_is_missing_is_told_apart_from_what_is_not_known() -> None:
    offered = service("shared_car", asks=["smartphone", "deposit", "adult"])
    able = able_to_use(driver(licences=[], smartphone=None, bank_card=False), offered)
    assert able.missing == ("licence_b",)
    assert able.unknown == ("smartphone", "deposit")
    assert not able.yes
    assert able_to_use(driver(), offered).yes


def test_booking_on_paper_or_by_card_asks_for_no_smartphone() -> None:
    assert not able_to_use(driver(smartphone=False), service(channels=["app"])).yes
    assert able_to_use(driver(smartphone=False), service(channels=["app", "desk"])).yes


def test_standard_of_living_is_that_of_the_household() -> None:
    family = driver(household={"adults": 2, "children": [{"age": 3}], "other_income_eur_month": 700})
    assert standard_of_living(family) == 2700 / 1.8
    assert standard_of_living(driver(income=None)) is None
    assert solidarity(driver(income=[]), 1288)
    assert not solidarity(driver(income=None), 1288)
