from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt
import pytest

from portee.commons.experiments.did import common_event_study
from portee.commons.experiments.panel import NEVER, Panel
from portee.commons.experiments.pretrend import pre_trend
from portee.commons.experiments.staggered import staggered_effects
from portee.core.errors import ParameterError
from tests.commons.experiments.panels import planted

pytest.importorskip("diff_diff")

GROWING = {4: 15, 8: 15, NEVER: 12}


def grows(since: int) -> float:
    return 1 + 0.5 * since


def naive_cells(panel: Panel) -> dict[tuple[int, int], float]:
    """Change of those that start at g, from g − 1 to t, less that of those not treated by then."""
    cells = {}
    for start in panel.starts:
        ours = panel.start == start
        for period in range(len(panel.periods)):
            late = max(period, start - 1)
            others = (panel.start == NEVER) | (panel.start > late)
            others &= ~ours
            if period != start - 1 and others.any():
                change = panel.values[:, period] - panel.values[:, start - 1]
                cells[start, period] = float(change[ours].mean() - change[others].mean())
    return cells


def naive_study(panel: Panel) -> dict[int, float]:
    """Cells at the same time since the start, each group counting by its units."""
    found: dict[int, list[tuple[float, int]]] = {}
    for (start, period), effect in naive_cells(panel).items():
        found.setdefault(period - start, []).append((effect, int((panel.start == start).sum())))
    return {since: sum(e * n for e, n in cells) / sum(n for _, n in cells) for since, cells in found.items()}


def two_way(panel: Panel) -> float:
    """The single regression with unit and period effects, by taking means out twice."""
    treated = (panel.start[:, None] != NEVER) & (np.arange(len(panel.periods)) >= panel.start[:, None])

    def within(table: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        rows, columns = table.mean(axis=1, keepdims=True), table.mean(axis=0)
        return np.asarray(table - rows - columns + table.mean())

    apart = within(treated.astype(float))
    return float((apart * panel.values).sum() / (apart * apart).sum())


@pytest.mark.parametrize("starts", [GROWING, {3: 8, 5: 9, 9: 7}, {2: 5, 3: 6, NEVER: 9}])
@pytest.mark.parametrize("cluster", [1, 3])
def test_effects_are_those_of_the_slow_twin(starts: dict[int, int], cluster: int) -> None:
    panel = planted(starts, 11, grows, seed=5, cluster=cluster)
    found = staggered_effects(panel)
    cells, study = naive_cells(panel), naive_study(panel)
    assert {(cell.start, cell.period) for cell in found.group_times} == set(cells)
    for cell in found.group_times:
        assert cell.effect.estimate == pytest.approx(cells[cell.start, cell.period])
    assert set(found.study.since.tolist()) == set(study)
    for since, effect in zip(found.study.since.tolist(), found.study.effect.tolist(), strict=True):
        assert effect == pytest.approx(study[since])


def test_a_growing_effect_is_recovered_where_one_regression_is_wrong() -> None:
    panel = planted(GROWING, 12, grows, noise=0.1)
    found = staggered_effects(panel)
    after = found.study.since >= 0
    assert found.study.effect[after] == pytest.approx([grows(s) for s in range(8)], abs=0.15)
    seen = [(s, f) for f in GROWING if f != NEVER for s in range(12 - f)]
    truth = float(np.mean([grows(since) for since, _ in seen]))
    cells = [cell for cell in found.group_times if cell.period >= cell.start]
    assert np.mean([cell.effect.estimate for cell in cells]) == pytest.approx(truth, abs=0.1)
    assert two_way(panel) < truth - 0.3
    every = found.study.mean_from(0)
    assert every.low < np.mean([grows(s) for s in range(8)]) < every.high


def test_one_regression_can_even_have_the_wrong_sign() -> None:
    panel = planted({2: 20, 8: 20}, 12, lambda since: 0.5 * (since + 1), noise=0.05)
    assert two_way(panel) < 0
    cells = [c.effect.estimate for c in staggered_effects(panel).group_times if c.period >= c.start]
    assert min(cells) > 0.3


def test_one_start_gives_the_common_event_study() -> None:
    panel = planted({4: 10, NEVER: 10}, 8, grows)
    one, other = staggered_effects(panel).study, common_event_study(panel)
    assert one.since.tolist() == other.since.tolist()
    assert one.effect == pytest.approx(other.effect)


@pytest.mark.slow
@pytest.mark.parametrize(("cluster", "shared"), [(1, 0.0), (3, 0.3)])
def test_intervals_cover_the_truth_as_often_as_they_say(cluster: int, shared: float) -> None:
    truth = float(np.mean([grows(since) for since in range(6)]))
    starts = {4: 24, 6: 24, NEVER: 36}
    inside = 0
    for seed in range(80):
        panel = planted(starts, 10, grows, seed=seed, cluster=cluster, shared=shared)
        found = staggered_effects(panel).study.mean_from(0)
        inside += found.low < truth < found.high
    assert inside / 80 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 80))


def test_drift_before_is_found() -> None:
    found = staggered_effects(planted(GROWING, 12, grows, drift=0.3))
    assert pre_trend(found.study).diverged
    calm = staggered_effects(planted(GROWING, 12, grows, seed=2))
    assert not pre_trend(calm.study).diverged


def test_nobody_to_compare_with_is_said() -> None:
    with pytest.raises(ParameterError, match="No unit is treated"):
        staggered_effects(planted({NEVER: 5}, 4, grows))
    with pytest.raises(ParameterError, match="nobody is left"):
        staggered_effects(planted({2: 5}, 4, grows))


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "diff_diff", None)
    with pytest.raises(ParameterError, match=r"portee\[experiments\]"):
        staggered_effects(planted(GROWING, 10, grows))
