"""The mix of profiles per cell: sums kept, intervals in order, a slow twin, and real cells of Marseille."""

from __future__ import annotations

import itertools
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.people.library import shipped_profiles
from portee.people.mix import OTHER_RESIDENTS, ProfileMix, profile_mix
from portee.people.profile import Profile
from portee.people.strata import Seeds, shipped_seeds
from portee.sources.grid import read_filosofi
from tests.people.profiles import profile
from tests.people.seeds import factor, seeds

NAMES = ("poor-one", "lone-one", "young-one")
PROFILES = tuple(profile(id=name) for name in NAMES)
Columns = dict[str, list[float]]


def cells(**columns: Any) -> dict[str, Any]:
    """One cell of 100 persons in 50 households, 20 of them poor, unless told otherwise."""
    told = {"households": [50], "poor_households": [20], "single_parent_households": [0]}
    return {**told, "ind_18_24": [40], "ind_25_39": [60], **columns}


def certain(**changes: Any) -> Seeds:
    """Seeds with one profile: all the poor."""
    parts = [{"profile": "poor-one", "poverty": "poor", "ages": ["young", "older"], "factors": ["all"]}]
    return seeds(**{"factors": {"all": factor(1)}, "parts": parts, **changes})


def test_a_cell_by_hand() -> None:
    found = profile_mix(cells(), PROFILES[:1], seeds())
    # 20 of 50 households are poor, and as many persons live in each: 40 % of 100 persons; half of them, 20.
    assert found.people[0, 0] == pytest.approx(20)
    assert found.totals.tolist() == [100]
    assert found.residual[0] == pytest.approx(80)
    # From 0.4 × 40 to 0.6 × 40.
    assert (found.floor[0, 0], found.ceiling[0, 0]) == (pytest.approx(16), pytest.approx(24))
    # 40 × 0.5 × 0.5 = 10, × 2 persons per household = 20; four draws in five stay within 1.2816 × √20 = 5.731.
    assert found.variance[0, 0] == pytest.approx(20)
    assert found.low[0, 0] == pytest.approx(16 - 5.731, abs=1e-3)
    assert found.high[0, 0] == pytest.approx(24 + 5.731, abs=1e-3)


def test_strata_by_hand() -> None:
    found = profile_mix(cells(single_parent_households=[10]), PROFILES, seeds())
    # A fifth of households are single-parent: of 60 older persons 12, two tenths of them 2.4; a tenth of 40 young: 4.
    np.testing.assert_allclose(found.people[0], [20, 2.4, 4])
    assert found.residual[0] == pytest.approx(73.6)


def test_more_persons_live_in_some_households() -> None:
    # Twice as many persons in a poor household: 2 × 0.25 / (2 × 0.25 + 0.75) = 0.4 of 100.
    found = profile_mix(cells(poor_households=[12.5]), PROFILES[:1], certain(persons_poor=factor(2)))
    assert found.people[0, 0] == pytest.approx(40)
    # From one to three times as many: 0.25 and 3 × 0.25 / (0.75 + 0.75) = 0.5.
    found = profile_mix(cells(poor_households=[12.5]), PROFILES[:1], certain(persons_poor=factor(1, 2, 3)))
    assert (found.floor[0, 0], found.ceiling[0, 0]) == (pytest.approx(25), pytest.approx(50))


def test_associations_shift_poverty_between_ages_and_keep_the_sum() -> None:
    together = {
        "what": {"fr": "x", "en": "y"},
        "poverty_by_age": {"young": 0.6, "older": 0.2},
        "single_parent_by_age": {"young": 0.1, "older": 0.1},
        "poverty_single_parent": 0.3,
        "poverty_other": 0.3,
        "sources": ["survey"],
    }
    parts = [
        {"profile": "poor-one", "poverty": "poor", "ages": ["young"], "factors": ["all"]},
        {"profile": "lone-one", "poverty": "poor", "ages": ["older"], "factors": ["all"]},
    ]
    found = profile_mix(cells(), PROFILES[:2], certain(association=together, parts=parts))
    young, older = found.people[0]
    assert young + older == pytest.approx(40)
    assert young / 40 > older / 60
    # The odds ratio is that of the country: (0.6 / 0.4) / (0.2 / 0.8) = 6.
    assert (young / (40 - young)) / (older / (60 - older)) == pytest.approx(6, rel=1e-6)


def test_an_estimated_cell_is_less_certain() -> None:
    # Wilson's 95 % interval of 8 in 10 is 0.490 to 0.943.
    sure = certain(coverage=0.95)
    told = cells(households=[10], poor_households=[8])
    seen = profile_mix({**told, "imputed": [0]}, PROFILES[:1], sure)
    estimated = profile_mix({**told, "imputed": [1]}, PROFILES[:1], sure)
    np.testing.assert_allclose(seen.people, estimated.people)
    assert (seen.floor[0, 0], seen.ceiling[0, 0]) == (pytest.approx(80), pytest.approx(80))
    assert estimated.floor[0, 0] == pytest.approx(49.0, abs=0.05)
    assert estimated.ceiling[0, 0] == pytest.approx(94.3, abs=0.05)
    assert (seen.imputed.tolist(), estimated.imputed.tolist()) == ([False], [True])


def test_residents_without_households_take_the_shares_of_all_and_count_as_estimated() -> None:
    told = cells(
        households=[0, 50],
        poor_households=[0, 20],
        single_parent_households=[0, 0],
        ind_18_24=[40, 0],
        ind_25_39=[0, 0],
    )
    found = profile_mix(told, PROFILES[:1], certain())
    assert found.people[:, 0].tolist() == pytest.approx([16, 0])
    assert found.imputed.tolist() == [True, False]
    assert found.low[0, 0] == 0
    assert found.high[0, 0] == pytest.approx(40)


def test_nobody_at_all() -> None:
    found = profile_mix(cells(households=[0], poor_households=[0], ind_18_24=[0], ind_25_39=[0]), PROFILES, seeds())
    assert (found.people == 0).all()
    assert (found.high == 0).all()
    assert found.residual.tolist() == [0]
    none = profile_mix({name: [] for name in cells()}, PROFILES, seeds())
    assert none.people.shape == (0, 3)
    assert none.table([]).height == 0


def slowly(row: dict[str, float], made: Seeds, names: tuple[str, ...]) -> dict[str, tuple[float, float, float]]:
    """Low, central and high persons of each profile in one cell, one number at a time."""
    households, z = row["households"], NormalDist().inv_cdf((1 + made.coverage) / 2)
    bands = [row[band.column] for band in made.ages]
    shares, association = made.shares(names), made.associations()
    places = list(itertools.product(range(len(bands)), range(2), range(2)))

    def persons(count: float, ratio: tuple[float, float, float]) -> list[float]:
        h = count / households
        ends = [h, h, h]
        if row["imputed"]:
            scale = 1 + z**2 / households
            half = z * (h * (1 - h) / households + z**2 / (4 * households**2)) ** 0.5
            middle = h + z**2 / (2 * households)
            ends = [max(0.0, (middle - half) / scale), h, min(1.0, (middle + half) / scale)]
        return [r * e / (r * e + 1 - e) for r, e in zip(ratio, ends, strict=True)]

    def fitted(poor: float, alone: float) -> dict[tuple[int, ...], float]:
        table: dict[tuple[int, ...], float] = {place: float(association[place]) for place in places}
        total = sum(bands)
        margins = [bands, [total * poor, total * (1 - poor)], [total * alone, total * (1 - alone)]]
        for _ in range(80):
            for axis in (2, 1, 0):
                for k, wanted in enumerate(margins[axis]):
                    there = sum(table[place] for place in places if place[axis] == k)
                    for place in places:
                        if place[axis] == k:
                            table[place] = table[place] * wanted / there if there > 0 else 0.0
        return table

    ratios = [(f.low, f.central, f.high) for f in (made.persons_poor, made.persons_single_parent)]
    poor = persons(row["poor_households"], ratios[0])
    alone = persons(row["single_parent_households"], ratios[1])
    middle = fitted(poor[1], alone[1])
    tables = [fitted(poor[p], alone[a]) for p in (0, 2) for a in (0, 2)] + [middle]
    crowd = max(1.0, sum(bands) / households)
    found = {}
    for k, name in enumerate(names):
        central = sum(middle[s] * shares[(1, k, *s)] for s in places)
        lowest = min(sum(table[s] * shares[(0, k, *s)] for s in places) for table in tables)
        highest = max(sum(table[s] * shares[(2, k, *s)] for s in places) for table in tables)
        noise = z * (crowd * sum(middle[s] * shares[(1, k, *s)] * (1 - shares[(1, k, *s)]) for s in places)) ** 0.5
        most = sum(
            bands[a] for a in range(len(bands)) if any(shares[(2, k, a, p, h)] > 0 for p in (0, 1) for h in (0, 1))
        )
        found[name] = (max(0.0, lowest - noise), central, max(central, min(most, highest + noise)))
    return found


@st.composite
def grids(draw: st.DrawFn) -> Columns:
    """A few cells with residents, some without poor households or single parents."""
    n = draw(st.integers(1, 4))
    columns: Columns = {name: [] for name in ("households", "poor_households", "single_parent_households")}
    columns |= {"ind_18_24": [], "ind_25_39": [], "imputed": []}
    for _ in range(n):
        households = draw(st.integers(1, 200))
        columns["households"].append(households)
        columns["poor_households"].append(draw(st.integers(0, households)))
        columns["single_parent_households"].append(draw(st.integers(0, households)))
        columns["ind_18_24"].append(draw(st.floats(0, 500)))
        columns["ind_25_39"].append(draw(st.floats(0, 500)))
        columns["imputed"].append(draw(st.sampled_from([0, 1])))
    return columns


SEEDS = seeds(
    persons_poor=factor(0.8, 1.0, 1.3),
    persons_single_parent=factor(1.2, 1.5, 1.9),
    association={
        "what": {"fr": "x", "en": "y"},
        "poverty_by_age": {"young": 0.22, "older": 0.12},
        "single_parent_by_age": {"young": 0.16, "older": 0.08},
        "poverty_single_parent": 0.31,
        "poverty_other": 0.13,
        "sources": ["survey"],
    },
)


def mixed(columns: Columns) -> ProfileMix:
    return profile_mix(columns, PROFILES, SEEDS)


# A number below what floating-point numbers can divide is nobody, and no reason to tell that the fit failed.
@example({name: [0] for name in ("poor_households", "single_parent_households", "imputed")}
         | {"households": [1], "ind_18_24": [0.0], "ind_25_39": [5e-324]})  # fmt: skip
@given(grids())
def test_sums_are_those_of_the_source_and_intervals_are_in_order(columns: Columns) -> None:
    found = mixed(columns)
    totals = np.array(columns["ind_18_24"]) + np.array(columns["ind_25_39"])
    np.testing.assert_array_equal(found.totals, totals)
    np.testing.assert_allclose(found.people.sum(axis=1) + found.residual, totals, rtol=1e-13, atol=1e-12)
    assert found.converged
    assert (found.residual >= 0).all()
    assert (found.low >= 0).all()
    assert (found.low <= found.people).all()
    assert (found.people <= found.high).all()
    assert (found.high <= totals[:, None] + 1e-9).all()
    assert np.isfinite(found.high).all()
    assert (found.floor <= found.people + 1e-9).all()
    assert (found.people <= found.ceiling + 1e-9).all()


@given(grids())
def test_no_poor_households_no_poor_residents(columns: Columns) -> None:
    found = mixed(
        {**columns, "poor_households": [0] * len(columns["households"]), "imputed": [0] * len(columns["imputed"])}
    )
    assert (found.people[:, 0] == 0).all()
    assert (found.high[:, 0] == 0).all()


@given(grids(), st.floats(0.1, 50))
def test_scaling_the_cells_scales_the_mix(columns: Columns, times: float) -> None:
    one = mixed(columns)
    many = mixed(
        {name: values if name == "imputed" else [v * times for v in values] for name, values in columns.items()}
    )
    np.testing.assert_allclose(many.people, one.people * times, rtol=1e-6, atol=1e-9 * max(1, times))
    np.testing.assert_allclose(many.residual, one.residual * times, rtol=1e-6, atol=1e-6 * max(1, times))
    # The noise grows with the root alone.
    np.testing.assert_allclose(many.noise, one.noise * np.sqrt(times), rtol=1e-6, atol=1e-6)


@settings(max_examples=12)
@given(grids())
def test_agrees_with_the_slow_twin(columns: Columns) -> None:
    found = mixed(columns)
    for row in range(len(found)):
        twin = slowly({name: values[row] for name, values in columns.items()}, SEEDS, NAMES)
        told = np.stack([found.low[row], found.people[row], found.high[row]], axis=1)
        np.testing.assert_allclose(told, [twin[name] for name in NAMES], rtol=1e-6, atol=1e-6)


@settings(max_examples=30)
@given(grids())
def test_cells_do_not_touch_each_other(columns: Columns) -> None:
    together = mixed(columns)
    for row in range(len(together)):
        alone = mixed({name: [values[row]] for name, values in columns.items()})
        np.testing.assert_allclose(alone.people[0], together.people[row], rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(alone.high[0], together.high[row], rtol=1e-7, atol=1e-7)


@given(grids(), st.integers(0, 50))
def test_more_poor_households_never_mean_fewer_poor_residents(columns: Columns, more: int) -> None:
    sharper = [min(h, p + more) for h, p in zip(columns["households"], columns["poor_households"], strict=True)]
    before, after = mixed(columns), mixed({**columns, "poor_households": sharper})
    assert (after.people[:, 0] >= before.people[:, 0] - 1e-7 * (1 + before.totals)).all()


@settings(max_examples=30)
@given(grids())
def test_fewer_profiles_leave_more_other_residents(columns: Columns) -> None:
    one, all_of_them = profile_mix(columns, PROFILES[:1], SEEDS), mixed(columns)
    assert (one.residual >= all_of_them.residual - 1e-9).all()
    np.testing.assert_allclose(one.people[:, 0], all_of_them.people[:, 0])


@given(grids(), st.data())
def test_zones_are_the_sum_of_their_cells_and_more_certain(columns: Columns, data: st.DataObject) -> None:
    found = mixed(columns)
    zones = np.array(data.draw(st.lists(st.sampled_from("abc"), min_size=len(found), max_size=len(found))))
    labels, summed = found.by_zone(zones)
    assert labels.tolist() == sorted(set(zones.tolist()))
    for place, label in enumerate(labels):
        mine = zones == label
        np.testing.assert_allclose(summed.people[place], found.people[mine].sum(axis=0))
        np.testing.assert_allclose(summed.residual[place], found.residual[mine].sum())
        assert summed.totals[place] == pytest.approx(found.totals[mine].sum())
        assert summed.imputed[place] == found.imputed[mine].all()
        assert summed.small[place] == (found.households[mine].sum() < 11)
        # Noise cancels out between cells.
        assert (summed.noise[place] <= found.noise[mine].sum(axis=0) + 1e-9).all()
    assert (summed.low <= summed.people + 1e-9).all()
    assert (summed.people <= summed.high + 1e-9).all()


def test_figures_of_small_and_estimated_cells_are_withheld() -> None:
    told = cells(
        households=[50, 10.9, 50, 11],
        poor_households=[20, 5, 20, 5],
        single_parent_households=[0, 0, 0, 0],
        ind_18_24=[40, 10, 40, 10],
        ind_25_39=[60, 10, 60, 10],
        i_est_200=[0, 0, 1, 0],
    )
    found = profile_mix(told, PROFILES, seeds())
    assert found.small.tolist() == [False, True, False, False]
    assert found.withheld.tolist() == [False, True, True, False]
    table = found.table(["a", "b", "c", "d"])
    assert table.height == 4 * 4
    hidden = table.filter(pl.col("withheld"))
    assert sorted(set(hidden["zone"].to_list())) == ["b", "c"]
    for name in ("low", "people", "high"):
        assert hidden[name].null_count() == 8
        assert table.filter(~pl.col("withheld"))[name].null_count() == 0
    # Together they are many enough, and not all estimated.
    _, zone = found.by_zone(np.zeros(4, int))
    assert zone.withheld.tolist() == [False]
    assert "1 cells have fewer than 11 households and 1 are estimated" in found.notes[2].en
    assert "à ne jamais publier" in found.notes[2].fr


def test_a_table_tells_other_residents_and_adds_up() -> None:
    table = profile_mix(cells(), PROFILES, seeds()).table(["here"])
    assert table["profile"].to_list() == [*NAMES, OTHER_RESIDENTS]
    assert table["people"].sum() == pytest.approx(100)
    assert (table["low"] <= table["people"]).all()
    assert (table["people"] <= table["high"]).all()


def test_notes_say_what_it_is() -> None:
    notes = profile_mix(cells(), PROFILES, seeds()).notes
    assert notes[0].en == "A text."
    # Three factors, and the two ratios of persons.
    assert notes[1].en.startswith("5 of the declared shares are assumptions")
    assert notes[1].fr.startswith("5 des parts")
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"households": [10]}, "more of 'poor_households' than households"),
        ({"single_parent_households": [51]}, "more of 'single_parent_households' than households"),
        ({"ind_18_24": [-1]}, "'ind_18_24' holds something else than numbers of zero or more"),
        ({"ind_18_24": [float("nan")]}, "'ind_18_24' holds something else"),
        ({"ind_18_24": [None]}, "'ind_18_24' holds something else"),
        ({"ind_18_24": ["<script>"]}, "'ind_18_24' holds something else"),
        ({"households": [float("inf")]}, "'households' holds something else"),
        ({"ind_18_24": [1, 2]}, "no column as long as the others"),
        ({"ind_18_24": [[1, 2]]}, "no column as long as the others"),
        ({"imputed": [0, 1]}, "no column as long as the others"),
    ],
)
def test_nonsense_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        profile_mix(cells(**changed), PROFILES, seeds())
    assert caught.value.where is not None


@pytest.mark.parametrize("column", list(cells()))
def test_a_missing_column_is_told(column: str) -> None:
    told = cells()
    del told[column]
    with pytest.raises(ParameterError, match=f"no column '{column}'"):
        profile_mix(told, PROFILES, seeds())


def test_profiles_must_have_a_share_and_be_there_once() -> None:
    with pytest.raises(ParameterError, match="no declared share for the profile 'someone'"):
        profile_mix(cells(), [profile()], seeds())
    with pytest.raises(ParameterError, match="given twice"):
        profile_mix(cells(), [PROFILES[0], PROFILES[0]], seeds())


def test_zones_and_names_must_be_one_per_cell() -> None:
    found = profile_mix(cells(), PROFILES, seeds())
    with pytest.raises(ParameterError, match="Give one zone each"):
        found.by_zone(["a", "b"])
    with pytest.raises(ParameterError, match="Give one name each"):
        found.table([])


def test_columns_may_have_the_names_of_insee_in_any_capitals() -> None:
    insee = {"Men": [50], "Men_pauv": [20], "Men_fmp": [5], "Ind_18_24": [40], "IND_25_39": [60], "I_est_200": [1]}
    ours = cells(single_parent_households=[5], imputed=[True])
    one, other = profile_mix(pl.DataFrame(insee), PROFILES, seeds()), profile_mix(ours, PROFILES, seeds())
    np.testing.assert_array_equal(one.people, other.people)
    np.testing.assert_array_equal(one.imputed, other.imputed)


def unusual(found: ProfileMix, of: str) -> npt.NDArray[np.float64]:
    return found.people[:, found.profiles.index(of)]


def whole(profiles: tuple[Profile, ...]) -> dict[str, list[float]]:
    """A town of a thousand households with all the bands of the shipped seeds."""
    bands = {band.column: [400.0] for band in shipped_seeds().ages}
    return {"households": [1000], "poor_households": [300], "single_parent_households": [120], **bands}


def test_shipped_profiles_in_a_town() -> None:
    profiles = shipped_profiles()
    found = profile_mix(whole(profiles), profiles)
    assert found.converged
    assert (found.people > 0).all()
    assert (found.low < found.people).all()
    assert (found.people < found.high).all()
    assert found.residual[0] > found.totals[0] / 2, "most people are none of the profiles"
    # Apprentices: 2.6 % of 400.
    assert unusual(found, "apprentice-under-18")[0] == pytest.approx(0.026 * 400)


@pytest.mark.real
def test_real_cells_of_marseille(shared_data: Path) -> None:
    grid = read_filosofi(shared_data / "euromed" / "filosofi_200m.csv")
    profiles = shipped_profiles()
    found = profile_mix(grid.attributes, profiles)
    columns = [band.column for band in shipped_seeds().ages]
    totals = grid.attributes.select(pl.sum_horizontal(columns)).to_series().to_numpy()
    np.testing.assert_allclose(found.people.sum(axis=1) + found.residual, totals, rtol=1e-12)
    assert found.totals.sum() == pytest.approx(202_777.9, abs=0.05)
    assert found.converged
    assert found.iterations < 100
    for values in (found.low, found.people, found.high):
        assert np.isfinite(values).all()
    assert (found.low >= 0).all()
    assert (found.low <= found.people).all()
    assert (found.people <= found.high).all()
    # 69 cells have fewer than 11 households; INSEE estimated them and nine more.
    assert int(found.small.sum()) == 69
    assert int(found.imputed.sum()) == int(found.withheld.sum()) == 78
    assert found.table(grid.ids.tolist())["people"].null_count() == 78 * (len(profiles) + 1)
    # All cells together: every profile is there, and certain enough to be told from none.
    _, area = found.by_zone(np.zeros(len(found), int))
    assert not area.withheld.any()
    assert (area.low > 0).all()
    assert area.totals[0] == pytest.approx(found.totals.sum())
    # The poor live where Filosofi says: the tenth of cells with the highest rates holds more of the poorest profile.
    rate = grid.attributes["poverty_rate"].to_numpy()
    poorest = rate >= np.quantile(rate, 0.9)
    share = unusual(found, "single-parent-no-car") / found.totals
    assert share[poorest].mean() > 2 * share[~poorest].mean()
