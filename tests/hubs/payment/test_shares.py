from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.payment.shares import payment_reach
from portee.hubs.payment.ways import Taken
from portee.people.library import find_profile
from portee.people.profile import Profile
from tests.hubs.payment.kinds import MEANS, profiles, services

NOBODY, EMPLOYEE = find_profile("no-smartphone-no-card"), find_profile("reference-employee-car")
PEOPLE = {NOBODY.id: 10.0, EMPLOYEE.id: 90.0}
CARS = Taken("cars", ("app",), ("bank_card",), ("licence_b",), ("full",))
BIKES = Taken("bikes", ("web", "desk"), ("bank_card", "cash"), (), ("full",))


def test_persons_are_counted_by_what_keeps_them_away() -> None:
    found = payment_reach([CARS, BIKES], [NOBODY, EMPLOYEE], PEOPLE)
    cars, bikes = found.services
    assert (cars.served, cars.offline, cars.unable, cars.without_means) == (90, 0, 10, 0)
    assert (bikes.served, bikes.offline, bikes.without_means) == (100, 100, 0)
    assert (found.persons, found.able, found.served, found.offline) == (100, 100, 100, 100)
    assert (found.served_all, found.offline_all) == (100, 10), "cars are booked by an application alone"
    assert found.left_out == ()
    assert found.counted


def test_steps_add_up_from_paper_to_the_application() -> None:
    found = payment_reach([CARS, BIKES], [NOBODY, EMPLOYEE], PEOPLE)
    assert [(each.step.id, each.services, each.some, each.all_) for each in found.steps] == [
        ("paper", ("bikes",), 100, 10), ("phone", ("bikes",), 100, 10), ("card", ("bikes",), 100, 10),
        ("web", ("bikes",), 100, 10), ("app", ("cars", "bikes"), 100, 100),
    ]  # fmt: skip


def test_without_a_mix_each_profile_counts_as_one() -> None:
    found = payment_reach([BIKES], [NOBODY, EMPLOYEE])
    assert found.persons == 2
    assert not found.counted


def test_nothing_becomes_free_because_its_payments_come_later() -> None:
    found = payment_reach([Taken("bikes", ("desk",), ("bank_card",))], [NOBODY, EMPLOYEE], PEOPLE)
    assert [each.some for each in found.steps] == [0, 0, 0, 90, 90]


@given(services(), profiles, st.data())
def test_shares_add_up_and_more_never_serves_fewer(
    hub: tuple[Taken, ...], who: list[Profile], data: st.DataObject
) -> None:
    people = {each.id: data.draw(st.integers(0, 100)) * 1.0 for each in who}
    before = payment_reach(hub, who, people)
    for share in before.services:
        assert share.people == pytest.approx(before.persons)
        assert 0 <= share.offline <= share.served
    channel, place = data.draw(st.sampled_from(sorted(MEANS.channels))), data.draw(st.integers(0, len(hub) - 1))
    more = [
        Taken(each.id, (*each.channels, channel), each.payments, each.asks, each.tariffs) if k == place else each
        for k, each in enumerate(hub)
    ]
    after = payment_reach(more, who, people)
    assert (before.served, before.offline) <= (after.served, after.offline)
    assert all(one.served <= other.served for one, other in zip(before.services, after.services, strict=True))
    assert all(one.offline <= other.offline for one, other in zip(before.services, after.services, strict=True))
    some = [step.some for step in before.steps]
    assert some == sorted(some)
    assert some[-1] == pytest.approx(before.served)
    assert before.steps[-1].all_ == pytest.approx(before.served_all)
    assert before.offline_all <= before.served_all <= before.served
    assert before.offline_all <= after.offline_all
    assert before.served_all <= after.served_all
