"""What taking a job does to a household's money: income, transport, housing, what is left to live on, and the gain."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures
from portee.indicators.affordability import housing_transport_share, residual_income, transport_share
from portee.offers.aided import Aided, apply_aids
from portee.offers.aids import Aid, AidAnswer, aids_for
from portee.offers.household import ChildcareCost, NetGain, care_hours_month, childcare_cost_month, net_gain
from portee.people.facts import facts_of
from portee.people.profile import Profile
from portee.services.benefits import BenefitsChange, NotComputed

__all__ = ["Care", "HouseholdAnswer", "Job", "Spending", "household_answer"]

MONTHS = 12
BENEFIT_SOURCES = ("rsa", "activity_bonus", "housing", "family")
"""Sources of income that are benefits, computed anew with a wage."""

STOPPING_SOURCES = ("wage", "unemployment")
"""Sources of income that a new wage takes the place of."""

CARE_INCOME_SOURCES = ("wage", "unemployment", "pension")
"""Sources of income that prices of childcare rest on: those that are taxed."""


@dataclass(frozen=True)
class Job:
    """What a job brings and what getting there costs.

    Attributes:
        wage_net_eur_month: before income tax.
        commute_eur_month: by kind of cost (`portee.offers.aids.CATEGORIES`), the employer's share of passes already
            taken off; None for not known.
    """

    wage_net_eur_month: float
    commute_eur_month: Mapping[str, float] | None


@dataclass(frozen=True)
class Care:
    """How children are cared for during work.

    Attributes:
        mode: nursery financed by the CAF, or registered childminder.
        minutes_away_day: minutes of each day of work in care beside the hours of work: ways between the place of care
            and work, and breaks.
        hourly_eur: cost of a childminder per hour and child. disabled: children with the disabled child's allowance.
    """

    mode: Literal["creche", "minder"] = "creche"
    minutes_away_day: float = 0.0
    hourly_eur: float | None = None
    disabled: int = 0


@dataclass(frozen=True)
class Spending:
    """What the household spends today, EUR per month: a commute and childcare that the job takes the place of, and
    other transport that stays the same.
    """

    commute_eur: float = 0.0
    childcare_eur: float = 0.0
    other_transport_eur: float = 0.0


@dataclass(frozen=True)
class HouseholdAnswer:
    """A household's month before and after taking a job, EUR; None for what is not known.

    Attributes:
        income_before_eur, income_after_eur: net of income tax where it is computed, benefits included.
        commute_eur: after aids. childcare: before its tax credit.
        transport_share, housing_transport_share: of the income after.
        left_before_eur, left_after_eur: income less housing, transport and childcare: what is left to live on.
        left_before_per_unit_eur, left_after_per_unit_eur: the same per consumption unit.
        gain: the net gain. benefits: their change, or why it is not computed.
        aids: answers once in work. aids_at_start: aids that only the situation before opens; never counted.
        aided: the costs after aids and the aids used.
        not_computed: names of parts (`portee.offers.household.part_words`).
        figures: parameters used (`Figures.record`).
    """

    income_before_eur: float | None
    income_after_eur: float | None
    commute_eur: float | None
    childcare: ChildcareCost | None
    transport_share: float | None
    housing_transport_share: float | None
    left_before_eur: float | None
    left_after_eur: float | None
    left_before_per_unit_eur: float | None
    left_after_per_unit_eur: float | None
    gain: NetGain
    benefits: BenefitsChange | NotComputed
    aids: tuple[AidAnswer, ...]
    aids_at_start: tuple[AidAnswer, ...]
    aided: Aided | None
    not_computed: tuple[str, ...]
    figures: list[dict[str, Any]]


def household_answer(
    profile: Profile,
    job: Job,
    figures: Figures,
    benefits: BenefitsChange | NotComputed,
    *,
    care: Care | None = None,
    today: Spending = Spending(),
    aids: Iterable[Aid] = (),
    territory: str | Collection[str] | None = None,
) -> HouseholdAnswer:
    """Join a profile, a job, its commute, childcare and benefits into one answer.

    Without the change of benefits the income after, and all that rests on it, is not known; the gain is told before
    change of benefits. The price of childcare rests on the income before, as the CAF knows it (two years back).

    Args:
        profile: household, income, housing and schedule.
        job: wage and commute. care: how children whose care is "childcare" are cared for; None for not known.
        figures: parameters, read on the day asked.
        benefits: from `portee.services.benefits.benefits_change`.
        today: what is spent today.
        aids: that may lower costs. territory: names and codes of where the home lies, for the aids.

    Raises:
        ParameterError: an amount is not possible, or a figure is not known on the day.
    """
    paid = _income(profile)
    change = benefits if isinstance(benefits, BenefitsChange) else None
    before, after = _incomes(profile, job, paid, change)
    childcare = _childcare(profile, paid, figures, care)
    answers, at_start = _aids(profile, after, figures, tuple(aids), territory)
    aided = _aided(job, childcare, answers)
    commute = None if aided is None else math.fsum(eur for name, eur in aided.net.items() if name != "childcare")
    minding = None if childcare is None else childcare.eur_month if aided is None else aided.net.get("childcare", 0.0)
    gain = net_gain(
        job.wage_net_eur_month, commute, minding, None if change is None else change.change,
        lost=None if paid is None else _sum(paid, STOPPING_SOURCES),
        freed=_checked("commute_eur", today.commute_eur) + _checked("childcare_eur", today.childcare_eur),
        tax_change=None if change is None else change.tax_change,
    )  # fmt: skip
    rides_before = today.commute_eur + _checked("other_transport_eur", today.other_transport_eur)
    rides_after = None if commute is None else commute + today.other_transport_eur
    housing = profile.household.housing_eur_month
    units = facts_of(profile)["consumption_units"]
    assert isinstance(units, float)
    left_before = _left(before, housing, rides_before, today.childcare_eur)
    left_after = _left(after, housing, rides_after, minding)
    return HouseholdAnswer(
        income_before_eur=before,
        income_after_eur=after,
        commute_eur=commute,
        childcare=childcare,
        transport_share=_share(after, rides_after),
        housing_transport_share=_share(after, rides_after, housing, both=True),
        left_before_eur=left_before,
        left_after_eur=left_after,
        left_before_per_unit_eur=None if left_before is None else left_before / units,
        left_after_per_unit_eur=None if left_after is None else left_after / units,
        gain=gain,
        benefits=benefits,
        aids=answers,
        aids_at_start=at_start,
        aided=aided,
        not_computed=gain.not_computed,
        figures=figures.record(),
    )


def _income(profile: Profile) -> Mapping[str, float] | None:
    """The person's income by source, EUR per month; None when not known."""
    if profile.income is None:
        return None
    paid: dict[str, float] = {}
    for part in profile.income:
        paid[part.source] = paid.get(part.source, 0.0) + part.eur_month
    return paid


def _sum(paid: Mapping[str, float], sources: Iterable[str]) -> float:
    return math.fsum(paid.get(source, 0.0) for source in sources)


def _other(profile: Profile) -> float | None:
    """Income of the other adults, None when not known."""
    other = profile.household.other_income_eur_month
    return 0.0 if other is None and profile.household.adults == 1 else other


def _incomes(
    profile: Profile, job: Job, paid: Mapping[str, float] | None, change: BenefitsChange | None
) -> tuple[float | None, float | None]:
    """Income of the household before and after. With the change of benefits, both with benefits as computed."""
    other = _other(profile)
    if paid is None or other is None:
        return None, None
    if change is None:
        return math.fsum(paid.values()) + other, None
    stays = math.fsum(eur for source, eur in paid.items() if source not in (*BENEFIT_SOURCES, *STOPPING_SOURCES))
    before = stays + _sum(paid, STOPPING_SOURCES) + other + math.fsum(change.before.values()) - change.tax_before
    after = stays + job.wage_net_eur_month + other + math.fsum(change.after.values()) - change.tax_after
    return before, after


def _childcare(
    profile: Profile, paid: Mapping[str, float] | None, figures: Figures, care: Care | None
) -> ChildcareCost | None:
    """Cost of childcare during work: nothing without a child in care, None when something is not known."""
    children = profile.household.children
    in_care = sum(child.care == "childcare" for child in children)
    if not in_care:
        return ChildcareCost(0.0, 0.0)
    other = _other(profile)
    if care is None or paid is None or other is None:
        return None
    schedule = profile.schedule
    hours = care_hours_month(
        schedule.hours_per_week * schedule.weeks_per_year / MONTHS, schedule.days_per_month, care.minutes_away_day
    )
    return childcare_cost_month(
        hours, _sum(paid, CARE_INCOME_SOURCES) + other, len(children), figures,
        mode=care.mode, hourly_eur=care.hourly_eur, in_care=in_care, disabled=care.disabled,
    )  # fmt: skip


def _aids(
    profile: Profile,
    income_after: float | None,
    figures: Figures,
    aids: tuple[Aid, ...],
    territory: str | Collection[str] | None,
) -> tuple[tuple[AidAnswer, ...], tuple[AidAnswer, ...]]:
    """Answers once in work, and those that only the situation before opens."""
    today = facts_of(profile)
    works = {
        **today,
        "status": "employee",
        "household_income_eur_month": income_after,
        "income_eur_month": income_after if profile.household.adults == 1 else None,
    }
    in_work = aids_for(aids, works, figures.day, territory)
    now = aids_for(aids, today, figures.day, territory)
    return in_work, tuple(n for n, w in zip(now, in_work, strict=True) if w.verdict == "no" and n.verdict != "no")


def _aided(job: Job, childcare: ChildcareCost | None, answers: Iterable[AidAnswer]) -> Aided | None:
    if job.commute_eur_month is None:
        return None
    costs = dict(job.commute_eur_month)
    if "childcare" in costs:
        raise ParameterError(
            "Childcare is no part of a commute.", where=Where(field="commute_eur_month"), mend="Give it by 'care'."
        )
    if childcare is not None and childcare.eur_month:
        costs["childcare"] = childcare.eur_month
    return apply_aids(costs, answers)


def _share(
    income: float | None, transport: float | None, housing: float | None = None, *, both: bool = False
) -> float | None:
    """Transport, or housing and transport, of the income; None when not known or without income."""
    if income is None or income <= 0 or transport is None or (both and housing is None):
        return None
    part = (
        housing_transport_share(housing, transport, income)
        if both and housing is not None
        else transport_share(transport, income)
    )
    return float(part)


def _left(
    income: float | None, housing: float | None, transport: float | None, childcare: float | None
) -> float | None:
    if income is None or housing is None or transport is None or childcare is None:
        return None
    return float(residual_income(max(income, 0.0), housing, transport)) + min(income, 0.0) - childcare


def _checked(name: str, value: float) -> float:
    if not (math.isfinite(value) and value >= 0):
        raise ParameterError(
            f"'{name}' is {value}, which is not possible.", where=Where(field=name), mend="Correct it."
        )
    return float(value)
