"""Small services to simulate, by hand and by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from portee.hubs.simulation.given import WEEK_H, Arrivals, Fleet, Law, Relocation, Simulated, Station

__all__ = ["ever", "flat", "queue", "services"]

NO_WAIT = Law(0.0)
ever = Law(1e12)
"""Patience that never ends."""


def flat(rate: float) -> tuple[float, ...]:
    """The same in all hours."""
    return (rate,) * WEEK_H


def queue(
    vehicles: int, rate: float, hours: Law, *, patience: Law = NO_WAIT, room: int | None = None, group: str = "all"
) -> Simulated:
    """One station, one group, no energy: a queue as in books."""
    station = Station("hub", (vehicles,), room=room)
    return Simulated(
        "cars", (station,), (Fleet("car"),), (Arrivals(group, "hub", flat(rate), hours, patience=patience),)
    )


laws = st.builds(Law, st.floats(0.05, 6), st.sampled_from(["fixed", "exponential", "lognormal"]), st.floats(0.1, 2))
"""Laws of hours."""


@st.composite
def services(draw: st.DrawFn, energy: bool | None = None, stations: int | None = None) -> Simulated:
    """Any service: one to three stations, one or two kinds, docks, chargers, one way or not, staff, opening hours."""
    count = draw(st.integers(1, 3)) if stations is None else stations
    with_battery = draw(st.booleans()) if energy is None else energy
    kinds = draw(st.integers(1, 2))
    fleet = tuple(
        Fleet(f"kind{k}", *(draw(st.tuples(st.floats(1, 20), st.floats(0.05, 0.3), st.floats(0.5, 8)))))
        if with_battery else Fleet(f"kind{k}")
        for k in range(kinds)
    )  # fmt: skip
    places = []
    for place in range(count):
        vehicles = tuple(draw(st.integers(0, 3)) for _ in range(kinds))
        docks = draw(st.none() | st.integers(sum(vehicles), sum(vehicles) + 3))
        chargers, room = draw(st.none() | st.integers(0, 3)), draw(st.none() | st.integers(0, 3))
        places.append(Station(f"s{place}", vehicles, docks, chargers, room))
    ids = [place.id for place in places]
    ways = draw(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(ids), st.sampled_from(ids)), unique=True,
                         min_size=1, max_size=4))  # fmt: skip
    arrivals = tuple(
        Arrivals(
            group, start, flat(draw(st.floats(0, 2))), draw(laws), Law(draw(st.floats(0, 60)), "exponential"),
            draw(laws | st.just(Law(0.0)) | st.just(ever)), draw(st.just(Law(0.0)) | laws), end,
        )
        for group, start, end in ways
    )  # fmt: skip
    staff = draw(
        st.none()
        | st.builds(
            Relocation, st.tuples(*[st.integers(0, 4)] * count), st.just((0.0, 30.0)), st.none() | st.integers(0, 2),
            st.integers(0, 2), st.floats(0.1, 1), st.floats(0, 10),
        )
    )  # fmt: skip
    opens = draw(st.sampled_from([((0.0, 168.0),), ((7.0, 20.5), (31.0, 44.0)), ()]))
    return Simulated("service", tuple(places), fleet, arrivals, opens, staff)
