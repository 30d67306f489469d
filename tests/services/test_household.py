"""A household's month before and after a job, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters
from portee.offers.aids import shipped_aids
from portee.people.profile import Profile
from portee.services.benefits import BenefitsChange, NotComputed, benefits_change
from portee.services.household import Care, HouseholdAnswer, Job, Spending, household_answer
from tests.offers.test_aids import aid
from tests.services.households import DAY, HOUSING, Rules, profile

UNKNOWN = NotComputed("not_installed")


def figures() -> Figures:
    return Figures(shipped_parameters(), DAY)


def answer(
    who: Profile, wage: float, commute: dict[str, float] | None, benefits: Any = "computed", **more: Any
) -> HouseholdAnswer:
    if benefits == "computed":
        benefits = benefits_change(who, wage, DAY, housing=HOUSING, engine=Rules())
    return household_answer(who, Job(wage, commute), figures(), benefits, **more)


def test_someone_alone_by_hand() -> None:
    found = answer(profile(), 1440, {"public_transport": 36})
    # Before: RSA 600 + housing benefit 200. After: the wage alone.
    assert (found.income_before_eur, found.income_after_eur) == (800, 1440)
    # 1,440 − 36 and benefits −800: 604 more than before.
    assert found.gain.before_benefits_eur == 1404
    assert found.gain.total_eur == 604
    assert found.transport_share == pytest.approx(36 / 1440)
    assert found.housing_transport_share == pytest.approx((500 + 36) / 1440)
    # 800 − 500 before, 1,440 − 500 − 36 after: what is left grows by the gain.
    assert (found.left_before_eur, found.left_after_eur) == (300, 904)
    assert found.gain.total_eur == 904 - 300
    assert (found.left_before_per_unit_eur, found.left_after_per_unit_eur) == (300, 904)
    assert found.childcare is not None
    assert found.childcare.eur_month == 0
    assert "benefits" not in found.not_computed
    assert "related_rights" in found.not_computed
    assert found.figures == []


def test_without_benefits_nothing_after_is_told() -> None:
    found = answer(profile(), 1440, {"public_transport": 36}, UNKNOWN)
    assert found.income_before_eur == 600
    assert found.income_after_eur is None
    assert (found.transport_share, found.housing_transport_share, found.left_after_eur) == (None, None, None)
    assert (found.gain.before_benefits_eur, found.gain.total_eur) == (1404, None)
    assert found.gain.benefits_change_eur is None
    assert found.not_computed[:2] == ("benefits", "income_tax")
    assert found.benefits == UNKNOWN


def test_a_lone_parent_pays_a_nursery() -> None:
    parent = profile(
        household={"adults": 1, "housing_eur_month": 500, "children": [{"age": 2, "care": "childcare"}, {"age": 8}]},
        income=[{"source": "unemployment", "eur_month": 900}, {"source": "family", "eur_month": 200}],
    )
    found = answer(parent, 1440, {"car": 120}, care=Care(minutes_away_day=60))
    # 35 h × 48 weeks / 12 = 140 hours, and 5 × 48 / 12 = 20 days of one hour more: 160 hours.
    # Two children: 900 × 0.0516 % = 0.4644 an hour: 74.304.
    assert found.childcare is not None
    assert found.childcare.eur_month == pytest.approx(74.304)
    # Before: 900 + 200 of family and 200 of housing benefit (no RSA: 600 − 900). After: 1,440 + 200.
    assert found.income_before_eur == 1300
    assert found.income_after_eur == 1640
    # 1,440 − 900 − 120 − 74.304 = 345.696; benefits −200: 145.696.
    assert found.gain.before_benefits_eur == pytest.approx(345.696)
    assert found.gain.total_eur == pytest.approx(145.696)
    # Left: 1,300 − 500 = 800 before; 1,640 − 500 − 120 − 74.304 = 945.696 after; 1 + 2 × 0.3 = 1.6 units.
    assert found.left_before_eur == 800
    assert found.left_after_eur == pytest.approx(945.696)
    assert found.left_after_per_unit_eur == pytest.approx(945.696 / 1.6)
    assert [row["parameter"] for row in found.figures] == [
        "childcare.creche.effort_rate", "childcare.creche.income_ceiling", "childcare.creche.income_floor",
    ]  # fmt: skip
    assert all(row["source"] for row in found.figures)


def test_childcare_that_is_not_known_is_told() -> None:
    parent = profile(household={"adults": 1, "housing_eur_month": 500, "children": [{"age": 2, "care": "childcare"}]})
    found = answer(parent, 1440, {"car": 120})
    assert found.childcare is None
    assert (found.gain.before_benefits_eur, found.gain.total_eur, found.left_after_eur) == (None, None, None)
    assert found.not_computed[0] == "childcare"
    # What transport takes of the income does not depend on it.
    assert found.transport_share == pytest.approx(120 / found.income_after_eur if found.income_after_eur else 0)


def test_a_commute_without_a_known_price() -> None:
    found = answer(profile(), 1440, None)
    assert (found.commute_eur, found.aided, found.transport_share, found.left_after_eur) == (None, None, None, None)
    assert found.gain.total_eur is None
    assert found.not_computed[0] == "commute"


def test_a_second_job_replaces_the_first() -> None:
    worker = profile(status="employee", income=[{"source": "wage", "eur_month": 1000}])
    found = answer(worker, 1500, {"car": 150}, today=Spending(commute_eur=60, other_transport_eur=40))
    # 1,500 − 1,000 + 60 − 150 = 410; no benefit either way.
    assert found.gain.total_eur == pytest.approx(410, abs=0.02)
    assert found.transport_share == pytest.approx((150 + 40) / 1500)
    assert found.left_before_eur == pytest.approx(1000 - 500 - 60 - 40)
    assert found.left_after_eur == pytest.approx(1500 - 500 - 150 - 40)


def test_aids_lower_the_commute_and_childcare() -> None:
    parent = profile(
        household={"adults": 1, "housing_eur_month": 500, "children": [{"age": 2, "care": "childcare"}]},
        income=[{"source": "unemployment", "eur_month": 1000}],
    )
    help_ = [
        aid("ride", amount_eur=30, pays_for=["bicycle"]),
        aid("mind", amount_eur=50, pays_for=["childcare"], eligibility=[{"fact": "status", "is": "employee"}]),
        aid("seek", amount_eur=99, pays_for=["any"], eligibility=[{"fact": "status", "is": "jobseeker"}]),
        aid(
            "poor", amount_eur=99, pays_for=["any"], eligibility=[{"fact": "household_income_eur_month", "below": 900}]
        ),
    ]
    found = answer(parent, 1440, {"bicycle": 20, "public_transport": 25}, care=Care(), aids=help_)
    assert found.aided is not None
    # 140 hours × 1,000 × 0.0619 % = 86.66: 50 are paid, 36.66 are left. Of the 30 for the bicycle 20 are used.
    assert found.aided.net == {
        "bicycle": 0.0, "public_transport": 25.0, "childcare": pytest.approx(36.66),
    }  # fmt: skip
    assert found.commute_eur == 25
    assert found.gain.childcare_eur == pytest.approx(36.66)
    # What only a jobseeker may have is told, and not counted in a month of work.
    assert [each.aid.id for each in found.aids_at_start] == ["seek"]
    assert [each.verdict for each in found.aids] == ["yes", "yes", "no", "no"]


def test_an_aid_by_income_is_unknown_while_benefits_are() -> None:
    poor = aid("poor", pays_for=["any"], eligibility=[{"fact": "income_eur_month", "below": 5000}])
    assert answer(profile(), 1440, {"car": 50}, UNKNOWN, aids=[poor]).aids[0].verdict == "unknown"
    assert answer(profile(), 1440, {"car": 50}, aids=[poor]).aids[0].verdict == "yes"


def test_the_shipped_aids_are_told_and_none_counts_twice() -> None:
    found = answer(profile(), 1440, {"public_transport": 36}, aids=shipped_aids())
    assert {each.aid.id for each in found.aids if each.verdict == "yes"} == {
        "fr.employer_half_of_pass", "fr.activity_bonus",
    }  # fmt: skip
    assert found.commute_eur == 36
    assert "fr.france_travail.mobility" in {each.aid.id for each in found.aids_at_start}


def test_unknown_income_or_housing() -> None:
    nobody = profile(income=None)
    found = answer(nobody, 1440, {"car": 50}, UNKNOWN)
    assert (found.income_before_eur, found.left_before_eur, found.gain.before_benefits_eur) == (None, None, None)
    assert "lost" in found.not_computed
    homeless = answer(profile(household={"adults": 1}), 1440, {"car": 50}, UNKNOWN)
    assert homeless.left_before_eur is None
    couple = profile(household={"adults": 2, "housing_eur_month": 500})
    assert answer(couple, 1440, {"car": 50}, UNKNOWN).income_before_eur is None


def test_no_income_has_no_share() -> None:
    poor = profile(income=[], household={"adults": 1, "housing_eur_month": 0})
    nothing = BenefitsChange({}, {}, 0.0, 0.0, 0.0, 0.0, "none")
    found = answer(poor, 0, {"car": 50}, nothing)
    assert (found.income_after_eur, found.transport_share, found.left_after_eur) == (0, None, -50)


@pytest.mark.parametrize(
    ("wage", "commute", "more"),
    [
        (-1, {"car": 1.0}, {}),
        (float("nan"), {"car": 1.0}, {}),
        (1000, {"car": -1.0}, {}),
        (1000, {"car": float("nan")}, {}),
        (1000, {"childcare": 1.0}, {}),
        (1000, {"boat": 1.0}, {}),
        (1000, {"car": 1.0}, {"today": Spending(commute_eur=-1)}),
        (1000, {"car": 1.0}, {"today": Spending(childcare_eur=float("nan"))}),
        (1000, {"car": 1.0}, {"today": Spending(other_transport_eur=float("inf"))}),
    ],
)
def test_amounts_that_cannot_be(wage: float, commute: dict[str, float], more: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        answer(profile(), wage, commute, UNKNOWN, **more)


@given(st.integers(0, 3000), st.integers(0, 300), st.integers(0, 300), st.integers(0, 900))
def test_what_is_left_grows_by_the_gain(wage: int, commute: int, before: int, allowance: int) -> None:
    """income − housing − transport − childcare after, less the same before, is the net gain: nothing counts twice."""
    who = profile(income=[{"source": "unemployment", "eur_month": allowance}, {"source": "other", "eur_month": 70}])
    found = answer(who, wage, {"car": commute}, today=Spending(commute_eur=before, other_transport_eur=15))
    assert found.left_after_eur is not None
    assert found.left_before_eur is not None
    assert found.gain.total_eur is not None
    assert found.left_after_eur - found.left_before_eur == pytest.approx(found.gain.total_eur, abs=0.02)
