"""The household's money around a job, each fixture computed by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters
from portee.offers.household import (
    RELATED,
    NetGain,
    care_hours_month,
    childcare_cost_month,
    net_gain,
    part_words,
)

DAY = date(2026, 11, 25)


def figures(day: date = DAY) -> Figures:
    return Figures(shipped_parameters(), day)


@pytest.mark.parametrize(
    ("hours", "income", "children", "more", "eur"),
    [
        # 2,000 × 0.0619 % = 1.238 an hour; 160 hours.
        (160, 2000, 1, {}, 198.08),
        # 4,000 × 0.0516 % = 2.064 an hour; 100 hours.
        (100, 4000, 2, {}, 206.40),
        # 1,500 × 0.0413 % = 0.6195; two children of three, 120 hours each: 0.6195 × 240.
        (120, 1500, 3, {"in_care": 2}, 148.68),
        # Four to seven children pay the same share: 3,000 × 0.0310 % = 0.93; 100 hours.
        (100, 3000, 4, {}, 93.00),
        (100, 3000, 7, {}, 93.00),
        (100, 3000, 8, {}, 61.80),
        (100, 3000, 12, {}, 61.80),
        # Nothing earned: the floor of 814.62, × 0.0619 % = 0.50424978; 100 hours.
        (100, 0, 1, {}, 50.424978),
        # Above the ceiling of 8,500: 8,500 × 0.0619 % = 5.2615; 10 hours.
        (10, 9000, 1, {}, 52.615),
        # One disabled child of one: the share of two children, 2,000 × 0.0516 %; 100 hours.
        (100, 2000, 1, {"disabled": 1}, 103.20),
        # Two of two: two steps down from two children, that of four: 2,000 × 0.0310 %.
        (100, 2000, 2, {"disabled": 2}, 62.00),
        (100, 2000, 8, {"disabled": 3}, 41.20),
        (0, 2000, 1, {}, 0.0),
        (100, 2000, 1, {"in_care": 0}, 0.0),
    ],
)
def test_nursery(hours: float, income: float, children: int, more: dict[str, int], eur: float) -> None:
    found = childcare_cost_month(hours, income, children, figures(), **more)  # type: ignore[arg-type]
    assert found.eur_month == pytest.approx(eur, abs=1e-9)
    assert (found.aid_eur_month, found.partly) == (0.0, False)


def test_minder_as_the_urssaf_works_it_out() -> None:
    """The example of the Urssaf: 2,000 € a month, 160 hours at 4.85 €, one child.

    CMG = 776 × (1 − 2,000 × 0.0619 % / 4.85) = 776 × (1 − 1.238 / 4.85) = 776 − 160 × 1.238 = 577.92; 198.08 are left.
    The values are those from September 2025; the floor of income, published later, does not bind here.
    """
    from portee.core.parameters import Parameters

    parameters = dict(shipped_parameters())
    older = parameters["childcare.minder.income_floor"]
    begun = older.values[0].model_copy(update={"from_": date(2025, 9, 1)})
    parameters["childcare.minder.income_floor"] = older.model_copy(update={"values": (begun,)})
    found = childcare_cost_month(
        160, 2000, 1, Figures(Parameters(parameters), date(2025, 10, 1)), mode="minder", hourly_eur=4.85
    )
    assert found.aid_eur_month == pytest.approx(577.92, abs=1e-9)
    assert found.eur_month == pytest.approx(198.08, abs=1e-9)


def test_minder_dearer_than_the_reference() -> None:
    # 2,000 × 0.0619 % = 1.238 of 4.91: the CAF pays 1 − 0.2521384929 = 0.7478615071 of 6 €, 4.487169043;
    # 1.512830957 are left, × 100 hours.
    found = childcare_cost_month(100, 2000, 1, figures(), mode="minder", hourly_eur=6)
    assert found.eur_month == pytest.approx(151.2830957, abs=1e-6)
    assert not found.partly
    # At 10 € only 8.09 count: aid 8.09 × 0.7478615071 = 6.050199593; 3.949800407 are left, and contributions on the
    # rest are not computed.
    dear = childcare_cost_month(100, 2000, 1, figures(), mode="minder", hourly_eur=10)
    assert dear.eur_month == pytest.approx(394.9800407, abs=1e-6)
    assert dear.partly


def test_minder_needs_a_price_and_a_day_with_figures() -> None:
    with pytest.raises(ParameterError, match="cost per hour is not given"):
        childcare_cost_month(100, 2000, 1, figures(), mode="minder")
    with pytest.raises(ParameterError, match="income_floor' has no value on 2025-03-01"):
        childcare_cost_month(100, 2000, 1, figures(date(2025, 3, 1)), mode="minder", hourly_eur=4.85)


def test_figures_used_are_told() -> None:
    used = figures()
    childcare_cost_month(100, 2000, 1, used)
    assert [row["parameter"] for row in used.record()] == [
        "childcare.creche.effort_rate", "childcare.creche.income_ceiling", "childcare.creche.income_floor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": -1}, {"hours": 745}, {"hours": float("nan")}, {"income_eur_month": -1},
        {"income_eur_month": float("inf")}, {"children": 0}, {"children": 21}, {"in_care": 3}, {"in_care": -1},
        {"disabled": 3}, {"mode": "minder", "hourly_eur": -1}, {"mode": "minder", "hourly_eur": float("nan")},
    ],
)  # fmt: skip
def test_childcare_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match="not possible"):
        childcare_cost_month(**{"hours": 100, "income_eur_month": 2000, "children": 2, "figures": figures(), **wrong})


@given(st.floats(0, 744), st.floats(0, 20_000), st.integers(1, 12), st.sampled_from(("creche", "minder")))
def test_more_income_or_hours_never_cost_less_and_more_children_never_more(
    hours: float, income: float, children: int, mode: Literal["creche", "minder"]
) -> None:
    def cost(hours: float, income: float, children: int, disabled: int = 0) -> float:
        return childcare_cost_month(
            hours, income, children, figures(), mode=mode, hourly_eur=6.0, disabled=disabled
        ).eur_month

    here = cost(hours, income, children)
    assert cost(hours, income + 100, children) >= here - 1e-9
    assert cost(min(744, hours + 10), income, children) >= here - 1e-9
    assert cost(hours, income, children + 1) <= here + 1e-9
    assert cost(hours, income, children, disabled=1) <= here + 1e-9
    assert 0 <= here <= 744 * 6.0


def test_hours_in_care() -> None:
    # 151.67 hours of work over 21.67 days, and each day two legs of 25 minutes and a break of an hour: 110 minutes.
    assert care_hours_month(151.67, 21.67, 110) == pytest.approx(151.67 + 21.67 * 110 / 60)
    assert care_hours_month(100, 20) == 100
    with pytest.raises(ParameterError, match="'days_month' is 32"):
        care_hours_month(100, 32)


HOUSEHOLDS: dict[str, tuple[dict[str, Any], float | None, float | None]] = {
    # wage − lost + freed − commute − childcare, then + change of benefits − change of tax.
    "alone, full-time at the Smic": (
        # 1,443.11 − 25.00 = 1,418.11; benefits fall by 650.61: 767.50.
        {"wage": 1443.11, "commute": 25, "childcare": 0, "benefits_change": -650.61}, 1418.11, 767.50,
    ),
    "alone, benefits not computed": (
        {"wage": 1443.11, "commute": 25, "childcare": 0}, 1418.11, None,
    ),
    "lone parent with a nursery": (
        # Nursery 160 h × 1,443.11 × 0.0619 % = 142.93; 1,443.11 − 36.50 − 142.93 = 1,263.68; benefits −657.14: 606.54.
        {"wage": 1443.11, "commute": 36.5, "childcare": 142.93, "benefits_change": -657.14}, 1263.68, 606.54,
    ),
    "part-time that does not pay": (
        # 600 − 180 − 90 = 330; benefits −350: −20.
        {"wage": 600, "commute": 180, "childcare": 90, "benefits_change": -350}, 330.0, -20.0,
    ),
    "leaving unemployment allowance": (
        # 1,500 − 980 − 40 = 480; benefits +110: 590.
        {"wage": 1500, "lost": 980, "commute": 40, "childcare": 0, "benefits_change": 110}, 480.0, 590.0,
    ),
    "a better job further away": (
        # 1,800 − 1,500 + 40 (the old pass) − 155 = 185; benefits −60, tax +25: 100.
        {"wage": 1800, "lost": 1500, "freed": 40, "commute": 155, "childcare": 0, "benefits_change": -60,
         "tax_change": 25}, 185.0, 100.0,
    ),
    "two children with a minder": (
        # 1,700 − 60 − 310 = 1,330; benefits −420, tax unchanged: 910.
        {"wage": 1700, "commute": 60, "childcare": 310, "benefits_change": -420, "tax_change": 0}, 1330.0, 910.0,
    ),
    "the price of the journey is not known": (
        {"wage": 1443.11, "commute": None, "childcare": 0, "benefits_change": -650.61}, None, None,
    ),
    "the price of care is not known": (
        {"wage": 1443.11, "commute": 25, "childcare": None}, None, None,
    ),
    "the income that stops is not known": (
        {"wage": 1443.11, "commute": 25, "childcare": 0, "lost": None, "benefits_change": 0}, None, None,
    ),
    "walking to work, no benefits at stake": (
        {"wage": 1443.11, "commute": 0, "childcare": 0, "benefits_change": 0, "tax_change": 0}, 1443.11, 1443.11,
    ),
    "activity bonus won": (
        # A second earner: 950 − 75 − 120 = 755; the bonus adds 85: 840.
        {"wage": 950, "commute": 75, "childcare": 120, "benefits_change": 85}, 755.0, 840.0,
    ),
    "an unpaid trial": (
        {"wage": 0, "commute": 30, "childcare": 0, "benefits_change": 0}, -30.0, -30.0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_households(name: str) -> None:
    given_, before, total = HOUSEHOLDS[name]
    found = net_gain(**given_)
    assert found.before_benefits_eur == (None if before is None else pytest.approx(before, abs=1e-9))
    assert found.total_eur == (None if total is None else pytest.approx(total, abs=1e-9))
    assert found.benefits_change_eur == given_.get("benefits_change")
    assert ("benefits" in found.not_computed) is (given_.get("benefits_change") is None)
    assert set(RELATED) <= set(found.not_computed)
    assert not set(found.computed) & set(found.not_computed)


def test_what_is_computed_is_told_in_both_languages() -> None:
    found = net_gain(1443.11, 25, 0)
    assert found.computed == ("wage", "commute", "childcare")
    assert found.not_computed == ("benefits", "income_tax", *RELATED)
    full = net_gain(1800, 1, 1, 1, lost=1, freed=1, tax_change=1)
    for part in (*found.computed, *found.not_computed, *full.computed, *full.not_computed):
        assert part_words(part).fr
        assert part_words(part).en
    with pytest.raises(ParameterError, match="no part 'luck'"):
        part_words("luck")


def test_gain_per_hour() -> None:
    # 767.50 a month over 151.67 hours.
    gain = net_gain(1443.11, 25, 0, -650.61)
    assert gain.per_hour(151.67) == pytest.approx(767.50 / 151.67)
    assert gain.per_hour(0) is None
    assert net_gain(1443.11, 25, 0).per_hour(151.67) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"wage": -1}, {"wage": float("nan")}, {"commute": -1}, {"childcare": float("inf")}, {"lost": -1},
        {"freed": -1}, {"benefits_change": float("nan")}, {"tax_change": 1e9},
    ],
)  # fmt: skip
def test_amounts_that_cannot_be(wrong: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match="not possible"):
        net_gain(**{"wage": 1000.0, "commute": 0.0, "childcare": 0.0, **wrong})


MONEY = st.floats(0, 5000)


@given(MONEY, MONEY, MONEY, st.floats(-3000, 3000), MONEY)
def test_money_laws(wage: float, commute: float, childcare: float, benefits: float, more: float) -> None:
    def gain(**changes: float) -> NetGain:
        return net_gain(
            **{"wage": wage, "commute": commute, "childcare": childcare, "benefits_change": benefits, **changes}
        )

    here = gain().total_eur or 0.0
    assert (gain(wage=wage + more).total_eur or 0.0) >= here - 1e-9
    assert (gain(commute=commute + more).total_eur or 0.0) <= here + 1e-9
    assert (gain(childcare=childcare + more).total_eur or 0.0) <= here + 1e-9
    assert (gain(lost=more).total_eur or 0.0) <= here + 1e-9
    assert (gain(freed=more).total_eur or 0.0) >= here - 1e-9
