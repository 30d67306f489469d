"""The sensible products of one network: hand-computed prices, laws, and the pruning against brute force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters
from portee.offers.openings import opens_at_least
from portee.offers.products import PART_TIME, SHARE, Product, Use, micro_eur, products, products_by_network
from portee.offers.tariffs import EVERYTHING, Opening, Tariff
from tests.offers.shelf import AT_WORK, DAY, EMPLOYEE, FULL, drawn, figures, lists, parameters, tariff

RTM, TER = Opening(agencies=("RTM",)), Opening(agencies=("TER",))


def only(shelf: Tariff, facts: dict[str, Any] | None = None, use: Use = FULL, **law: float) -> Product:
    """The one product that a tariff makes."""
    (product,) = products([shelf], facts or {}, DAY, use, figures(**law))
    return product


HAND_COMPUTED = [
    # kind, price and more; facts; use; what the person pays per month; what the employer pays
    ("single", 1.70, {}, {}, FULL, 68.00, 0),  # 1.70 × 40 trips = 68.00
    ("single", 1.70, {"cap_eur_month": 50}, {}, FULL, 50.00, 0),  # 68.00 is above the cap of 50
    ("single", 1.70, {}, AT_WORK, FULL, 68.00, 0),  # no employer's share of tickets
    ("carnet", 15.00, {"trips": 10}, {}, FULL, 60.00, 0),  # 15 / 10 = 1.50 a trip; 1.50 × 40 = 60.00
    ("carnet", 15.00, {"trips": 10}, {}, Use(6.5, 6.5, 47), 19.50, 0),  # 13 trips × 1.50 = 19.50, parts of a carnet
    ("day", 5.20, {}, AT_WORK, FULL, 104.00, 0),  # 5.20 × 20 days = 104.00; a day pass is no pass of the law
    ("week", 15.50, {}, {}, FULL, 62.00, 0),  # 15.50 × 48 weeks / 12 = 15.50 × 4 = 62.00
    ("week", 15.50, {}, AT_WORK, FULL, 31.00, 31.00),  # half of 62.00
    ("month", 49.50, {}, {}, FULL, 49.50, 0),
    ("month", 49.50, {}, AT_WORK, FULL, 24.75, 24.75),  # half of 49.50
    ("month", 49.50, {"employer_share": False}, AT_WORK, FULL, 49.50, 0),
    ("year", 480.00, {}, {}, FULL, 40.00, 0),  # 480 / 12 = 40.00
    ("year", 480.00, {}, AT_WORK, FULL, 20.00, 20.00),  # half of 40.00
    ("year", 480.00, {"employer_share": True}, {"status": "apprentice"}, FULL, 20.00, 20.00),
    ("year", 480.00, {"employer_share": True}, {"status": "jobseeker"}, FULL, 40.00, 0),
    ("month", 49.00, {}, AT_WORK, Use(20, 20, 48, 35), 24.50, 24.50),  # full time
    ("month", 49.00, {}, AT_WORK, Use(20, 20, 48, 17.5), 24.50, 24.50),  # half time or more: the whole share
    ("month", 49.00, {}, AT_WORK, Use(20, 20, 48, 10), 35.00, 14.00),  # 50 % × 10 / 17.5 = 2/7; 49 × 2/7 = 14.00
    ("month", 0.00, {}, AT_WORK, FULL, 0.00, 0.00),
]


@pytest.mark.parametrize(("kind", "price", "fields", "facts", "use", "paid", "employer"), HAND_COMPUTED)
def test_monthly_prices_as_computed_by_hand(
    kind: str, price: float, fields: dict[str, Any], facts: dict[str, Any], use: Use, paid: float, employer: float
) -> None:
    product = only(tariff("t", kind, price, **fields), facts, use)
    assert product.eur_month == pytest.approx(paid, abs=1e-9)
    assert product.employer_share_eur_month == pytest.approx(employer, abs=1e-9)


def test_the_ceiling_of_the_law_where_there_is_one() -> None:
    # Half of 300 is 150; at most 96.36 is paid; 300 − 96.36 = 203.64.
    product = only(tariff("t", "month", 300), AT_WORK, ceiling=96.36)
    assert (product.fixed_eur_month, product.employer_share_eur_month) == pytest.approx((203.64, 96.36))
    # Half of 40 is 20, below the ceiling.
    assert only(tariff("t", "month", 40), AT_WORK, ceiling=96.36).employer_share_eur_month == 20


def test_trainees_only_under_an_agreement() -> None:
    month = tariff("t", "month", 50)
    assert only(month, {"status": "trainee", "rights": ()}).fixed_eur_month == 50
    assert only(month, {"status": "trainee", "rights": None}).fixed_eur_month == 50
    assert only(month, {"status": "trainee", "rights": ("internship_agreement",)}).fixed_eur_month == 25


def test_a_status_not_known_gets_no_share() -> None:
    assert only(tariff("t", "month", 50), {"status": None}).employer_share_eur_month == 0


def test_which_figures_a_result_rests_on_is_noted() -> None:
    read = figures()
    products([tariff("t", "month", 50)], AT_WORK, DAY, FULL, read)
    assert list(read.used) == [SHARE]
    products([tariff("t", "month", 50)], AT_WORK, DAY, Use(20, 20, 48, 20), read)
    assert PART_TIME in read.used


def test_the_figures_that_come_with_portee_name_the_share() -> None:
    (half,) = products([tariff("t", "month", 50)], AT_WORK, DAY, FULL, Figures(shipped_parameters(), DAY))
    assert half.fixed_eur_month == 25  # R3261-1: 50 %


def test_a_monthly_cost_is_affine_up_to_its_cap() -> None:
    product = only(tariff("t", "single", 1.5, cap_eur_month=45))
    assert [product.cost_eur_month(n) for n in (0, 1, 10, 30, 31, 100)] == [0, 1.5, 15, 45, 45, 45]
    month = only(tariff("t", "month", 50), AT_WORK)
    assert [month.cost_eur_month(n) for n in (0, 1, 100)] == [25, 25, 25]


def test_the_cheapest_of_one_opening_is_kept() -> None:
    shelf = [
        tariff("single", "single", 1.7),
        tariff("ten", "carnet", 15, trips=10),
        tariff("month", "month", 49.5),
        tariff("year", "year", 480),
    ]
    # 40 trips: 68.00, 60.00, 49.50, 40.00. 6 trips: 10.20, 9.00, 49.50, 40.00.
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["year"]
    assert [p.id for p in products(shelf, {}, DAY, Use(3, 3, 48), figures())] == ["ten"]


def test_a_dearer_one_that_opens_more_or_allows_more_is_kept() -> None:
    shelf = [
        tariff("city", "month", 49.5, opens=RTM),
        tariff("all", "month", 73),
        tariff("train", "month", 80, opens=TER),  # beaten by "all"
        tariff("hour", "single", 1.0, opens=RTM, minutes=60),  # 40.00: cheaper than "city", but only an hour
        tariff("bus", "single", 0.9, opens=RTM, rides=1),  # 36.00, one vehicle
    ]
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["bus", "hour", "city", "all"]


def test_of_two_equal_ones_the_lower_id_is_kept() -> None:
    shelf = [tariff("b", "month", 50), tariff("a", "year", 600)]  # 600 / 12 = 50
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["a"]


def test_at_the_same_price_the_one_that_opens_more_is_kept() -> None:
    shelf = [tariff("a", "month", 50, opens=RTM), tariff("b", "month", 50)]
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["b"]


def test_only_what_is_sold_on_the_day() -> None:
    shelf = [
        tariff("old", "month", 40, ends=date(2026, 3, 1)),
        tariff("now", "month", 50, begins=date(2026, 3, 2), ends=date(2026, 3, 2)),
        tariff("later", "month", 30, begins=date(2026, 3, 3)),
    ]
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["now"]


UNDER_26 = [{"fact": "age", "below": 26}]


def test_a_condition_that_fails_drops_and_one_not_known_is_told_apart() -> None:
    shelf = [tariff("all", "month", 50), tariff("young", "month", 20, eligibility=UNDER_26)]
    assert [p.id for p in products(shelf, {"age": 40.0}, DAY, FULL, figures())] == ["all"]
    assert [p.id for p in products(shelf, {"age": 20.0}, DAY, FULL, figures())] == ["young"]
    all_, young = products(shelf, {}, DAY, FULL, figures())
    assert (all_.id, all_.usable, young.id, young.usable) == ("all", True, "young", False)
    assert young.verdict.answer == "unknown"
    assert [str(c) for c in young.requires] == ["age below 26.0"]


def test_what_is_to_check_is_told_only_when_it_would_be_worth_it() -> None:
    shelf = [tariff("all", "month", 50), tariff("young", "month", 60, eligibility=UNDER_26)]
    assert [p.id for p in products(shelf, {}, DAY, FULL, figures())] == ["all"]


def test_passes_held_cost_nothing_more_and_are_told_apart() -> None:
    shelf = [tariff("all", "month", 50), tariff("city", "year", 480, opens=RTM, ends=date(2025, 1, 1))]
    facts = EMPLOYEE | {"passes": ("city", "of another network")}
    held, bought = products(shelf, facts, DAY, FULL, figures())
    assert (held.id, held.held, held.eur_month, held.employer_share_eur_month) == ("city", True, 0, 0)
    assert (bought.id, bought.held, bought.eur_month) == ("all", False, 25)


def test_a_held_pass_asks_for_no_condition_again() -> None:
    young = tariff("young", "month", 20, eligibility=UNDER_26)
    (product,) = products([young], {"age": 40.0, "passes": ("young",)}, DAY, FULL, figures())
    assert product.usable
    assert product.held


def test_tickets_and_day_passes_are_not_held() -> None:
    shelf = [tariff("single", "single", 1.0, rides=1), tariff("day", "day", 5)]
    found = products(shelf, {"passes": ("single", "day")}, DAY, FULL, figures())
    assert [(p.id, p.held, p.eur_month) for p in found] == [("single", False, 40), ("day", False, 100)]


def test_tickets_in_a_row() -> None:
    one_ride = tariff("bus", "single", 2, rides=1)
    found = products([one_ride], {}, DAY, FULL, figures(), tickets=3)
    assert [(p.id, p.rides, p.per_trip_eur, len(p.tariffs)) for p in found] == [
        ("bus", 1, 2, 1),
        ("2 × bus", 2, 4, 2),
        ("3 × bus", 3, 6, 3),
    ]
    assert [p.title.fr for p in found] == ["bus", "2 × bus", "3 × bus"]
    hour = products([tariff("hour", "single", 2, minutes=60)], {}, DAY, FULL, figures(), tickets=2)
    assert [(p.rides, p.minutes) for p in hour] == [(None, 60), (None, 120)]
    both = products([tariff("both", "single", 2, rides=2, minutes=60)], {}, DAY, FULL, figures(), tickets=2)
    assert [(p.rides, p.minutes) for p in both] == [(2, 60), (2, None)]
    free = products([tariff("free", "single", 2)], {}, DAY, FULL, figures(), tickets=2)
    assert [p.id for p in free] == ["free"]  # one ticket is enough for any trip


def test_tariffs_of_several_networks() -> None:
    shelf = [tariff("a", "month", 50, network="rtm"), tariff("b", "month", 60, network="aix")]
    with pytest.raises(ParameterError, match=r"several networks are given: aix, rtm\. Use products_by_network"):
        products(shelf, {}, DAY, FULL, figures())
    found = products_by_network(shelf, {}, DAY, FULL, figures())
    assert {name: [p.id for p in ps] for name, ps in found.items()} == {"aix": ["b"], "rtm": ["a"]}
    assert list(found) == ["aix", "rtm"]
    assert products([], {}, DAY, FULL, figures()) == ()


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf")])
def test_impossible_uses_are_refused(bad: float) -> None:
    with pytest.raises(ParameterError, match="commutes_per_month is"):
        Use(bad, 20, 47)
    with pytest.raises(ParameterError, match="hours_per_week is"):
        Use(20, 20, 47, bad)


def test_no_ticket_in_a_row_is_refused() -> None:
    with pytest.raises(ParameterError, match="0 tickets in a row make no trip"):
        products([], {}, DAY, FULL, figures(), tickets=0)


def test_a_missing_parameter_of_the_law_is_told() -> None:
    empty = Figures(replace(parameters(), items_by_name={}), DAY)
    with pytest.raises(ParameterError, match=r"There is no parameter 'law\.employer_share'"):
        products([tariff("t", "month", 50)], AT_WORK, DAY, FULL, empty)
    assert products([tariff("t", "month", 50)], {}, DAY, FULL, empty)[0].eur_month == 50


FACTS = st.fixed_dictionaries(
    {
        "status": st.sampled_from([None, "employee", "jobseeker", "trainee"]),
        "age": st.sampled_from([None, 20.0, 40.0]),
        "rights": st.sampled_from([(), ("css",), ("internship_agreement",)]),
        "passes": st.sampled_from([(), ("n0",), ("n1", "n2")]),
    }
)
USES = st.builds(Use, st.integers(0, 30).map(float), st.integers(0, 26).map(float), st.sampled_from([40.0, 48.0]))
TICKETS = st.integers(1, 3)


def made(shelf: list[Tariff], facts: dict[str, Any], use: Use, tickets: int = 1) -> tuple[Product, ...]:
    return products(shelf, facts, DAY, use, figures(), tickets)


def allows(product: Product, opens: Opening, rides: int | None, minutes: float | None) -> bool:
    """Whether a product is enough for some need."""
    return (
        opens_at_least(product.opens, opens)
        and (product.rides is None or (rides is not None and rides <= product.rides))
        and (product.minutes is None or (minutes is not None and minutes <= product.minutes))
    )


def dearness(found: tuple[Product, ...], opens: Opening, rides: int | None, minutes: float | None) -> float:
    """The least that one pays to be allowed something; infinite when nothing allows it."""
    return min((p.eur_month for p in found if p.usable and allows(p, opens, rides, minutes)), default=float("inf"))


def every_product(shelf: list[Tariff], facts: dict[str, Any], use: Use, tickets: int) -> list[Product]:
    """Slow twin: each tariff alone, so that nothing can be pruned except by its own tickets, and those in turn."""
    found: list[Product] = []
    for one in shelf:
        for number in range(1, tickets + 1):
            found += made([one], facts, use, number)
    return list({(p.id, len(p.tariffs)): p for p in found}.values())


@given(lists(), FACTS, USES, TICKETS)
def test_pruning_keeps_what_brute_force_keeps(
    shelf: list[Tariff], facts: dict[str, Any], use: Use, tickets: int
) -> None:
    everyone = every_product(shelf, facts, use, tickets)

    def beats(a: Product, b: Product) -> bool:
        return micro_eur(a.eur_month) <= micro_eur(b.eur_month) and allows(a, b.opens, b.rides, b.minutes)

    def earlier(a: Product, b: Product) -> bool:
        return (a.tariffs[0].id, len(a.tariffs)) < (b.tariffs[0].id, len(b.tariffs))

    usable = [p for p in everyone if p.usable]
    kept = {
        p.id
        for p in everyone
        if not any(beats(q, p) and (not beats(p, q) or not p.usable or earlier(q, p)) for q in usable if q is not p)
    }
    assert {p.id for p in made(shelf, facts, use, tickets)} == kept


@given(lists(), drawn("more"), FACTS, USES, TICKETS, drawn("need"))
def test_a_further_tariff_makes_nothing_dearer(
    shelf: list[Tariff], more: Tariff, facts: dict[str, Any], use: Use, tickets: int, need: Tariff
) -> None:
    before, after = made(shelf, facts, use, tickets), made([*shelf, more], facts, use, tickets)
    for opens, rides, minutes in ((EVERYTHING, None, None), (need.opens, need.rides, need.minutes)):
        assert dearness(after, opens, rides, minutes) <= dearness(before, opens, rides, minutes) + 1e-6


@given(lists(), FACTS, USES, st.integers(1, 20), drawn("need"))
def test_more_trips_are_never_cheaper(
    shelf: list[Tariff], facts: dict[str, Any], use: Use, more: int, need: Tariff
) -> None:
    often = replace(use, commutes_per_month=use.commutes_per_month + more, days_per_month=use.days_per_month + more)
    for product in made(shelf, facts, use):
        assert product.cost_eur_month(often.trips_per_month) >= product.cost_eur_month(use.trips_per_month)
    few = dearness(made(shelf, facts, use), need.opens, need.rides, need.minutes)
    many = dearness(made(shelf, facts, often), need.opens, need.rides, need.minutes)
    assert many >= few - 1e-6


@given(lists(), FACTS, USES, drawn("need"), st.data())
def test_a_pass_held_is_never_dearer(
    shelf: list[Tariff], facts: dict[str, Any], use: Use, need: Tariff, data: st.DataObject
) -> None:
    assume(shelf)
    held = data.draw(st.sampled_from(shelf)).id
    with_it = made(shelf, facts | {"passes": (*facts["passes"], held)}, use)
    without = made(shelf, facts, use)
    for opens, rides, minutes in ((EVERYTHING, None, None), (need.opens, need.rides, need.minutes)):
        assert dearness(with_it, opens, rides, minutes) <= dearness(without, opens, rides, minutes) + 1e-6


@given(lists(), FACTS, USES, drawn("need"))
def test_an_employer_never_makes_it_dearer_nor_changes_the_price(
    shelf: list[Tariff], facts: dict[str, Any], use: Use, need: Tariff
) -> None:
    with_it, without = (made(shelf, facts | {"status": status}, use) for status in ("employee", "jobseeker"))
    assert dearness(with_it, need.opens, need.rides, need.minutes) <= (
        dearness(without, need.opens, need.rides, need.minutes) + 1e-6
    )
    alone = {p.id: p for one in shelf for p in made([one], facts | {"status": "jobseeker"}, use)}
    for product in (p for one in shelf for p in made([one], facts | {"status": "employee"}, use)):
        whole = product.fixed_eur_month + product.employer_share_eur_month
        assert whole == pytest.approx(alone[product.id].fixed_eur_month)


@given(lists(), FACTS, USES, TICKETS)
def test_what_is_not_known_is_never_usable_and_results_do_not_depend_on_the_order(
    shelf: list[Tariff], facts: dict[str, Any], use: Use, tickets: int
) -> None:
    found = made(shelf, facts, use, tickets)
    assert [p.usable for p in found] == sorted((p.usable for p in found), reverse=True)
    assert not any(p.usable for p in found if not p.held and any(c.fact == "secret" for c in p.requires))
    assert made(shelf[::-1], facts, use, tickets) == found
