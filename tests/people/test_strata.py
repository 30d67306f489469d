"""Declared shares: sourced, in order, leaving room for other residents; associations kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.core.errors import ParameterError, SourceError
from portee.people.library import shipped_profiles
from portee.people.strata import read_seeds, shipped_seeds
from tests.people.seeds import WORDS, factor, seeds, told


def test_every_shipped_profile_has_a_share_and_no_other() -> None:
    assert sorted(shipped_seeds().profiles) == [profile.id for profile in shipped_profiles()]
    assert shipped_seeds() is shipped_seeds()


def test_shipped_seeds_are_dated_sourced_and_in_both_languages() -> None:
    shipped = shipped_seeds()
    for source in shipped.sources.values():
        assert len(source.title) > 20
        assert source.url is None or source.url.startswith("http")
        assert source.accessed is not None
        assert source.accessed <= shipped.as_of
    factors = [shipped.persons_poor, shipped.persons_single_parent, *shipped.factors.values()]
    for what in [shipped.note, shipped.association.what, *(f.what for f in factors), *(b.title for b in shipped.ages)]:
        assert what.fr.strip() != what.en.strip()
        assert min(len(what.fr), len(what.en)) > 5
    for one in factors:
        assert one.low < one.central < one.high, "a share is never known exactly"


def test_nothing_shipped_is_left_unused() -> None:
    shipped = shipped_seeds()
    assert {name for part in shipped.parts for name in part.factors} == set(shipped.factors)
    factors = [shipped.persons_poor, shipped.persons_single_parent, *shipped.factors.values()]
    cited = {name for one in factors for name in one.sources}
    assert cited | {shipped.minimum_source} | set(shipped.association.sources) == set(shipped.sources)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        # Rates by status over the rate of all, Insee 2023: 15.4 % are poor, 6.6 % of employees, 36.1 % of unemployed.
        ("employed-poor", 0.066 / 0.154),
        ("employed-not-poor", (1 - 0.066) / (1 - 0.154)),
        ("unemployed-poor", 0.361 / 0.154),
        ("unemployed-not-poor", (1 - 0.361) / (1 - 0.154)),
        # Unemployed of 15 to 64: 7.4 % of the active, who are 74.4 %.
        ("unemployed", 0.074 * 0.744),
        ("employee", 1 - 0.133),
        ("office-hours", 1 - 0.45),
        ("household-no-car-poor", 1 - 0.656),
        ("no-licence-18-24", 1 - 0.65),
        ("recent-car", 1 - 0.345),
        ("old-car-poor", 0.40 / 0.28),
        ("home-care", 515_000 / 25_800_000),
        # 36 % of immigrant households were poor, 25 points more than others, 13.4 % of all, in 2007.
        ("immigrant-poor", 0.36 / 0.134),
        ("immigrant-not-poor", (1 - 0.36) / (1 - 0.134)),
        ("apprentice", 1_020_000 * 0.15 / 5_800_000),
    ],
)
def test_derived_figures_follow_from_what_was_published(name: str, value: float) -> None:
    assert shipped_seeds().factors[name].central == pytest.approx(value, rel=0.015)


def test_shares_by_hand() -> None:
    shares = seeds().shares(("poor-one", "lone-one", "young-one"))
    assert shares.shape == (3, 3, 2, 2, 2)
    # A half of the poor, whatever their age and household.
    np.testing.assert_allclose(shares[:, 0, :, 0, :], np.array([0.4, 0.5, 0.6])[:, None, None] * np.ones((3, 2, 2)))
    assert (shares[:, 0, :, 1, :] == 0).all()
    # Twice a tenth of the older single parents: 1.5 × 0.05, 2 × 0.1, 2.5 × 0.2.
    np.testing.assert_allclose(shares[:, 1, 1, :, 0], np.array([[0.075, 0.2, 0.5]] * 2).T)
    assert (shares[:, 1, 0] == 0).all()
    assert (shares[:, 1, :, :, 1] == 0).all()


def test_shares_in_the_order_asked() -> None:
    one = seeds()
    both = one.shares(("young-one", "poor-one"))
    np.testing.assert_array_equal(both[:, 0], one.shares(("young-one",))[:, 0])
    np.testing.assert_array_equal(both[:, 1], one.shares(("poor-one",))[:, 0])


def test_parts_of_one_profile_add_up() -> None:
    part = {"profile": "a", "ages": ["young"], "factors": ["tenth"]}
    twice = seeds(parts=[part, part])
    np.testing.assert_allclose(twice.shares(("a",))[1, 0, 0], 0.2)


def test_a_profile_without_a_share_is_refused() -> None:
    with pytest.raises(ParameterError, match="no declared share for the profile 'nobody'") as caught:
        seeds().shares(("poor-one", "nobody"))
    assert "poor-one, lone-one, young-one" in caught.value.mend


INTERVAL = st.lists(st.floats(0, 0.3), min_size=3, max_size=3).map(sorted)


@given(INTERVAL, INTERVAL)
def test_shares_are_in_order(one: list[float], other: list[float]) -> None:
    shares = seeds(factors={"half": factor(*one), "tenth": factor(*other), "twice": factor(1)}).shares(
        ("poor-one", "lone-one", "young-one")
    )
    assert (shares[0] <= shares[1]).all()
    assert (shares[1] <= shares[2]).all()
    assert (shares >= 0).all()
    assert (shares[1].sum(axis=0) <= 1).all()


def association(**changes: Any) -> dict[str, Any]:
    return {**told()["association"], **changes}


def test_associations_keep_rates_by_age_and_the_odds_ratio_of_single_parents() -> None:
    tables = seeds(
        association=association(
            poverty_by_age={"young": 0.25, "older": 0.12},
            single_parent_by_age={"young": 0.2, "older": 0.08},
            poverty_single_parent=0.5,
            poverty_other=0.2,
        )
    ).associations()
    # Poor young people are a quarter, single parents' a fifth; odds 1 against 1/4: a ratio of 4.
    np.testing.assert_allclose(tables.sum(axis=(1, 2)), 1)
    np.testing.assert_allclose(tables[:, 0, :].sum(axis=1), [0.25, 0.12], rtol=1e-9)
    np.testing.assert_allclose(tables[:, :, 0].sum(axis=1), [0.2, 0.08], rtol=1e-9)
    np.testing.assert_allclose(tables[:, 0, 0] * tables[:, 1, 1] / (tables[:, 0, 1] * tables[:, 1, 0]), 4, rtol=1e-8)


def test_without_association_rates_multiply() -> None:
    np.testing.assert_allclose(seeds().associations()[0], [[0.03, 0.27], [0.07, 0.63]], rtol=1e-9)


def test_assumptions_are_named() -> None:
    sourced = {**factor(0.1), "assumption": False, "sources": ["survey"]}
    found = seeds(factors={"half": sourced, "tenth": factor(0.1), "twice": sourced}).assumptions()
    assert found == ("persons_poor", "persons_single_parent", "tenth")


PART = {"profile": "a", "ages": ["young"], "factors": ["tenth"]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"parts": [{**PART, "ages": ["old"]}]}, "age band of 'a' 'old' is not declared"),
        ({"parts": [{**PART, "factors": ["none"]}]}, "factor of 'a' 'none' is not declared"),
        ({"parts": [{**PART, "factors": []}]}, "at least 1"),
        ({"parts": [{**PART, "poverty": "rich"}]}, "not_poor"),
        ({"minimum_source": "nowhere"}, "source 'nowhere' is not declared"),
        ({"persons_poor": {**factor(1), "sources": ["nowhere"]}}, "source 'nowhere' is not declared"),
        ({"persons_poor": factor(0, 1, 2)}, "No persons at all"),
        ({"association": association(sources=["nowhere"])}, "source 'nowhere' is not declared"),
        ({"association": association(poverty_by_age={"young": 0.3})}, "other bands than 'ages'"),
        ({"association": association(poverty_other=1.0)}, "less than 1"),
        ({"association": association(poverty_other=0.0)}, "greater than 0"),
        ({"ages": [{"id": "young", "column": c, "title": WORDS} for c in "ab"]}, "same id or column"),
        ({"ages": [{"id": i, "column": "c", "title": WORDS} for i in ("young", "older")]}, "same id or column"),
        ({"factors": {**told()["factors"], "half": factor(0.5, 0.4, 0.6)}}, "not in order"),
        ({"factors": {**told()["factors"], "half": {**factor(0.5), "assumption": False}}}, "no source"),
        ({"factors": {**told()["factors"], "half": factor(-0.1, 0.4, 0.6)}}, "greater than or equal to 0"),
        ({"factors": {**told()["factors"], "half": factor(0.5, 0.6, float("nan"))}}, "finite"),
        (
            {"parts": [{**PART, "factors": ["half", "twice"]}]},
            "high share of 'a' in stratum young, poor",
        ),
        ({"parts": [{**PART, "profile": f"p{n}", "factors": ["half"]} for n in range(3)]}, "sum to more than one"),
        ({"coverage": 1.0}, "less than 1"),
        ({"minimum_households": 0}, "greater than or equal to 1"),
        ({"colour": "blue"}, "Extra inputs"),
    ],
)
def test_nonsense_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        seeds(**changed)


def test_seeds_are_read_from_a_file_that_tells_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "mix.yaml"
    path.write_text(yaml.safe_dump(json.loads(json.dumps(told())), sort_keys=False), encoding="utf-8")
    assert read_seeds(path) == seeds()
    text = path.read_text(encoding="utf-8").replace("high: 0.6", "high: 0.45")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="not in order") as caught:
        read_seeds(path)
    assert caught.value.where is not None
    assert caught.value.where.line == text.splitlines().index("  half:") + 1
    assert caught.value.where.field == "factors.half"
