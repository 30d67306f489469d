"""What the intervals of experiments are worth: how often they hold an effect planted in measures drawn at random."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.results import Table
from benchmarks.setting import Setting
from portee.commons.experiments.bass import Bass, draw_adoption, fit_bass
from portee.commons.experiments.contagion import draw_contagion, fit_contagion
from portee.commons.experiments.did import common_event_study, two_period_did
from portee.commons.experiments.influence import fit_influence
from portee.commons.experiments.near_graph import near_graph
from portee.commons.experiments.panel import NEVER, Panel
from portee.commons.experiments.permutation import permuted
from portee.commons.experiments.power import Design, minimal_detectable_effect
from portee.commons.experiments.power_simulation import simulated_power
from portee.commons.experiments.pretrend import pre_trend
from portee.commons.experiments.spread import draw_thresholds, spread
from portee.commons.experiments.synthetic import debiased_effect

__all__ = ["run"]

EFFECT = 1.0

Ends = Callable[[Panel, int], tuple[float, float]]


@dataclass(frozen=True)
class Case:
    """One situation: units by start, periods, how many units share shocks."""

    method: str
    starts: dict[int, int]
    periods: int = 10
    together: int = 1

    @property
    def told(self) -> str:
        treated = sum(count for start, count in self.starts.items() if start != NEVER)
        groups = f", in groups of {self.together} with shared shocks" if self.together > 1 else ""
        return f"{treated} treated units of {sum(self.starts.values())}{groups}"


CASES = (
    Case("difference in differences", {6: 20, NEVER: 30}, 12),
    Case("difference in differences", {4: 24, NEVER: 24}, 8, 4),
    Case("difference in differences", {4: 4, NEVER: 8}, 8),
    Case("difference in differences", {4: 2, NEVER: 10}, 8),
    Case("staggered starts", {4: 10, 6: 10, NEVER: 10}),
    Case("staggered starts", {4: 5, 6: 5, NEVER: 10}),
    Case("staggered starts", {4: 1, 6: 1, NEVER: 10}),
)


def _panel(case: Case, seed: int) -> Panel:
    """Levels of units, a common trend, shocks of groups, noise, and the effect."""
    rng = np.random.default_rng(seed)
    start = np.repeat(list(case.starts), list(case.starts.values()))
    groups = np.arange(len(start)) // case.together
    values = rng.normal(0, 1, (len(start), 1)) + 0.1 * np.arange(case.periods)
    values = values + rng.normal(0, 0.3, (len(start), case.periods))
    values += 0.4 * (case.together > 1) * rng.normal(0, 1, values.shape)[groups]
    values += EFFECT * ((start[:, None] != NEVER) & (np.arange(case.periods) >= start[:, None]))
    return Panel.of(values, start, cluster=groups)


def _did(panel: Panel, seed: int) -> tuple[float, float]:
    del seed
    found = two_period_did(panel)
    return found.low, found.high


def _dealt(panel: Panel, seed: int) -> tuple[float, float]:
    found = permuted(panel, seed=seed)
    assert found is not None
    return found.low, found.high


def _row(case: Case, draws: int) -> list[str]:
    ends: Ends = _did if case.method == "difference in differences" else _dealt
    found = np.array([ends(_panel(case, seed), seed) for seed in range(draws)])
    inside = (found[:, 0] <= EFFECT) & (found[:, 1] >= EFFECT)
    return [case.method, case.told, str(draws), _percent(inside), f"{np.median(found[:, 1] - found[:, 0]):.2f}"]


def _synthetic(donors: int, periods: int, start: int, noise: float, draws: int) -> list[str]:
    """Neighbourhoods follow three common walks; the treated one is a mixture of others."""
    inside, widths = [], []
    for seed in range(draws):
        rng = np.random.default_rng(seed)
        walks = np.cumsum(rng.normal(0, 0.4, (3, periods)), axis=1)
        shares = rng.dirichlet(np.ones(3), donors + 1)
        shares[0] = shares[1:4].mean(axis=0)
        values = shares @ walks + rng.normal(0, noise, (donors + 1, periods))
        values[0, start:] += EFFECT
        found = debiased_effect(values[0], values[1:].T, start)
        inside.append(found.low <= EFFECT <= found.high)
        widths.append(found.high - found.low)
    told = f"{donors} donors, {start} periods before, {periods - start} after, noise {noise:g}"
    return ["synthetic control", told, str(draws), _percent(inside), f"{np.median(widths):.2f}"]


def _percent(inside: Sequence[bool] | npt.NDArray[np.bool_]) -> str:
    share = float(np.mean(np.asarray(inside, np.float64)))
    count = len(inside)
    return f"{100 * share:.1f} ± {100 * math.sqrt(max(share * (1 - share), 1 / count) / count):.1f}"


def _trends(draws: int) -> list[list[str]]:
    rows = []
    for case in CASES[:2]:
        blamed = [pre_trend(common_event_study(_panel(case, seed))).diverged for seed in range(draws)]
        rows.append([case.told, str(draws), _percent(blamed)])
    return rows


def _powers(draws: int) -> list[list[str]]:
    rows = []
    for told, design, units in (
        ("persons, seen after", Design(), 30),
        ("persons, change, r = 0.7", Design(analysis="change", correlation=0.7), 30),
        (
            "25 persons a group, ICC 0.05, ANCOVA",
            Design(analysis="ancova", correlation=0.5, cluster_size=25, icc=0.05),
            20,
        ),
        ("shares of 50 persons a group, ICC 0.02", Design("share", baseline=0.3, cluster_size=50, icc=0.02), 20),
    ):
        effect = minimal_detectable_effect(design, units, units)
        found = simulated_power(design, effect, units, units, draws=draws)
        rows.append([told, f"{units} + {units}", "80.0", f"{100 * found.power:.1f} ± {100 * found.error:.1f}"])
    return rows


def _uptakes(draws: int) -> list[list[str]]:
    law, rows = Bass(0.03, 0.38, 5000), []
    fits = [fit_bass(draw_adoption(law, 20, seed)) for seed in range(draws)]
    for name, planted in (("own", law.own), ("pull", law.pull), ("total", law.total)):
        every = [getattr(fit, name) for fit in fits]
        inside = [one.low <= planted <= one.high for one in every]
        mean = float(np.mean([one.estimate for one in every]))
        rows.append([f"over time, {name}", f"{planted:g}", f"{mean:.4g}", _percent(inside)])
    x, y = np.random.default_rng(0).uniform(0, 10_000, (2, 800))
    graph = near_graph(x, y, 600)
    drawn = [fit_contagion(graph, draw_contagion(graph, 0.02, 0.4, 12, seed), 12) for seed in range(draws)]
    for name, planted in (("own", 0.02), ("pull", 0.4)):
        every = [getattr(fit, name) for fit in drawn]
        inside = [one.low <= planted <= one.high for one in every]
        mean = float(np.mean([one.estimate for one in every]))
        rows.append([f"between 800 places, {name}", f"{planted:g}", f"{mean:.4g}", _percent(inside)])
    told = near_graph(x[:600], y[:600], 700, 0.6)
    weights = [
        fit_influence(told, spread(told, draw_thresholds(600, seed), np.arange(0, 600, 12))).weight
        for seed in range(draws)
    ]
    inside = [one.low <= 0.6 <= one.high for one in weights]
    mean = float(np.mean([one.estimate for one in weights]))
    rows.append(["between 600 places, weight of neighbours", "0.6", f"{mean:.4g}", _percent(inside)])
    return rows


def run(setting: Setting) -> list[Table]:
    """Coverage of intervals, false alarms of earlier trends, power two ways, and figures of uptakes."""
    draws, few = (20, 5) if setting.smoke else (1000, 200)
    setting.tell("experiments: effects planted and looked for")
    covered = [_row(case, draws) for case in CASES]
    covered += [
        _synthetic(*case, draws) for case in ((10, 24, 18, 0.1), (20, 30, 20, 0.1), (8, 48, 36, 0.1), (20, 36, 30, 0.3))
    ]
    return [
        Table(
            "Intervals of an effect of 1",
            "95 % intervals, ± a Monte-Carlo error; noise 0.3. The same on a busy machine.",
            ("method", "situation", "draws", "hold the effect, %", "median width"), covered,
        ),
        Table(
            "Groups blamed for an earlier trend that is not there", "Level 5 %.", ("situation", "draws", "blamed, %"),
            _trends(draws),
        ),
        Table(
            "Power of the smallest effect seen 80 times out of 100", "Closed form against drawn experiments.",
            ("design", "units", "closed form, %", "drawn, %"), _powers(200 if setting.smoke else 20_000),
        ),
        Table(
            "Planted figures of uptakes", "Means of fits, and how often their 95 % intervals hold what was planted.",
            ("figure", "planted", "mean found", "hold it, %"), _uptakes(few),
        ),
    ]  # fmt: skip
