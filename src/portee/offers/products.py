"""What public transport costs a person per month: the sensible products of one network, and of several together.

A product is what one would buy in one network: a pass, or tickets. Its monthly cost is affine in the number of trips up
to a cap: fixed + min(per trip × trips, cap). A trip is one way. Prices become monthly in one way only:

    year    price / 12                        week    price × weeks worked / 12
    month   price                             day     price × days of work in the month
    single  price per trip                    carnet  price / trips in the carnet, per trip

Products that another one beats are dropped: as cheap or cheaper, opens at least as much, at least as many rides and
minutes. Of two equal ones that with the lower id stays. A product with a condition that is not known is told apart
("to check") and never beats nor joins others.

Employers pay a share of passes of a week or more to those whom the law names: Code du travail, articles L3261-2,
R3261-1 (share) and R3261-2 (which passes), R3261-9 (in proportion below half of full time); Code de l'éducation,
article L124-13 (trainees under an internship agreement). The figures are parameters, named below.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures
from portee.offers.conditions import Condition, Verdict, verdict
from portee.offers.openings import Selectors, selectors_of, wider_or_same
from portee.offers.tariffs import Opening, Tariff

__all__ = [
    "CEILING",
    "FULL_TIME",
    "PART_TIME",
    "SHARE",
    "Product",
    "Use",
    "covers",
    "micro_eur",
    "products",
    "products_by_network",
]

SHARE = "law.employer_share"
"""Share of a pass that an employer pays, from 0 to 1."""

CEILING = "law.employer_share_ceiling"
"""Most that this share comes to, EUR per month; no ceiling when there is no such parameter."""

PART_TIME = "law.part_time_threshold"
"""Share of legal working time below which an employer pays in proportion to the hours worked."""

FULL_TIME = "law.weekly_hours"
"""Legal working time, hours per week. This one and `PART_TIME` are read only when the hours of the person are given."""

MONTHS = 12
TRIPS_PER_COMMUTE = 2
Fact = bool | float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Use:
    """How often a person travels to work.

    Attributes:
        commutes_per_month: journeys there and back in a mean month. days_per_month: days of work.
        weeks_per_year: weeks of work. hours_per_week: hours of work, None for at least half of full time.

    Raises:
        ParameterError: a number is negative or not finite.
    """

    commutes_per_month: float
    days_per_month: float
    weeks_per_year: float
    hours_per_week: float | None = None

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise ParameterError(
                    f"{name} is {value}.", where=Where(field=name), mend="Give a number that is not negative."
                )

    @property
    def trips_per_month(self) -> float:
        return self.commutes_per_month * TRIPS_PER_COMMUTE


@dataclass(frozen=True)
class Product:
    """What one would buy in one network.

    Attributes:
        id, title: of the tariff, with the number of tickets per trip where there are several.
        network: what it belongs to; products of one network exclude each other.
        tariffs: what is bought: a pass, or the tickets of one trip in a row.
        opens: what may be used with it.
        fixed_eur_month: what the person pays per month however often she travels, the employer's share taken off.
        per_trip_eur, cap_eur_month: what each trip costs more, and the most that all trips of a month cost.
        rides: vehicles boarded at most on one trip; minutes: from the first boarding to the last one; None: no limit.
        employer_share_eur_month: what the employer pays.
        requires: conditions of the tariff. verdict: whether they hold.
        trips_per_month: trips that `eur_month` counts.
        held: already paid: it costs nothing more, its conditions and sale dates are not asked again.
    """

    id: str
    title: Words
    network: str
    tariffs: tuple[Tariff, ...]
    opens: Opening
    fixed_eur_month: float
    per_trip_eur: float
    cap_eur_month: float | None
    rides: int | None
    minutes: float | None
    employer_share_eur_month: float
    requires: tuple[Condition, ...]
    verdict: Verdict
    trips_per_month: float
    held: bool = False

    @property
    def usable(self) -> bool:
        """Whether all conditions are known to hold; otherwise it is "to check"."""
        return self.verdict.answer == "yes"

    @property
    def eur_month(self) -> float:
        """What the person pays per month for the trips asked."""
        return self.cost_eur_month(self.trips_per_month)

    @cached_property
    def selectors(self) -> Selectors:
        """What it opens, ready to be compared."""
        return selectors_of(self.opens)

    def cost_eur_month(self, trips: float) -> float:
        """What the person pays per month for a number of trips (one way)."""
        tickets = self.per_trip_eur * trips
        return self.fixed_eur_month + (tickets if self.cap_eur_month is None else min(tickets, self.cap_eur_month))


def products_by_network(
    tariffs: Iterable[Tariff],
    facts: Mapping[str, Fact],
    day: date,
    use: Use,
    figures: Figures,
    tickets: int = 1,
) -> dict[str, tuple[Product, ...]]:
    """`products` of each network by its name, in the order of names."""
    networks: dict[str, list[Tariff]] = {}
    for tariff in tariffs:
        networks.setdefault(tariff.network, []).append(tariff)
    return {name: products(networks[name], facts, day, use, figures, tickets) for name in sorted(networks)}


def products(
    tariffs: Iterable[Tariff],
    facts: Mapping[str, Fact],
    day: date,
    use: Use,
    figures: Figures,
    tickets: int = 1,
) -> tuple[Product, ...]:
    """The sensible products of one network for a person on a day.

    Args:
        tariffs: of one network.
        facts: of the person by name; `passes` lists the ids of passes held, which cost nothing more.
        day: on which tariffs must be sold; passes held need not be.
        use: how often the person travels.
        figures: where the law's figures are read.
        tickets: single tickets in a row on one trip, at most: they matter where a ticket allows few rides or minutes.

    Returns:
        Usable products, cheapest first, then those to check; by id where they cost the same.

    Raises:
        ParameterError: tariffs of several networks, or a parameter of the law is missing.
    """
    given = list(tariffs)
    networks = sorted({tariff.network for tariff in given})
    if len(networks) > 1:
        raise ParameterError(
            f"Tariffs of several networks are given: {', '.join(networks[:5])}.", mend="Use products_by_network."
        )
    if tickets < 1:
        raise ParameterError(f"{tickets} tickets in a row make no trip.", mend="Give at least 1.")
    held = facts.get("passes")
    ids = held if isinstance(held, tuple) else ()
    usable: list[Product] = []
    doubtful: list[Product] = []
    for tariff in given:
        if tariff.id in ids and tariff.is_pass and tariff.kind != "day":
            usable.append(_product(tariff, use, Verdict("yes"), held=True))
            continue
        answer = verdict(tariff.eligibility, facts)
        if answer.answer == "no" or not tariff.sold_on(day):
            continue
        paid = _paid_by_employer(tariff, facts, use, figures)
        for number in range(1, tickets + 1 if _has_limits(tariff) else 2):
            made = _product(tariff, use, answer, paid_by_employer=paid, number=number)
            (usable if made.usable else doubtful).append(made)
    best = _undominated(sorted(usable, key=_order))
    return (*best, *(p for p in sorted(doubtful, key=_order) if not any(_beats(b, p) for b in best)))


def covers(wide: Product, narrow: Product) -> bool:
    """Whether one may do with `wide` all that `narrow` allows."""
    return (
        _as_many(wide.rides, narrow.rides)
        and _as_many(wide.minutes, narrow.minutes)
        and wider_or_same(wide.selectors, narrow.selectors)
    )


def micro_eur(eur: float) -> int:
    """Whole millionths of a euro: sums of these do not depend on their order, so that equal costs compare equal."""
    return round(eur * 1e6)


def _has_limits(tariff: Tariff) -> bool:
    return not tariff.is_pass and (tariff.rides is not None or tariff.minutes is not None)


def _pass_eur_month(tariff: Tariff, use: Use) -> float:
    """Monthly price of a pass; 0 for tickets."""
    times = {"year": 1 / MONTHS, "month": 1.0, "week": use.weeks_per_year / MONTHS, "day": use.days_per_month}
    return tariff.price_eur * times.get(tariff.kind, 0.0)


def _product(
    tariff: Tariff, use: Use, answer: Verdict, *, paid_by_employer: float = 0.0, number: int = 1, held: bool = False
) -> Product:
    trip = 0.0 if tariff.is_pass else tariff.price_eur / (tariff.trips or 1)
    rides, minutes = _limits(tariff, number)
    several = "" if number == 1 else f"{number} × "
    return Product(
        id=f"{several}{tariff.id}",
        title=Words(fr=f"{several}{tariff.title.fr}", en=f"{several}{tariff.title.en}"),
        network=tariff.network,
        tariffs=(tariff,) * number,
        opens=tariff.opens,
        fixed_eur_month=0.0 if held else _pass_eur_month(tariff, use) - paid_by_employer,
        per_trip_eur=trip * number,
        cap_eur_month=tariff.cap_eur_month,
        rides=rides,
        minutes=minutes,
        employer_share_eur_month=paid_by_employer,
        requires=tariff.eligibility,
        verdict=answer,
        trips_per_month=use.trips_per_month,
        held=held,
    )


def _limits(tariff: Tariff, number: int) -> tuple[int | None, float | None]:
    """Rides and minutes that so many tickets in a row are sure to allow.

    With one limit alone the limits add up: a new ticket begins when the last one is used up. With both, a ticket may
    run out of time before its rides are used, so that only one ride per ticket is sure.
    """
    if number > 1 and tariff.rides is not None and tariff.minutes is not None:
        return number, None
    rides = None if tariff.rides is None else tariff.rides * number
    return rides, None if tariff.minutes is None else tariff.minutes * number


def _paid_by_employer(tariff: Tariff, facts: Mapping[str, Fact], use: Use, figures: Figures) -> float:
    """What the employer pays of a pass by law, EUR per month."""
    if tariff.kind not in ("week", "month", "year") or tariff.employer_share is False or not _entitled(facts):
        return 0.0
    share = figures.number(SHARE)
    if use.hours_per_week is not None:
        share *= min(1.0, use.hours_per_week / (figures.number(FULL_TIME) * figures.number(PART_TIME)))
    paid = _pass_eur_month(tariff, use) * min(share, 1.0)
    return min(paid, figures.number(CEILING)) if CEILING in figures.parameters else paid


def _entitled(facts: Mapping[str, Fact]) -> bool:
    """Employees and apprentices; trainees only with the right "internship_agreement"; a status not known is none."""
    status, rights = facts.get("status"), facts.get("rights")
    if status == "trainee":
        return isinstance(rights, tuple) and "internship_agreement" in rights
    return status in ("employee", "apprentice")


def _order(product: Product) -> tuple[int, str, int]:
    return micro_eur(product.eur_month), product.tariffs[0].id, len(product.tariffs)


def _as_many(wide: float | None, narrow: float | None) -> bool:
    return wide is None or (narrow is not None and wide >= narrow)


def _beats(one: Product, other: Product) -> bool:
    return micro_eur(one.eur_month) <= micro_eur(other.eur_month) and covers(one, other)


def _undominated(cheapest_first: Sequence[Product]) -> list[Product]:
    kept: list[Product] = []
    for product in cheapest_first:
        if not any(covers(one, product) for one in kept):
            # One that costs the same may come later and open more.
            kept = [one for one in kept if not _beats(product, one)]
            kept.append(product)
    return kept
