from __future__ import annotations

import itertools

from hypothesis import given

from portee.hubs.payment.additions import Additions, smallest_additions, with_additions
from portee.hubs.payment.shares import payment_reach
from portee.hubs.payment.ways import Taken
from portee.people.library import find_profile
from portee.people.profile import Profile
from tests.hubs.payment.kinds import MEANS, profiles, services

NOBODY, EMPLOYEE = find_profile("no-smartphone-no-card"), find_profile("reference-employee-car")


def test_nothing_is_added_where_nobody_is_left_out() -> None:
    bikes = Taken("bikes", ("desk",), ("cash",), (), ("full",))
    assert smallest_additions([bikes], [NOBODY, EMPLOYEE]) == Additions()


def test_one_payment_is_enough_where_only_a_payment_is_missing() -> None:
    bikes = Taken("bikes", ("phone", "app"), ("bank_card",), (), ("full",))
    assert smallest_additions([bikes], [NOBODY, EMPLOYEE]) == Additions((), ("cash",))


def test_a_deposit_can_only_be_waived() -> None:
    bikes = Taken("bikes", ("app",), ("bank_card",), ("deposit", "smartphone"), ("full",))
    assert smallest_additions([bikes], [NOBODY]) == Additions(("desk",), ("cash",), ("smartphone", "deposit"))
    assert smallest_additions([bikes], [EMPLOYEE]) == Additions()


def test_what_only_a_licence_keeps_away_is_left_alone() -> None:
    cars = Taken("cars", ("app",), ("bank_card",), ("licence_b", "deposit"), ("full",))
    assert smallest_additions([cars], [NOBODY]) == Additions()


@given(services(), profiles)
def test_additions_serve_all_and_no_fewer_would(hub: tuple[Taken, ...], who: list[Profile]) -> None:
    added = smallest_additions(hub, who)
    assert not payment_reach(with_additions(hub, added), who).left_out
    names = [*MEANS.channels, *MEANS.payments]
    count = len(added.channels) + len(added.payments)
    for chosen in itertools.combinations(names, max(count - 1, 0)):
        if count == 0:
            break
        fewer = Additions(
            tuple(name for name in chosen if name in MEANS.channels),
            tuple(name for name in chosen if name in MEANS.payments), added.waived,
        )  # fmt: skip
        found = payment_reach(with_additions(hub, fewer), who)
        assert any(each.why in ("means", "not_told") for row in found.found for each in row)
