from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.offers.pricing import PricingPlan, Segment, price_eur
from portee.sources.gbfs import plans
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.plans import checked_exchange, read_plans
from tests.sources.gbfs.feeds import document, feed2, feed3

GOOD = {"plan_id": "good", "name": "Good", "currency": "EUR", "price": 1, "is_taxable": False, "description": "x"}


def read_all(
    tmp_path: Path, *given: dict[str, Any], exchange: dict[str, float] | None = None, feed: Any = feed2
) -> tuple[tuple[PricingPlan, ...], Findings]:
    made = feed(system_pricing_plans={"plans": list(given)})
    read, findings = document(tmp_path, made, "system_pricing_plans")
    return read_plans(read, exchange or {}, findings), findings


def dropped_why(tmp_path: Path, **changes: Any) -> str:
    """Why a changed plan beside a good one is left out."""
    found, findings = read_all(tmp_path, GOOD, GOOD | {"plan_id": "bad"} | changes)
    assert [plan.id for plan in found] == ["good"]
    (lost,) = findings.dropped
    assert (lost.what, lost.count) == ("system_pricing_plans.json: plans", 1)
    return lost.why


def test_plans_of_both_versions(tmp_path: Path) -> None:
    expected = PricingPlan("p", "Trajet", price=1.0, per_min=(Segment(0, 0.05, 1),))
    for number, feed in enumerate((feed2(), feed3())):
        read, findings = document(tmp_path / str(number), feed, "system_pricing_plans")
        assert read_plans(read, {}, findings) == (expected,)
        assert findings.notes == ()


def test_everything_a_plan_may_tell(tmp_path: Path) -> None:
    full = GOOD | {
        "is_taxable": 1,
        "surge_pricing": True,
        "url": "https://velo.example/tarifs",
        "per_km_pricing": [{"start": 5, "rate": -0.1, "interval": 2, "end": 20}],
        "per_min_pricing": [{"start": 0, "rate": 0.2, "interval": 0.5}, {"start": 30, "rate": 1, "interval": 0}],
    }
    (plan,), findings = read_all(tmp_path, full)
    assert plan.is_taxable
    assert plan.surge
    assert plan.url == "https://velo.example/tarifs"
    assert plan.per_km == (Segment(5, -0.1, 2, 20),)
    assert plan.per_min == (Segment(0, 0.2, 0.5), Segment(30, 1, 0))
    assert any("a tax is added" in note for note in findings.notes)
    assert any("high demand" in note for note in findings.notes)


def test_prices_as_text_are_of_version_2(tmp_path: Path) -> None:
    (plan,), _ = read_all(tmp_path / "2", GOOD | {"price": "2.50"})
    assert plan.price == 2.5
    with pytest.raises(SourceError, match="price is text, not a number"):
        read_all(tmp_path / "3", GOOD | {"price": "2.50"}, feed=feed3)


def test_a_single_price_may_be_a_pass(tmp_path: Path) -> None:
    _, findings = read_all(tmp_path, GOOD)
    assert any("for a trip or for a pass" in note for note in findings.notes)


def test_addresses_that_are_no_pages_are_left_out(tmp_path: Path) -> None:
    (plan,), _ = read_all(tmp_path, GOOD | {"url": "javascript:alert(1)"})
    assert plan.url is None


def test_currencies_need_a_rate(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Prices are in NOK") as caught:
        read_all(tmp_path / "a", GOOD, GOOD | {"plan_id": "n", "currency": "NOK"})
    assert caught.value.where is not None
    assert caught.value.where.field == "data.plans[1].currency"
    assert str(caught.value.where.file).endswith("system_pricing_plans.json")
    assert caught.value.mend
    (plan,), findings = read_all(tmp_path / "b", GOOD | {"currency": "NOK", "price": 40}, exchange={"NOK": 0.1})
    assert price_eur(plan, 0, 0) == pytest.approx(4.0)  # 40 × 0.1
    assert "Prices in NOK are told in euros at 0.1 EUR for one NOK." in findings.notes


@pytest.mark.parametrize("currency", [None, "euro", "eur", "€", 978])
def test_what_is_no_currency(tmp_path: Path, currency: object) -> None:
    with pytest.raises(SourceError, match="currency"):
        read_all(tmp_path, GOOD | {"currency": currency})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"price": -1}, "price is negative"),
        ({"price": float("nan")}, "price is not a finite number"),
        ({"price": "free"}, "price is text, not a number"),
        ({"price": "-1.00"}, "price is text, not a number"),
        ({"price": None}, "price is missing"),
        ({"plan_id": None}, "plan_id is missing"),
        ({"plan_id": "good"}, "plan_id is that of an earlier plan"),
        ({"is_taxable": "no"}, "is_taxable is neither true nor false"),
        ({"price": 1e300}, "price is above 1e+09"),
        (
            {"per_min_pricing": [{"start": 0, "rate": 1, "interval": 1e-9}]},
            "per_min_pricing.interval is too small to be one",
        ),
        ({"per_min_pricing": {}}, "per_min_pricing is no list of segments"),
        ({"per_km_pricing": [5]}, "per_km_pricing is no list of segments"),
        ({"per_min_pricing": [{"rate": 1, "interval": 1}]}, "per_min_pricing.start is missing"),
        ({"per_min_pricing": [{"start": 0, "interval": 1}]}, "per_min_pricing.rate is missing"),
        (
            {"per_min_pricing": [{"start": 0, "rate": "0.2", "interval": 1}]},
            "per_min_pricing.rate is text, not a number",
        ),
        ({"per_km_pricing": [{"start": 0, "rate": 1, "interval": -1}]}, "per_km_pricing.interval is negative"),
        (
            {"per_min_pricing": [{"start": 9, "rate": 1, "interval": 1, "end": 9}]},
            "per_min_pricing.end is not after start",
        ),
    ],
)
def test_unusable_plans_are_left_out(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    assert dropped_why(tmp_path, **changes) == why


def test_a_feed_of_unusable_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="None of the 2 plans is usable") as caught:
        read_all(tmp_path, GOOD | {"price": -1}, GOOD | {"plan_id": "b", "price": -2})
    assert caught.value.where is not None
    assert caught.value.where.field == "price"


def test_numbers_of_plans_and_segments_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MAX_SEGMENTS", 1)
    why = dropped_why(tmp_path / "a", per_min_pricing=[{"start": 0, "rate": 1, "interval": 1}] * 2)
    assert why == "per_min_pricing has more than 1 segments"
    monkeypatch.setattr(plans, "MAX_PLANS", 1)
    with pytest.raises(SourceError, match="at most 1 are read"):
        read_all(tmp_path / "b", GOOD, GOOD | {"plan_id": "b"})


def test_without_the_file_no_price_is_known() -> None:
    findings = Findings()
    assert read_plans(None, {}, findings) == ()
    assert "not known" in findings.notes[0]


@pytest.mark.parametrize("exchange", [{"NOK": 0}, {"NOK": -1}, {"NOK": float("nan")}, {"EUR": 2}])
def test_impossible_exchange_rates(exchange: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match="cannot be worth"):
        checked_exchange(exchange)


def test_exchange_rates_in_any_capitals() -> None:
    assert checked_exchange({"chf": 1.05, "EUR": 1}) == {"CHF": 1.05, "EUR": 1.0}
    assert checked_exchange(None) == {}
