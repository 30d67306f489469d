"""Services and profiles to book and pay with."""

from __future__ import annotations

from hypothesis import strategies as st

from portee.hubs.payment.means import shipped_means
from portee.hubs.payment.ways import Taken
from portee.people.library import shipped_profiles

MEANS = shipped_means()


@st.composite
def services(draw: st.DrawFn) -> tuple[Taken, ...]:
    """Some services; each may ask, be booked and be paid by anything."""

    def some(names: dict[str, object]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(sorted(names)), unique=True, max_size=4)))

    def one(place: int) -> Taken:
        tariffs = draw(st.sampled_from([(), ("full",)]))
        return Taken(f"s{place}", some({**MEANS.channels}), some({**MEANS.payments}), some({**MEANS.asks}), tariffs)

    return tuple(one(place) for place in range(draw(st.integers(1, 4))))


PROFILES = shipped_profiles()
profiles = st.lists(st.sampled_from(PROFILES), min_size=1, max_size=5, unique_by=lambda each: each.id)
