"""The change of benefits: with rules of one line, without OpenFisca, and with it where it is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.services.benefit_situations import BENEFITS, Housing
from portee.services.benefits import (
    BenefitsChange,
    NotComputed,
    benefit_words,
    benefits_change,
    gross_of_net,
    gross_of_nets,
)
from portee.services.openfisca import openfisca_engine
from tests.services.households import DAY, HOUSING, NET_OF_GROSS, Rules, profile

COUPLE = {"adults": 2, "housing_eur_month": 500, "other_income_eur_month": 1000}


def change(
    wage: float, engine: Rules | None = None, housing: Housing | None = HOUSING, **changes: Any
) -> BenefitsChange:
    found = benefits_change(profile(**changes), wage, DAY, housing=housing, engine=engine or Rules())
    assert isinstance(found, BenefitsChange)
    return found


def test_someone_alone_by_hand() -> None:
    # Before: RSA 600, housing 200. After 1,200 net: nothing. Change: 0 − 800.
    found = change(1200)
    assert (dict(found.before), dict(found.after)) == ({"rsa": 600.0, "housing": 200.0}, {})
    assert found.change == -800.0
    assert (found.tax_before, found.tax_after, found.tax_change) == (0.0, 0.0, 0.0)
    assert found.gross_eur == pytest.approx(1200 / NET_OF_GROSS, abs=0.01)
    assert found.engine == "rules of a test"
    assert found.notes == ("lasting",)


def test_part_time_keeps_a_part() -> None:
    # RSA 600 − 400 = 200, housing lost: 200 − 800 = −600.
    assert change(400).change == pytest.approx(-600, abs=0.02)


def test_an_earlier_wage_and_an_allowance_stop() -> None:
    engine = Rules()
    income = [{"source": "wage", "eur_month": 320}, {"source": "unemployment", "eur_month": 180}]
    # Before: 600 − 320 − 180 = 100, no housing benefit with a wage. After 240: 600 − 240 = 360. Change: +260.
    assert change(240, engine, income=income).change == pytest.approx(260, abs=0.03)
    before, after = engine.asked
    assert before.adults[0].wage_gross == pytest.approx(400, abs=0.01)
    assert (before.adults[0].unemployment, after.adults[0].unemployment) == (180, 0)
    assert after.adults[0].activity == "working"


def test_a_pension_stays_and_tax_is_told() -> None:
    found = change(2500, status="retired", income=[{"source": "pension", "eur_month": 450}])
    # Before: 600 − 450 = 150, and 200 of housing. After: nothing; tax (2,500 − 2,000) / 10 = 50.
    assert found.change == -350.0
    assert found.tax_change == pytest.approx(50.0, abs=0.01)


def test_a_couple_with_children() -> None:
    family = {**COUPLE, "children": [{"age": 3}, {"age": 8}]}
    # Before: the other wage of 1,000 leaves no RSA; 2 × 100. After: the same.
    found = change(1200, income=[], household=family)
    assert (dict(found.before), found.change) == ({"family": 200.0}, 0.0)
    assert found.notes == ("lasting", "couple_assumed", "other_is_wage")


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"income": [{"source": "rsa", "eur_month": 480}]}, "declared_differs"),
        ({"income": [{"source": "other", "eur_month": 80}]}, "not_counted"),
        ({"status": "apprentice", "income": [{"source": "wage", "eur_month": 80}]}, "apprentice_wage"),
        ({"status": None}, "status_unknown"),
        ({"household": {"adults": 1, "housing_eur_month": 500, "children": [{"age": 4}]}}, "maintenance_unknown"),
    ],
)
def test_what_is_assumed_is_told(changes: dict[str, Any], note: str) -> None:
    assert note in change(1000, **changes).notes
    assert note not in change(1000).notes


def test_a_rent_with_charges_is_told() -> None:
    assert "rent_with_charges" in change(1000, housing=Housing("tenant", "13055")).notes
    assert "rent_with_charges" not in change(1000, housing=Housing("free", "13055")).notes


@pytest.mark.parametrize(
    ("changes", "housing", "why"),
    [
        ({"age": None}, HOUSING, "age_unknown"),
        ({"income": None}, HOUSING, "income_unknown"),
        ({"household": {"adults": 3, "housing_eur_month": 500}}, HOUSING, "too_many_adults"),
        ({"household": {"adults": 2, "housing_eur_month": 500}}, HOUSING, "other_income_unknown"),
        ({}, None, "housing_unknown"),
        ({"household": {"adults": 1}}, Housing("tenant", "13055"), "rent_unknown"),
        ({"status": "self_employed"}, HOUSING, "self_employed"),
        ({"income": [{"source": "disability", "eur_month": 900}]}, HOUSING, "disability"),
    ],
)
def test_what_is_not_known_is_not_computed(changes: dict[str, Any], housing: Housing | None, why: str) -> None:
    found = benefits_change(profile(**changes), 1000, DAY, housing=housing, engine=Rules())
    assert found == NotComputed(why)
    assert found.in_("fr").startswith("Non calculé")
    assert found.in_("en").startswith("Not computed")


def test_without_the_package_nothing_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openfisca_france", None)
    openfisca_engine.cache_clear()
    try:
        found = benefits_change(profile(), 1000, DAY, housing=HOUSING)
    finally:
        openfisca_engine.cache_clear()
    assert found == NotComputed("not_installed")
    assert found.in_("en") == "Not computed: install portee[openfisca]."


@pytest.mark.parametrize("wage", [-1.0, float("nan"), float("inf"), 1e6])
def test_wages_that_cannot_be(wage: float) -> None:
    with pytest.raises(ParameterError, match=r"'new_wage_net' is .* not possible"):
        benefits_change(profile(), wage, DAY, housing=HOUSING, engine=Rules())


def test_every_benefit_has_words() -> None:
    for name in (*BENEFITS, "income_tax"):
        assert benefit_words(name).fr
        assert benefit_words(name).en
    with pytest.raises(ParameterError, match="no word 'luck'"):
        benefit_words("luck")


@given(st.floats(0, 10_000))
def test_gross_of_net_turns_back(net: float) -> None:
    def net_of(gross: Sequence[float]) -> Sequence[float]:
        """Contributions of a fifth up to 4,000, a quarter above: net wages bend but never fall."""
        return [0.8 * min(g, 4000) + 0.75 * max(0.0, g - 4000) for g in gross]

    gross = gross_of_net(net, net_of)
    assert net_of([gross])[0] == pytest.approx(net, abs=0.02)


def test_gross_of_net_at_a_step_and_beyond() -> None:
    # A premium of 100 from 1,000 gross on: no gross wage gives 950 net, the first one that gives more is told.
    assert gross_of_net(950, lambda gross: [g - 100 + 100 * (g >= 1000) for g in gross]) == pytest.approx(
        1000, abs=0.02
    )
    assert gross_of_net(0, lambda gross: gross) == 0.0
    with pytest.raises(ParameterError, match="No gross wage"):
        gross_of_net(90_000, lambda gross: [0.5 * g for g in gross])


@given(st.lists(st.floats(0, 5000), max_size=5))
def test_several_nets_are_turned_back_together(nets: list[float]) -> None:
    def net_of(gross: Sequence[float]) -> Sequence[float]:
        return [0.77 * g for g in gross]

    assert gross_of_nets(nets, net_of) == [gross_of_net(net, net_of) for net in nets]


INSTALLED = importlib.util.find_spec("openfisca_france") is not None


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.skipif(not INSTALLED, reason="the optional package openfisca-france is not installed")
def test_the_real_rules_against_hand_computed_households() -> None:
    """Rules in force in November 2026 (RSA 651.69, activity bonus 638.28, Smic 12.31 an hour, BMAF 478.16)."""
    day = date(2026, 11, 15)

    def real(wage: float, **changes: Any) -> BenefitsChange:
        found = benefits_change(profile(**changes), wage, day, housing=HOUSING)
        assert isinstance(found, BenefitsChange)
        return found

    alone = real(1477.93)
    # RSA: 651.69 × (1 − 0.12), the part taken off for those who have housing benefit.
    assert alone.before["rsa"] == pytest.approx(651.69 * 0.88, abs=0.01)
    # Housing (zone 2): rent ceiling 293.68 + charges 61.29 − least share 40.01 − 5, less CRDS of 0.5 %, whole euros.
    assert alone.before["housing"] == 308.0
    # Bonus: 638.28 + 0.5985 × 1,477.93 + 240.63 × (1,477.93 − 59 × 12.31) / (79 × 12.31) − 1,477.93, less CRDS.
    bonus = 638.28 + 0.5985 * 1477.93 + 240.63 * (1477.93 - 59 * 12.31) / (79 * 12.31) - 1477.93
    assert alone.after == {"activity_bonus": pytest.approx(bonus * 0.995, abs=0.05)}
    assert alone.gross_eur == pytest.approx(1867.02, abs=0.05)

    child = {"adults": 1, "housing_eur_month": 500, "children": [{"age": 2}]}
    parent = real(1477.93, household=child)
    # Lone parent of a child under three: 651.69 × (1.28412 + 0.42804), less 16 % of 1.5 × 651.69 for housing, less the
    # support allowance as it counts there (22.5 % of 478.16) and the young child allowance (199.15).
    rsa = 651.69 * (1.28412 + 0.42804) - 0.16 * 1.5 * 651.69 - 0.225 * 478.16 - 199.15
    assert parent.before["rsa"] == pytest.approx(rsa, abs=0.05)
    assert parent.before["family_support"] == pytest.approx(0.422 * 478.16 * 0.995, abs=0.01)

    two = {**child, "children": [{"age": 5}, {"age": 9}]}
    family = real(1477.93, household=two)
    # Two children: 32 % of 478.16, less CRDS of 0.5 %.
    assert family.before["family"] == family.after["family"] == pytest.approx(0.32 * 478.16 * 0.995, abs=0.01)
