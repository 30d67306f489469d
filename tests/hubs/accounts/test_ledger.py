from __future__ import annotations

from decimal import Decimal

import pytest

from portee.core.parameters import shipped_parameters
from portee.hubs.accounts.ledger import COSTS, INCOMES, Unit, ledger_of
from tests.hubs.plan.hubs import WORDS, of, own


def test_an_empty_hub_has_nothing() -> None:
    ledger = ledger_of(of())
    assert (ledger.lines, ledger.assets, ledger.investments, ledger.borrowings) == ((), (), (), ())


def test_kilometres_cost_energy_and_wear_shared_among_the_vehicles() -> None:
    car = {
        "title": WORDS, "how": "lease", "vehicle": True, "price": own(100), "upkeep_km": own(0.1),
        "per_100km": own(20), "energy": own(0.2),
    }  # fmt: skip
    tariff = {"id": "t", "title": WORDS, "prices": [{"from": "2027-01-01", "per_km": 0.5}]}
    service = {
        "id": "a", "title": WORDS, "things": [{**car, "count": 3}, {**car, "count": 1, "first": 2}],
        "tariffs": [tariff], "use": [{"tariff": "t", "trips": [100, 200], "km": 10}],
    }  # fmt: skip
    ledger = ledger_of(of(services=[service]))
    energy = [line for line in ledger.lines if line.kind == "energy"]
    assert [[ledger.amount(line, t) for t in range(4)] for line in energy] == [
        [4000, 8000, 6000, 6000],
        [0, 0, 2000, 2000],
    ]
    fares = [ledger.amount(line, 0) for line in ledger.lines if line.kind == "tariffs"]
    assert fares == [50000]
    leases = [line.quantity for line in ledger.lines if line.kind == "lease"]
    assert leases == [(Decimal(36),) * 4, (Decimal(0), Decimal(0), Decimal(12), Decimal(12))]


def test_things_are_bought_again_at_the_prices_of_the_year() -> None:
    thing = {"title": WORDS, "count": 2, "how": "new", "price": own(100), "life": 2, "residual": 0.1}
    service = {"id": "a", "title": WORDS, "things": [thing, {**thing, "renewed": False, "upkeep": own(5)}]}
    ledger = ledger_of(of(services=[service], inflation=0.1))
    assert [(asset.first, ledger.bought(asset), ledger.sold(asset)) for asset in ledger.assets] == [
        (0, 20000, 2000), (2, 24200, 2420), (0, 20000, 2000)
    ]  # fmt: skip
    (upkeep,) = (line for line in ledger.lines if line.kind == "maintenance")
    assert [int(each) for each in upkeep.quantity] == [2, 2, 0, 0]


@pytest.mark.parametrize("contract", ["ordinary", "aci", "ei", "pec"])
def test_insertion_contracts_bring_their_aid(contract: str) -> None:
    ledger = ledger_of(of(staff=[{"title": WORDS, "fte": 2, "contract": contract}]))
    figures = shipped_parameters()
    kinds = [line.kind for line in ledger.lines]
    assert kinds == (["staff"] if contract == "ordinary" else ["staff", "staff_aid"])
    if contract == "aci":
        assert ledger.amount(ledger.lines[1], 0) == 2 * 2392100
        assert ledger.lines[1].payer == "state"
    if contract == "pec":
        assert ledger.lines[1].unit.eur == Decimal("0.4") * Decimal("1823.03") * 12
    charges = figures["hub.staff.charges"].values[-1].value
    assert isinstance(charges, dict)
    assert float(ledger.lines[0].unit.eur) == pytest.approx(1823.03 * (1 + charges[contract]) * 12)
    assert {"hub.staff.charges", "wage.smic_gross_month"} <= {row["parameter"] for row in ledger.figures}


def test_a_tariff_follows_its_dates_and_those_who_pay_it() -> None:
    prices = [{"from": "2027-01-01", "until": "2028-12-31", "per_trip": 2}, {"from": "2029-01-01", "per_trip": 3}]
    tariff = {"id": "t", "title": WORDS, "prices": prices, "paid_by": {"residents": 0.25, "employers": 0.75}}
    service = {"id": "a", "title": WORDS, "tariffs": [tariff], "use": [{"tariff": "t", "trips": 10}]}
    ledger = ledger_of(of(services=[service], inflation=0.5))
    paid = {
        payer: [sum(ledger.amount(line, t) for line in ledger.lines if line.payer == payer) for t in range(4)]
        for payer in ("residents", "employers")
    }
    assert paid == {"residents": [500, 500, 750, 750], "employers": [1500, 1500, 2250, 2250]}


def test_a_unit_says_where_it_comes_from() -> None:
    ledger = ledger_of(of(others=[{"title": WORDS, "cost": {"figure": "hub.software"}, "every": "month"}]))
    assert ledger.lines[0].unit == Unit(Decimal(150).quantize(Decimal("0.000000001")), "hub.software", checked=False)
    assert not set(COSTS) & set(INCOMES)
