"""A plan as a ledger: lines that recur each year, things bought, aid and loans, every one from a party to another.

An amount is always quantity × unit price × growth of prices, rounded to the cent once: a spreadsheet finds the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portee.core.declared import Words
from portee.core.parameters import Figures, Parameters, shipped_parameters
from portee.hubs.accounts.money import cents, decimal, growth, spread
from portee.hubs.plan.costs import Cost
from portee.hubs.plan.money import Post, Space
from portee.hubs.plan.services import Service, Thing
from portee.hubs.plan.tariffs import Period, Tariff, Use
from portee.hubs.plan.whole import HubPlan

__all__ = ["COSTS", "INCOMES", "Asset", "Borrowing", "Investment", "Ledger", "Line", "Unit", "ledger_of"]

COSTS = ("energy", "maintenance", "insurance", "lease", "subscriptions", "staff", "space", "other")
"""Kinds of running cost."""
INCOMES = ("tariffs", "staff_aid", "subsidies")
"""Kinds of running income."""

DIGITS, FINE = Decimal("0.000001"), Decimal("0.000000001")
"""Decimals of quantities and of unit prices: few enough for a spreadsheet, which keeps fifteen digits."""
MONTHS = 12


@dataclass(frozen=True)
class Unit:
    """A unit price in EUR and where it comes from. parts: names of figures of Portée, or the source told."""

    eur: Decimal
    source: str
    checked: bool


@dataclass(frozen=True)
class Line:
    """Money that passes each year.

    Attributes:
        kind: one of COSTS or INCOMES. payer, payee: parties. quantity: by year. index: which growth of prices.
        use: whether it follows the number of trips or members, so that it grows with them.
    """

    kind: str
    service: str
    title: Words
    payer: str
    payee: str
    unit: Unit
    quantity: tuple[Decimal, ...]
    index: str = "general"
    use: bool = False


@dataclass(frozen=True)
class Asset:
    """Things bought at the start of year `first` of the plan, used for `life` years, sold at `residual` of the price.

    What is sold at the end of its life is sold at the start of the year after it.
    """

    service: str
    title: Words
    count: int
    unit: Unit
    first: int
    life: int
    residual: Decimal


@dataclass(frozen=True)
class Investment:
    """A grant: cents received in year `first`, taken into income over `over` years."""

    title: Words
    payer: str
    amount: int
    first: int
    over: int


@dataclass(frozen=True)
class Borrowing:
    """A loan: cents drawn at the start of year `first`, paid back in equal parts at the end of `over` years."""

    title: Words
    amount: int
    rate: Decimal
    first: int
    over: int


@dataclass(frozen=True)
class Ledger:
    """All that the accounts add up. rates: growth of prices a year, by index; trips, people: by service and year."""

    plan: HubPlan
    lines: tuple[Line, ...] = ()
    assets: tuple[Asset, ...] = ()
    investments: tuple[Investment, ...] = ()
    borrowings: tuple[Borrowing, ...] = ()
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    trips: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    figures: tuple[dict[str, Any], ...] = ()

    @property
    def years(self) -> int:
        return self.plan.years

    def amount(self, line: Line, year: int) -> int:
        """Cents of a line in a year of the plan, counted from 0."""
        return cents(line.quantity[year] * line.unit.eur * growth(self.rates[line.index], year))

    def bought(self, asset: Asset) -> int:
        """Cents paid for an asset."""
        return cents(asset.count * asset.unit.eur * growth(self.rates["general"], asset.first))

    def sold(self, asset: Asset) -> int:
        """Cents received for it at the end of its life: its residual value."""
        return cents(Decimal(self.bought(asset)) / 100 * asset.residual)

    def worn(self, asset: Asset, elapsed: int) -> int:
        """Cents of value lost after some years, in a straight line."""
        return spread(self.bought(asset) - self.sold(asset), asset.life, elapsed)


def ledger_of(plan: HubPlan, parameters: Parameters | None = None) -> Ledger:
    """The ledger of a plan. Raises ParameterError when a figure is missing on the day."""
    figures = Figures(shipped_parameters() if parameters is None else parameters, plan.figures_on)
    maker = _Maker(plan, figures)
    for service in plan.services:
        maker.service(service)
    for post in plan.staff:
        maker.post(post)
    for space in plan.spaces:
        maker.space(space)
    maker.others()
    general = decimal(plan.inflation)
    wages = general if plan.wage_inflation is None else decimal(plan.wage_inflation)
    energy = general if plan.energy_inflation is None else decimal(plan.energy_inflation)
    rates = {"none": Decimal(0), "general": general, "wages": wages, "energy": energy}
    grants = tuple(
        Investment(grant.title, grant.by, cents(decimal(grant.eur)), grant.year - plan.start, grant.over)
        for grant in plan.grants
    )
    loans = tuple(
        Borrowing(loan.title, cents(decimal(loan.eur)), decimal(loan.rate), loan.year - plan.start, loan.over)
        for loan in plan.loans
    )
    return Ledger(
        plan, tuple(maker.lines), tuple(maker.assets), grants, loans, rates, maker.trips, maker.people,
        tuple(figures.record()),
    )  # fmt: skip


def _by_year(value: float | tuple[float, ...], years: int) -> tuple[Decimal, ...]:
    """A number or a list by year as one number per year; the last one goes on."""
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(decimal(listed[min(year, len(listed) - 1)]) for year in range(years))


class _Maker:
    """Collects lines and assets; kept inside this file."""

    def __init__(self, plan: HubPlan, figures: Figures) -> None:
        self.plan, self.figures = plan, figures
        self.lines: list[Line] = []
        self.assets: list[Asset] = []
        self.trips: dict[str, tuple[Decimal, ...]] = {}
        self.people: dict[str, tuple[Decimal, ...]] = {}

    def price(self, cost: Cost) -> Unit:
        if cost.figure is None:
            assert cost.eur is not None
            return Unit(decimal(cost.eur), cost.source or "", checked=False)
        value = (
            self.figures.number(cost.figure) if cost.key is None else self.figures.table(cost.figure)[cost.key]
        )  # fmt: skip
        parameter = self.figures.parameters[cost.figure]
        name = cost.figure if cost.key is None else f"{cost.figure} ({cost.key})"
        return Unit(decimal(value), name, parameter.checked)

    def add(
        self, kind: str, service: str, title: Words, unit: Unit, quantity: tuple[Decimal, ...], **rest: Any
    ) -> None:
        payee = "operator" if kind in INCOMES else "staff" if kind == "staff" else "suppliers"
        payer = rest.pop("payer", "operator")
        unit = Unit(unit.eur.quantize(FINE), unit.source, unit.checked)
        quantity = tuple(each.quantize(DIGITS) for each in quantity)
        self.lines.append(Line(kind, service, title, payer, payee, unit, quantity, **rest))

    def all_years(self, amount: float | Decimal, first: int = 0, until: int | None = None) -> tuple[Decimal, ...]:
        last = self.plan.years - 1 if until is None else until
        value = amount if isinstance(amount, Decimal) else decimal(amount)
        return tuple(value if first <= year <= last else Decimal(0) for year in range(self.plan.years))

    def service(self, service: Service) -> None:
        years = self.plan.years
        zero = (Decimal(0),) * years
        self.trips[service.id] = self.people[service.id] = zero
        km = zero
        for use in service.use:
            trips, members = _by_year(use.trips, years), _by_year(use.members, years)
            people = members if use.beneficiaries is None else _by_year(use.beneficiaries, years)
            self.trips[service.id] = _plus(self.trips[service.id], trips)
            self.people[service.id] = _plus(self.people[service.id], people)
            km = _plus(km, tuple(each * decimal(use.km) for each in trips))
            tariff = next(each for each in service.tariffs if each.id == use.tariff)
            self.tariff(service, tariff, use, trips, members)
        for thing in service.things:
            self.thing(service, thing)
        self.by_km(service, km)

    def by_km(self, service: Service, km: tuple[Decimal, ...]) -> None:
        """Energy and wear: kilometres are shared among the vehicles of the service by their number, year by year."""
        riding = [thing for thing in service.things if thing.vehicle and thing.count]
        for thing in riding:
            part = []
            for year, each in enumerate(km):
                there = sum(other.count for other in riding if other.first <= year)
                part.append(each * thing.count / there if thing.first <= year and there else Decimal(0))
            if thing.upkeep_km is not None:
                self.add("maintenance", service.id, thing.title, self.price(thing.upkeep_km), tuple(part), use=True)
            if thing.per_100km is not None and thing.energy is not None:
                burnt, paid = self.price(thing.per_100km), self.price(thing.energy)
                both = Unit(burnt.eur * paid.eur / 100, f"{burnt.source} × {paid.source} / 100",
                            checked=burnt.checked and paid.checked)  # fmt: skip
                self.add("energy", service.id, thing.title, both, tuple(part), index="energy", use=True)

    def thing(self, service: Service, thing: Thing) -> None:
        count = self.all_years(Decimal(thing.count), thing.first)
        months = tuple(each * MONTHS for each in count)
        if thing.how == "lease":
            self.add("lease", service.id, thing.title, self.price(thing.price), months)
        else:
            first, unit = thing.first, self.price(thing.price)
            unit = Unit(unit.eur.quantize(FINE), unit.source, unit.checked)
            while thing.count and first < self.plan.years:
                residual = decimal(thing.residual)
                self.assets.append(Asset(service.id, thing.title, thing.count, unit, first, thing.life, residual))
                first += thing.life
                if not thing.renewed:
                    count = self.all_years(Decimal(thing.count), thing.first, thing.first + thing.life - 1)
                    months = tuple(each * MONTHS for each in count)
                    break
        for kind, cost, quantity in (
            ("insurance", thing.insurance, count), ("maintenance", thing.upkeep, count),
            ("subscriptions", thing.subscription, months),
        ):  # fmt: skip
            if cost is not None:
                self.add(kind, service.id, thing.title, self.price(cost), quantity)

    def tariff(
        self, service: Service, tariff: Tariff, use: Use, trips: tuple[Decimal, ...], members: tuple[Decimal, ...]
    ) -> None:
        from datetime import date

        index = "general" if tariff.indexed else "none"
        for period in tariff.prices:
            days = [date(self.plan.start + year, 1, 1) for year in range(self.plan.years)]
            inside = [period.from_ <= day and (period.until is None or day <= period.until) for day in days]
            per_trip = _trip_price(period, use)
            for payer, share in tariff.paid_by.items():
                for eur, counted, months in ((per_trip, trips, 1), (decimal(period.per_month), members, MONTHS)):
                    quantity = tuple(
                        each * months if here else Decimal(0) for each, here in zip(counted, inside, strict=True)
                    )
                    if eur and share and any(quantity):
                        unit = Unit(eur * decimal(share), tariff.id, checked=True)
                        self.add("tariffs", service.id, tariff.title, unit, quantity, payer=payer, index=index,
                                 use=True)  # fmt: skip

    def post(self, post: Post) -> None:
        gross = self.price(post.gross)
        if post.charges is None:
            charges = self.figures.table("hub.staff.charges")[post.contract]
            source = f"{gross.source} × (1 + hub.staff.charges ({post.contract})) × {MONTHS}"
        else:
            charges, source = post.charges, f"{gross.source} × {1 + decimal(post.charges)} × {MONTHS}"
        cost = Unit(gross.eur * (1 + decimal(charges)) * MONTHS, source, checked=False)
        full = self.all_years(post.fte)
        self.add("staff", "", post.title, cost, full, index="wages")
        if post.contract in ("aci", "ei"):
            aid = self.price(Cost(figure=f"hub.aid.{post.contract}"))
        elif post.contract == "pec":
            share, minimum = self.price(Cost(figure="hub.aid.pec_share")), self.figures.number("wage.smic_gross_month")
            source = f"{share.source} × wage.smic_gross_month × {MONTHS}"
            aid = Unit(share.eur * decimal(minimum) * MONTHS, source, checked=False)
        else:
            return
        self.add("staff_aid", "", post.title, aid, full, payer="state", index="wages")

    def space(self, space: Space) -> None:
        area = self.all_years(space.m2)
        for cost in (space.rent, space.charges):
            if cost is not None:
                self.add("space", "", space.title, self.price(cost), area)

    def others(self) -> None:
        for other in self.plan.others:
            times = MONTHS if other.every == "month" else 1
            self.add("other", "", other.title, self.price(other.cost), self.all_years(Decimal(times)))
        for subsidy in self.plan.subsidies:
            unit = Unit(decimal(subsidy.eur), subsidy.source, checked=False)
            inside = self.all_years(Decimal(1), subsidy.from_ - self.plan.start, subsidy.until - self.plan.start)
            self.add("subsidies", "", subsidy.title, unit, inside, payer=subsidy.by, index="none")


def _trip_price(period: Period, use: Use) -> Decimal:
    """EUR of one trip: its start or step of hours, its hours, its kilometres."""
    return (
        decimal(period.trip(use.hours))
        + decimal(period.per_hour) * decimal(use.hours)
        + decimal(period.per_km) * decimal(use.km)
    )


def _plus(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
