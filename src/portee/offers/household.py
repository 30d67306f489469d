"""The household's money around a job: what childcare costs, and what is gained by taking the job."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures

__all__ = ["ChildcareCost", "NetGain", "care_hours_month", "childcare_cost_month", "net_gain", "part_words"]

MOST_EUR = 100_000
MOST_HOURS = 744
"""Hours of the longest month."""

MINUTES_PER_HOUR = 60

EFFORT = "childcare.creche.effort_rate"
CEILING = "childcare.creche.income_ceiling"
FLOOR = "childcare.creche.income_floor"
MINDER_REFERENCE = "childcare.minder.reference_cost"
MINDER_CEILING = "childcare.minder.hourly_ceiling"
MINDER_FLOOR = "childcare.minder.income_floor"

RELATED = ("related_rights", "childcare_tax_credit")
"""What changes with a job and is never computed here."""


@dataclass(frozen=True)
class ChildcareCost:
    """What care of one or several children costs the family.

    Attributes:
        eur_month: what the family pays, EUR per month. eur_hour: the same per hour and child.
        aid_eur_month: what the CAF pays of the bill (childminder), EUR per month.
        partly: whether a part is not computed: contributions on an hourly cost above the ceiling.
    """

    eur_month: float
    eur_hour: float
    aid_eur_month: float = 0.0
    partly: bool = False


def care_hours_month(work_hours_month: float, days_month: float, minutes_away_day: float = 0.0) -> float:
    """Hours in care per month: hours of work, and every day the minutes between the place of care and work, there and
    back, with breaks that are not paid.

    Args:
        work_hours_month: hours of work. days_month: days of work. minutes_away_day: minutes of each day beside work.

    Raises:
        ParameterError: a number is negative, not finite, or more than a month holds.
    """
    work = _amount("work_hours_month", work_hours_month, MOST_HOURS)
    days = _amount("days_month", days_month, 31)
    away = _amount("minutes_away_day", minutes_away_day, 24 * MINUTES_PER_HOUR)
    return work + days * away / MINUTES_PER_HOUR


def childcare_cost_month(
    hours: float,
    income_eur_month: float,
    children: int,
    figures: Figures,
    *,
    mode: Literal["creche", "minder"] = "creche",
    hourly_eur: float | None = None,
    in_care: int = 1,
    disabled: int = 0,
) -> ChildcareCost:
    """What the family pays for care, before the tax credit of the next year.

    In a nursery financed by the CAF (PSU) an hour costs income × rate(children); meals and nappies are included.
    With a registered childminder the CAF pays (CMG) cost × (1 − income × rate(children) / reference cost), never less
    than nothing, of a cost per hour up to a ceiling. In both, income is held between a floor and a ceiling. For each
    disabled child the next lower rate applies.

    Args:
        hours: hours booked per month and child.
        income_eur_month: of the household, that of two years before as the CAF knows it: a new job changes the price
            only later.
        children: dependent children, all ages. in_care: how many of them are in care. disabled: how many receive the
            disabled child's allowance (AEEH).
        figures: parameters `childcare.*`, read on the day asked.
        mode: nursery, or registered childminder.
        hourly_eur: net wage, upkeep and meals of a childminder, EUR per hour and child.

    Raises:
        ParameterError: a number is not possible, a childminder has no hourly cost, or a figure is not known on the day.

    Sources: Cnaf, circulaire 2019-005 (national scale of families' shares); Code de la sécurité sociale, art. D531-17
    and D531-18.
    """
    booked = _amount("hours", hours, MOST_HOURS)
    income = _amount("income_eur_month", income_eur_month, MOST_EUR)
    for name, number, least, most in (
        ("children", children, 1, 20), ("in_care", in_care, 0, children), ("disabled", disabled, 0, children)
    ):  # fmt: skip
        if not least <= number <= most:
            raise _impossible(name, number, f"Give a whole number from {least} to {most}.")
    rate = _rate(figures, children, disabled)
    counted = min(income, figures.number(CEILING))
    if mode == "creche":
        hour = max(counted, figures.number(FLOOR)) * rate
        return ChildcareCost(hour * booked * in_care, hour)
    if hourly_eur is None:
        raise ParameterError(
            "A childminder's cost per hour is not given.",
            where=Where(field="hourly_eur"),
            mend="Give wage, upkeep and meals, EUR per hour.",
        )
    price = _amount("hourly_eur", hourly_eur, 1000)
    counted = max(counted, figures.number(MINDER_FLOOR))
    paid = max(0.0, 1 - counted * rate / figures.number(MINDER_REFERENCE))
    most_hour = figures.number(MINDER_CEILING)
    aid = min(price, most_hour) * paid
    times = booked * in_care
    return ChildcareCost((price - aid) * times, price - aid, aid * times, partly=price > most_hour)


def _rate(figures: Figures, children: int, disabled: int) -> float:
    """Share of the monthly income paid per hour: that of the number of children, one step lower per disabled child."""
    scale = sorted(figures.rows(EFFORT), key=lambda row: row["children"])
    step = max((place for place, row in enumerate(scale) if row["children"] <= children), default=0)
    return float(scale[min(step + disabled, len(scale) - 1)]["share"])


@dataclass(frozen=True)
class NetGain:
    """What a household has more each month after taking a job, and what of it was computed.

    Attributes:
        wage_eur: net wage of the job before income tax. commute_eur, childcare_eur: what they cost; None for not known.
        lost_eur: income that stops (earlier wage, unemployment allowance); None for not known. freed_eur: costs that
            stop (an earlier commute, earlier childcare).
        benefits_change_eur: benefits after less before; None for not computed. tax_change_eur: income tax, likewise.
        before_benefits_eur: wage − lost + freed − commute − childcare; None when one of them is not known.
        total_eur: the gain with the change of benefits (and of tax, where computed); None when the former is not known.
        computed, not_computed: names of the parts (see `part_words`).
    """

    wage_eur: float
    commute_eur: float | None
    childcare_eur: float | None
    lost_eur: float | None
    freed_eur: float
    benefits_change_eur: float | None
    tax_change_eur: float | None
    before_benefits_eur: float | None
    total_eur: float | None
    computed: tuple[str, ...]
    not_computed: tuple[str, ...]

    def per_hour(self, hours_month: float) -> float | None:
        """The gain per hour of work, None when it is not known or there are no hours."""
        return None if self.total_eur is None or hours_month <= 0 else self.total_eur / hours_month


def net_gain(
    wage: float,
    commute: float | None,
    childcare: float | None,
    benefits_change: float | None = None,
    *,
    lost: float | None = 0.0,
    freed: float = 0.0,
    tax_change: float | None = None,
) -> NetGain:
    """Wage − commute − childcare + change of benefits, for those without work; EUR per month, of the household.

    In full: wage − income lost + costs freed − commute − childcare + change of benefits − change of income tax.

    Without the change of benefits only `before_benefits_eur` is known: `total_eur` is None and "benefits" is told as
    not computed. A change of tax that is not known is told as not computed and left out.

    Args:
        wage: net wage before income tax. commute, childcare: what they cost, 0 for nothing, None for not known.
        benefits_change: benefits after less before, None for not computed.
        lost: income that stops, None for not known. freed: costs that stop. tax_change: tax after less before, None for
            not computed.

    Raises:
        ParameterError: an amount is not finite, too large, or a wage, a cost or an income lost is negative.
    """
    given: dict[str, float | None] = {
        "wage": _amount("wage", wage),
        "lost": None if lost is None else _amount("lost", lost),
        "freed": _amount("freed", freed),
        "commute": None if commute is None else _amount("commute", commute),
        "childcare": None if childcare is None else _amount("childcare", childcare),
        "benefits": None if benefits_change is None else _amount("benefits_change", benefits_change, least=-MOST_EUR),
        "income_tax": None if tax_change is None else _amount("tax_change", tax_change, least=-MOST_EUR),
    }
    gone, ride, care = (given[name] for name in ("lost", "commute", "childcare"))
    benefits, tax = given["benefits"], given["income_tax"]
    before = None if gone is None or ride is None or care is None else wage - gone + freed - ride - care
    total = None if before is None or benefits is None else before + benefits - (tax or 0.0)
    return NetGain(
        float(wage), ride, care, gone, float(freed), benefits, tax, before, total,
        computed=tuple(n for n, value in given.items() if value is not None and (value or n not in ("lost", "freed"))),
        not_computed=(*(name for name, value in given.items() if value is None), *RELATED),
    )  # fmt: skip


def _amount(name: str, value: float, most: float = MOST_EUR, least: float = 0.0) -> float:
    if not (math.isfinite(value) and least <= value <= most):
        raise _impossible(name, value, f"Give a number from {least:g} to {most:g}.")
    return float(value)


def _impossible(name: str, value: float, mend: str) -> ParameterError:
    return ParameterError(f"'{name}' is {value}, which is not possible.", where=Where(field=name), mend=mend)


class _Parts(Declared):
    parts: dict[str, Words]


@cache
def _parts() -> Mapping[str, Words]:
    text = files("portee.offers").joinpath("household_words.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Parts, "household_words.yaml").parts


def part_words(part: str) -> Words:
    """A part of the household's money in both languages. Raises ParameterError for an unknown one."""
    if part not in _parts():
        raise ParameterError(f"There is no part '{part}'.", mend=f"Parts: {', '.join(sorted(_parts()))}.")
    return _parts()[part]
