"""How a household's benefits change with a wage: the French rules, computed by OpenFisca-France when it is installed.

Both situations are looked at as they are once they last: the CAF takes up a new wage after three months (activity
bonus, RSA), over the following year (housing benefit) or after two years (family benefits). The first months after
taking a job are better than what is told here.

OpenFisca-France is an optional part (`pip install portee[openfisca]`). Without it, or where something is not known, the
answer is `NotComputed` and says why: no benefit is ever guessed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError
from portee.people.profile import Profile
from portee.services.benefit_situations import (
    BENEFITS,
    MOST_EUR,
    TAX,
    Engine,
    Housing,
    amount_of,
    rent_of,
    situation_of,
)
from portee.services.openfisca import openfisca_engine

__all__ = [
    "BenefitsChange",
    "NotComputed",
    "benefit_words",
    "benefits_change",
    "gross_of_net",
]

CENT = 0.01
_POINTS = 33
_ROUNDS = 12

_COMPUTED = {"rsa": "rsa", "activity_bonus": "activity_bonus", "housing": "housing"}


@dataclass(frozen=True)
class NotComputed:
    """The change of benefits is not computed. why: reason by name (see `benefit_words`)."""

    why: str

    def in_(self, lang: str) -> str:
        """The reason in a language, "fr" or "en"."""
        return benefit_words(self.why).in_(lang)


@dataclass(frozen=True)
class BenefitsChange:
    """Benefits before and after taking a job, once each situation lasts.

    Attributes:
        before, after: EUR per month by benefit, those of nothing left out.
        change: all benefits after less before, EUR per month.
        tax_before, tax_after: income tax, EUR per month.
        gross_eur: the gross wage that gives the net one.
        engine: what computed it. notes: by name (see `benefit_words`): what was assumed or left out.
    """

    before: Mapping[str, float]
    after: Mapping[str, float]
    change: float
    tax_before: float
    tax_after: float
    gross_eur: float
    engine: str
    notes: tuple[str, ...] = ()

    @property
    def tax_change(self) -> float:
        """Income tax after less before, EUR per month."""
        return self.tax_after - self.tax_before


def benefits_change(
    profile: Profile,
    new_wage_net: float,
    day: date,
    *,
    housing: Housing | None,
    engine: Engine | None = None,
) -> BenefitsChange | NotComputed:
    """The change of benefits when the person of a profile takes a job.

    The wage takes the place of an earlier wage and of an unemployment allowance; pensions stay. The income of the other
    adult is taken for a wage. Benefits that the profile declares are computed anew, both before and after, so that the
    two can be compared.

    Args:
        profile: household, income and status before.
        new_wage_net: of the job, before income tax, EUR per month.
        day: on which the rules are those in force.
        housing: how the household is housed; None for not known.
        engine: what computes; None: OpenFisca-France when it is installed.

    Raises:
        ParameterError: the wage is not possible.
    """
    wage = amount_of("new_wage_net", new_wage_net)
    missing = _missing(profile, housing)
    if missing is not None:
        return NotComputed(missing)
    assert housing is not None
    if engine is None:
        found = openfisca_engine()
        if found is None:
            return NotComputed("not_installed")
        engine = found
    income: dict[str, float] = {part.source: 0.0 for part in profile.income or ()}
    for part in profile.income or ():
        income[part.source] += part.eur_month
    other = profile.household.other_income_eur_month or 0.0
    gross = [
        gross_of_net(net, lambda wages: engine.net_wages(wages, day)) for net in (income.get("wage", 0.0), wage, other)
    ]
    before = situation_of(profile, housing, gross[0], gross[2], unemployment=income.get("unemployment", 0.0))
    after = situation_of(profile, housing, gross[1], gross[2], works=True)
    first, second = engine.amounts([before, after], day)
    kept = [{name: row[name] for name in BENEFITS if abs(row[name]) >= CENT / 2} for row in (first, second)]
    return BenefitsChange(
        before=kept[0],
        after=kept[1],
        change=round(math.fsum(kept[1].values()) - math.fsum(kept[0].values()), 2),
        tax_before=first[TAX],
        tax_after=second[TAX],
        gross_eur=gross[1],
        engine=engine.name,
        notes=_notes(profile, housing, income, kept[0]),
    )


def _missing(profile: Profile, housing: Housing | None) -> str | None:
    """Why the change cannot be computed, None when it can."""
    household = profile.household
    sources = {part.source for part in profile.income or ()}
    for reason, holds in (
        ("age_unknown", profile.age is None),
        ("income_unknown", profile.income is None),
        ("too_many_adults", household.adults > 2),
        ("other_income_unknown", household.adults == 2 and household.other_income_eur_month is None),
        ("housing_unknown", housing is None),
        ("rent_unknown", housing is not None and rent_of(profile, housing) is None),
        ("self_employed", profile.status == "self_employed"),
        ("disability", "disability" in sources),
    ):
        if holds:
            return reason
    return None


def _notes(
    profile: Profile, housing: Housing, income: Mapping[str, float], before: Mapping[str, float]
) -> tuple[str, ...]:
    declared = {name: income[source] for source, name in _COMPUTED.items() if source in income}
    household = profile.household
    return tuple(
        name
        for name, holds in (
            ("lasting", True),
            ("declared_differs", any(abs(eur - before.get(name, 0.0)) > 5 for name, eur in declared.items())),
            ("rent_with_charges", housing.tenure not in ("free", "owner") and housing.rent_eur_month is None),
            ("couple_assumed", household.adults == 2),
            ("other_is_wage", household.adults == 2 and bool(household.other_income_eur_month)),
            ("not_counted", bool({"other", "scholarship"} & income.keys())),
            ("apprentice_wage", profile.status == "apprentice" and "wage" in income),
            ("status_unknown", profile.status is None),
            ("maintenance_unknown", household.adults == 1 and bool(household.children)),
        )
        if holds
    )


def gross_of_net(net: float, net_of: Callable[[Sequence[float]], Sequence[float]], most: float = MOST_EUR) -> float:
    """The gross wage that gives a net one, to the cent, by cutting the interval that holds it into parts.

    Args:
        net: EUR per month. net_of: net wages of gross ones; must not fall as the wage rises.
        most: highest gross wage that is looked at.

    Raises:
        ParameterError: no gross wage up to `most` gives so much.
    """
    wanted = amount_of("net", net)
    if wanted == 0:
        return 0.0
    low, high = 0.0, most
    for _ in range(_ROUNDS):
        points = [low + (high - low) * k / (_POINTS - 1) for k in range(_POINTS)]
        found = list(net_of(points))
        above = next((k for k, value in enumerate(found) if value >= wanted), None)
        if above is None:
            raise ParameterError(f"No gross wage up to {most:g} gives {wanted:g} net.", mend="Give net EUR per month.")
        low, high = points[max(above - 1, 0)], points[above]
        if high - low < CENT / 2:
            break
    return round(high, 2)


class _Vocabulary(Declared):
    words: dict[str, Words]


@cache
def _vocabulary() -> Mapping[str, Words]:
    text = files("portee.services").joinpath("benefit_words.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Vocabulary, "benefit_words.yaml").words


def benefit_words(name: str) -> Words:
    """A benefit, a note or a reason in both languages. Raises ParameterError for an unknown one."""
    if name not in _vocabulary():
        raise ParameterError(f"There is no word '{name}'.", mend=f"Words: {', '.join(sorted(_vocabulary()))}.")
    return _vocabulary()[name]
