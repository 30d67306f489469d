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
    "benefits_changes",
    "gross_of_net",
    "gross_of_nets",
]

CENT = 0.01
_FIRST_PARTS, _PARTS, _ROUNDS = 64, 8, 16

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
    found = benefits_changes(profile, [new_wage_net], day, housing=housing, engine=engine)
    return found if isinstance(found, NotComputed) else found[0]


def benefits_changes(
    profile: Profile,
    new_wages_net: Sequence[float],
    day: date,
    *,
    housing: Housing | None,
    engine: Engine | None = None,
) -> tuple[BenefitsChange, ...] | NotComputed:
    """As `benefits_change`, for each of several jobs, all computed together."""
    wages = [amount_of("new_wage_net", wage) for wage in new_wages_net]
    missing = _missing(profile, housing)
    if missing is not None:
        return NotComputed(missing)
    assert housing is not None
    if engine is None:
        engine = openfisca_engine()
        if engine is None:
            return NotComputed("not_installed")
    computing: Engine = engine
    income: dict[str, float] = {part.source: 0.0 for part in profile.income or ()}
    for part in profile.income or ():
        income[part.source] += part.eur_month
    other = profile.household.other_income_eur_month or 0.0
    now, beside, *gross = gross_of_nets(
        [income.get("wage", 0.0), other, *wages], lambda paid: computing.net_wages(paid, day)
    )
    before = situation_of(profile, housing, now, beside, unemployment=income.get("unemployment", 0.0))
    after = [situation_of(profile, housing, paid, beside, works=True) for paid in gross]
    first, *second = computing.amounts([before, *after], day)
    kept = {name: first[name] for name in BENEFITS if abs(first[name]) >= CENT / 2}
    notes = _notes(profile, housing, income, kept)
    return tuple(
        _change(kept, first, row, paid, computing.name, notes) for row, paid in zip(second, gross, strict=True)
    )


def _change(
    before: Mapping[str, float], first: Mapping[str, float], second: Mapping[str, float], gross: float, engine: str,
    notes: tuple[str, ...],
) -> BenefitsChange:  # fmt: skip
    after = {name: second[name] for name in BENEFITS if abs(second[name]) >= CENT / 2}
    change = round(math.fsum(after.values()) - math.fsum(before.values()), 2)
    return BenefitsChange(before, after, change, first[TAX], second[TAX], gross, engine, notes)


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
    """The gross wage that gives a net one (see `gross_of_nets`)."""
    return gross_of_nets([net], net_of, most)[0]


def gross_of_nets(
    nets: Sequence[float], net_of: Callable[[Sequence[float]], Sequence[float]], most: float = MOST_EUR
) -> list[float]:
    """The gross wages that give net ones, to the cent, by cutting the intervals that hold them into parts.

    Args:
        nets: EUR per month. net_of: net wages of gross ones; must not fall as the wage rises.
        most: highest gross wage that is looked at.

    Raises:
        ParameterError: no gross wage up to `most` gives so much.
    """
    wanted = [amount_of("net", net) for net in nets]
    spans = [(0.0, most if net else 0.0) for net in wanted]
    parts = _FIRST_PARTS
    for _ in range(_ROUNDS):
        asked = [k for k, (low, high) in enumerate(spans) if high - low >= CENT / 2]
        if not asked:
            break
        points = [[low + (high - low) * j / parts for j in range(parts + 1)] for low, high in (spans[k] for k in asked)]
        found = iter(net_of([point for row in points for point in row]))
        for k, row in zip(asked, points, strict=True):
            values = [next(found) for _ in row]
            above = next((j for j, value in enumerate(values) if value >= wanted[k]), None)
            if above is None:
                raise ParameterError(
                    f"No gross wage up to {most:g} gives {wanted[k]:g} net.", mend="Give net EUR per month."
                )
            spans[k] = row[max(above - 1, 0)], row[above]
        parts = _PARTS
    return [round(high, 2) for _, high in spans]


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
