from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.payment.means import Means, means_facts
from portee.hubs.payment.ways import FREE, Taken, hub_payments, takes_everybody, ways_of_service
from portee.offers.conditions import verdict
from portee.people.library import find_profile
from portee.people.profile import Profile
from tests.hubs.payment.kinds import MEANS, PROFILES, services

NOBODY = find_profile("no-smartphone-no-card")
EMPLOYEE = find_profile("reference-employee-car")
CARS = Taken("cars", ("app", "phone"), ("bank_card", "cash"), ("licence_b",), ("full",))


def test_the_simplest_way_comes_first() -> None:
    found = ways_of_service(EMPLOYEE, CARS, hub_payments([CARS]))
    assert [(way.channel, way.payment, way.step, way.offline) for way in found.ways] == [
        ("phone", "cash", 1, True), ("phone", "bank_card", 3, False), ("app", "cash", 4, False),
        ("app", "bank_card", 4, False),
    ]  # fmt: skip


def test_who_is_left_out_is_told_why() -> None:
    assert ways_of_service(NOBODY, CARS, hub_payments([CARS])).why == "ability"
    bikes = Taken("bikes", ("app",), ("bank_card",), (), ("full",))
    found = ways_of_service(NOBODY, bikes, hub_payments([bikes]))
    assert (found.why, found.lacking, found.ways) == ("means", ("channel", "payment"), ())
    deposit = Taken("bikes", ("desk",), ("cash",), ("deposit",), ("full",))
    found = ways_of_service(NOBODY, deposit, hub_payments([deposit]))
    assert (found.why, found.lacking) == ("means", ("deposit",))
    untold = Taken("bikes", (), (), (), ("full",))
    assert ways_of_service(EMPLOYEE, untold, frozenset()).why == "not_told"


def test_an_account_is_topped_up_by_what_the_hub_takes_elsewhere() -> None:
    bikes = Taken("bikes", ("desk",), ("mobility_account",), (), ("full",))
    cars = Taken("cars", ("desk",), ("bank_card",), (), ("full",))
    lockers = Taken("lockers", ("desk",), ("cash",), (), ("full",))
    assert not ways_of_service(NOBODY, bikes, hub_payments([bikes])).ways
    assert not ways_of_service(NOBODY, bikes, hub_payments([bikes, cars])).ways
    assert not ways_of_service(EMPLOYEE, bikes, hub_payments([bikes, cars])).offline, "by bank card alone"
    found = ways_of_service(NOBODY, bikes, hub_payments([bikes, lockers]))
    assert found.offline
    assert found.ways[0].step == 2


def test_what_costs_nothing_is_not_paid_for() -> None:
    stop = Taken("carpool", ("desk",), ())
    assert [way.payment for way in ways_of_service(NOBODY, stop, frozenset()).ways] == [FREE]


@given(services(), st.sampled_from(PROFILES), st.sampled_from([False, None]), st.sampled_from([False, None]))
def test_a_profile_without_card_or_smartphone_never_gets_what_asks_it(
    hub: tuple[Taken, ...], profile: Profile, card: bool | None, smartphone: bool | None
) -> None:
    someone = profile.replace(bank_card=card, smartphone=smartphone)
    for service in hub:
        found = ways_of_service(someone, service, hub_payments(hub))
        if found.ways:
            assert not {"bank_card", "deposit", "bank_account", "smartphone", "internet"} & set(service.asks)
        assert all(way.payment not in ("bank_card", "direct_debit") for way in found.ways)
        assert all(way.channel not in ("app", "web") for way in found.ways)
        assert all(way.offline for way in found.ways)


@given(services(), st.sampled_from(PROFILES), st.data())
def test_a_channel_or_payment_more_takes_no_way_away(
    hub: tuple[Taken, ...], profile: Profile, data: st.DataObject
) -> None:
    first, *rest = hub
    channel = data.draw(st.sampled_from(sorted(MEANS.channels)))
    payment = data.draw(st.sampled_from(sorted(MEANS.payments)))
    paid = (*first.payments, payment) if first.payments or first.tariffs else ()
    more = [Taken(first.id, (*first.channels, channel), paid, first.asks, first.tariffs), *rest]
    for before, after in zip(hub, more, strict=True):
        one = ways_of_service(profile, before, hub_payments(hub))
        other = ways_of_service(profile, after, hub_payments(more))
        assert {(way.channel, way.payment) for way in one.ways} <= {(way.channel, way.payment) for way in other.ways}
        assert one.offline <= other.offline


@given(services(), st.sampled_from(PROFILES))
def test_all_that_is_asked_holds(hub: tuple[Taken, ...], profile: Profile) -> None:
    for service in hub:
        for way in ways_of_service(profile, service, hub_payments(hub)).ways:
            _holds(MEANS, profile, service, way.channel, way.payment)


def _holds(means: Means, profile: Profile, service: Taken, channel: str, payment: str) -> None:
    facts = means_facts(profile)
    asked = [each for name in service.asks for each in means.asks[name].asks] + list(means.channels[channel].asks)
    asked += [] if payment == FREE else list(means.payments[payment].asks)
    assert verdict(asked, facts).answer == "yes"


@given(services())
def test_what_takes_everybody_takes_whoever_has_nothing(hub: tuple[Taken, ...]) -> None:
    able = NOBODY.replace(licences=("B",), age=52, rights=(), limits={"carpool": True, "cycles": True})
    for service in hub:
        found = ways_of_service(able, service, hub_payments(hub))
        assert takes_everybody(service, hub_payments(hub)) == bool(found.ways)
