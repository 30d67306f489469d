from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.errors import ParameterError, SourceError
from portee.core.parameters import Source
from portee.indicators.modal_targets import Observation, Target, Targets, declared_targets, progress, read_targets
from portee.indicators.mode_choice import MODES

WORDS = Words(fr="plan", en="plan")
SHARES = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)


def plan(*years: Target) -> Targets:
    return Targets("plan", years, WORDS, Source(title="a test"))


def shares(*parts: float) -> dict[str, float]:
    return dict(zip(MODES, (part / sum(parts) for part in parts), strict=True))


def test_the_line_between_two_years_by_hand() -> None:
    two = plan(Target(2020, shares(30, 2, 10, 58), 100.0), Target(2030, shares(33, 7, 15, 45), 80.0))
    halfway = two.at(2025)
    assert dict(halfway.shares) == pytest.approx(shares(31.5, 4.5, 12.5, 51.5))
    assert halfway.vehicle_km_index == pytest.approx(90.0)
    assert two.at(2023).shares["bicycle"] == pytest.approx(0.035)
    assert two.at(2020) is two.years[0]
    assert two.at(2030) is two.years[1]
    found = progress(shares(30, 3, 12.5, 54.5), two, 2025, vehicle_km_index=97.0)
    assert found.gap_points == pytest.approx(dict(zip(MODES, (-1.5, -1.5, 0.0, 3.0), strict=True)))
    assert found.vehicle_km_gap == pytest.approx(7.0)
    assert found.largest_gap_points == pytest.approx(3.0)


def test_the_pair_of_years_around_is_used() -> None:
    three = plan(
        Target(2020, {"walk": 0.1, "car": 0.9}),
        Target(2024, {"walk": 0.5, "car": 0.5}),
        Target(2034, {"car": 0.6, "walk": 0.4}),
    )
    assert three.at(2021).shares["walk"] == pytest.approx(0.2)
    assert three.at(2029).shares["walk"] == pytest.approx(0.45)


def test_no_index_without_both_ends() -> None:
    two = plan(Target(2020, {"car": 1.0}, 100.0), Target(2030, {"car": 1.0}))
    assert two.at(2025).vehicle_km_index is None
    assert progress({"car": 1.0}, two, 2025, vehicle_km_index=90).vehicle_km_gap is None
    assert progress({"car": 1.0}, two, 2020, vehicle_km_index=90).vehicle_km_gap == -10
    assert progress({"car": 1.0}, two, 2020).vehicle_km_gap is None


@given(SHARES, SHARES, SHARES, st.integers(1, 30), st.data())
def test_laws_of_the_line(first: list[int], last: list[int], seen: list[int], span: int, data: st.DataObject) -> None:
    """Shares on the line sum to 1 and lie between its ends; gaps sum to nothing; who is on the line has none."""
    two = plan(Target(2020, shares(*first)), Target(2020 + span, shares(*last)))
    year = data.draw(st.integers(2020, 2020 + span))
    target = two.at(year)
    assert sum(target.shares.values()) == pytest.approx(1.0, abs=1e-12)
    for mode, share in target.shares.items():
        low, high = sorted((two.years[0].shares[mode], two.years[1].shares[mode]))
        assert low - 1e-12 <= share <= high + 1e-12
    assert sum(progress(shares(*seen), two, year).gap_points.values()) == pytest.approx(0.0, abs=1e-9)
    assert set(progress(target.shares, two, year).gap_points.values()) == {0.0}


def test_shares_that_do_not_sum_to_one_are_refused() -> None:
    Target(2030, {"walk": 0.334, "car": 0.667})
    Target(2030, {"walk": 0.333, "car": 0.666})
    with pytest.raises(ParameterError, match=r"walk, car sum to 100\.20%"):
        Target(2030, {"walk": 0.335, "car": 0.667})
    with pytest.raises(ParameterError, match=r"shares\.2030"):
        Target(2030, {"walk": 33.0, "car": 67.0})
    two = plan(Target(2020, {"walk": 0.3, "car": 0.7}))
    with pytest.raises(ParameterError, match="observed"):
        progress({"walk": 0.3, "car": 0.6}, two, 2020)


def test_impossible_plans_and_years_are_refused() -> None:
    start = Target(2020, {"walk": 0.3, "car": 0.7})
    with pytest.raises(ParameterError, match="no target"):
        plan()
    with pytest.raises(ParameterError, match="do not rise"):
        plan(start, Target(2020, {"walk": 0.4, "car": 0.6}))
    with pytest.raises(ParameterError, match="modes of 2030"):
        plan(start, Target(2030, {"walk": 0.4, "bus": 0.6}))
    with pytest.raises(ParameterError, match="vehicle_km_index"):
        Target(2030, {"car": 1.0}, -1.0)
    for year in (2019, 2021):
        with pytest.raises(ParameterError, match="from 2020 to 2020"):
            plan(start).at(year)
    with pytest.raises(ParameterError, match="not those of 'plan'"):
        progress({"walk": 1.0}, plan(start), 2020)


def test_the_declared_plans_can_be_followed() -> None:
    for name, targets in declared_targets().items():
        assert targets.id == name
        assert targets.source.url
        assert targets.source.accessed
        for target in targets.years:
            assert set(target.shares) == set(MODES)
    ours = declared_targets()["aix-marseille-provence"]
    assert ours.at(2021).shares["bicycle"] == pytest.approx(0.03)
    assert not ours.checked


def test_a_plan_of_ones_own(tmp_path: Path) -> None:
    text = """
plans:
  here:
    title: {fr: ici, en: here}
    years:
      - {year: 2025, shares: {walk: 0.4, car: 0.6}, vehicle_km_index: 100}
      - {year: 2035, shares: {walk: 0.5, car: 0.5}, vehicle_km_index: 85}
    source: {title: a council}
"""
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    assert read_targets(file)["here"].at(2027).vehicle_km_index == pytest.approx(97.0)
    file.write_text(text.replace("walk: 0.5", "walk: 0.6"), encoding="utf-8")
    with pytest.raises(ParameterError, match=r"shares\.2035"):
        read_targets(file)
    file.write_text(text.replace("years:", "yeers:"), encoding="utf-8")
    with pytest.raises(SourceError, match="yeers"):
        read_targets(file)


def test_what_was_observed_has_the_modes_of_the_plan() -> None:
    """With its own source; the shares of the shipped survey are those of all trips."""
    seen = Observation(2019, {"car": 0.7, "walk": 0.3}, Source(title="a survey"))
    one = Target(2020, {"car": 0.6, "walk": 0.4})
    assert Targets("plan", (one,), WORDS, Source(title="a test"), observed=(seen,)).observed == (seen,)
    with pytest.raises(ParameterError, match="modes observed in 2019"):
        Targets("plan", (Target(2020, {"car": 1.0}),), WORDS, Source(title="a test"), observed=(seen,))
    with pytest.raises(ParameterError, match=r"90\.00%"):
        Observation(2019, {"car": 0.6, "walk": 0.3}, Source(title="a survey"))
    (survey,) = declared_targets()["aix-marseille-provence"].observed
    assert set(survey.shares) == set(MODES)
    assert survey.source.url
    assert not survey.checked
