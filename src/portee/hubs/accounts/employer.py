"""The employer's side: parking that can be cashed out, a mobility allowance, a mobility plan, nobody worse off.

Nobody is made to give up a place: each does what leaves them better off. A plan may ask a fee for parking or lower an
allowance; in protected mode the employer makes good, to the cent, what any employee would lose.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portee.hubs.accounts.money import cents, decimal
from portee.hubs.plan.employers import Employees, EmployerPlan

__all__ = ["EmployerResult", "GroupResult", "employer_result"]

MONTHS = 12


@dataclass(frozen=True)
class GroupResult:
    """A group after the plan; cents a year.

    Attributes:
        offered: to each who gives up a place, more than today. takers: who do. taker_gain: of each, journeys included.
        keeper_change: of each of the others, compensation included; compensation: of each of the others.
        paid: from the employer to the whole group more than today, fees deducted.
    """

    group: Employees
    offered: int
    takers: int
    taker_gain: int
    keeper_change: int
    compensation: int
    paid: int

    @property
    def worst(self) -> int:
        """Change of whoever of the group fares worst."""
        changes = [self.keeper_change] if self.takers < self.group.people else []
        return min([*changes, self.taker_gain] if self.takers else changes, default=0)


@dataclass(frozen=True)
class EmployerResult:
    """A plan; cents a year.

    Attributes:
        groups: in the order of the plan. paid: to employees more than today. saved: on parking. running: of the plan.
        above_exempt: EUR a year by which one allowance with its cash exceeds what is free of contributions.
    """

    plan: EmployerPlan
    groups: tuple[GroupResult, ...]
    paid: int
    saved: int
    running: int
    above_exempt: float

    @property
    def employer(self) -> int:
        """What the employer has more a year."""
        return self.saved - self.paid - self.running

    @property
    def losers(self) -> tuple[str, ...]:
        """Ids of the groups in which somebody is worse off."""
        return tuple(each.group.id for each in self.groups if each.worst < 0)


def employer_result(plan: EmployerPlan, *, taker_share: float, exempt: float) -> EmployerResult:
    """What a plan does to each group and to the employer.

    Args:
        plan: the plan. taker_share: share that gives up a place where a group tells none.
        exempt: EUR a year of allowance free of contributions (law.mobility_package).
    """
    groups = tuple(_group(plan, group, taker_share) for group in plan.groups)
    most = max((plan.allowance if group.sustainable or group.parks else 0.0 for group in plan.groups), default=0.0)
    return EmployerResult(
        plan, groups, sum(each.paid for each in groups),
        sum(cents(decimal(plan.place)) * each.takers for each in groups), cents(decimal(plan.running)),
        max(0.0, most - exempt),
    )  # fmt: skip


def _group(plan: EmployerPlan, group: Employees, taker_share: float) -> GroupResult:
    now, allowance = cents(decimal(group.allowance_now)), cents(decimal(plan.allowance))
    cash, fee = (cents(decimal(each) * MONTHS) for each in (plan.cash_out, plan.parking_fee))
    # Whoever gives up a place takes another way, and so the allowance too.
    offered = cash + max(allowance, now if plan.protected else 0) - now
    gain = offered - (cents(decimal(group.cost_other)) - cents(decimal(group.cost_now)))
    share = taker_share if group.takers is None else group.takers
    asked = fee if group.parks else 0
    keeps = (allowance if group.sustainable else 0) - now - asked
    made_good = max(0, -keeps) if plan.protected else 0
    takers = int(Decimal(group.people) * decimal(share)) if group.parks and gain >= keeps + made_good else 0
    paid = takers * offered + (group.people - takers) * (keeps + made_good)
    return GroupResult(group, offered, takers, gain, keeps + made_good, made_good, paid)
