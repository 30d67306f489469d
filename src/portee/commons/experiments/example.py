"""An example made by code: a shuttle tried in some neighbourhoods, with an effect known because it is planted."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from portee.commons.experiments.bass import Bass, draw_adoption
from portee.commons.experiments.periods import period_label, period_number

__all__ = ["Example", "Staging", "make_example"]

FIRST, BEFORE, AFTER = "2025-01", 12, 15
"""The first month, months before the first start, and months from it on."""

EFFECT, GROWTH = 0.04, 0.002
"""Planted rise of the share of people with a job within reach, three months after the start, and per month after."""

LAG = 3
LAW = Bass(0.03, 0.4, 600)
"""Law of the uptake of the shuttle's pass, per month."""

Staging = Literal["together", "staggered", "single"]
"""Which starts: all at once, at two dates, or of one neighbourhood alone."""


@dataclass(frozen=True)
class Example:
    """Texts of the files: protocol, measures, uptake, places. truth: mean planted effect after the lag."""

    protocol: str
    measures: str
    uptake: str
    places: str
    truth: float


def make_example(staging: Staging = "together", seed: int = 0) -> Example:
    """The files of an example. The same arguments give the same texts.

    Args:
        staging: "together", "staggered" for two starts, or "single" for one treated neighbourhood.
        seed: of the draws.
    """
    rng = np.random.default_rng(seed)
    treated = 1 if staging == "single" else 16
    late = BEFORE + 4 if staging == "staggered" else BEFORE
    starts = [BEFORE if k < (treated + 1) // 2 else late for k in range(treated)]
    names = [f"treated-{k + 1:02d}" for k in range(treated)] + [f"control-{k + 1:02d}" for k in range(24)]
    months, values, effects = _figures(rng, names, starts)
    labels = [period_label(period_number(FIRST, "month") + k, "month") for k in range(months)]
    rows = [
        [name, label, f"cluster-{place // 2 + 1:02d}" if treated > 1 else "", f"{values[place, k]:.4f}"]
        for place, name in enumerate(names)
        for k, label in enumerate(labels)
    ]
    uptake = [[label, str(count)] for label, count in zip(labels, draw_adoption(LAW, months, seed), strict=True)]
    return Example(
        _protocol(names, [labels[s] for s in starts], labels),
        _table(["unit", "period", "cluster", "reach"], rows),
        _table(["period", "adopters"], uptake),
        _places(rng),
        float(np.mean(effects)),
    )


def _figures(
    rng: np.random.Generator, names: Sequence[str], starts: Sequence[int]
) -> tuple[int, np.ndarray[tuple[int, int], np.dtype[np.float64]], list[float]]:
    """Months, the share of each neighbourhood in each of them, and the planted effects after the lag."""
    months = BEFORE + AFTER
    levels = rng.uniform(0.25, 0.4, (len(names), 1))
    season = 0.01 * np.sin(np.arange(months) * 2 * np.pi / 12) + 0.001 * np.arange(months)
    shared = rng.normal(0, 0.006, (len(names), months))[np.arange(len(names)) // 2]
    values = levels + season + shared + rng.normal(0, 0.012, (len(names), months))
    effects = []
    for place, start in enumerate(starts):
        for month in range(start + LAG, months):
            effects.append(EFFECT + GROWTH * (month - start - LAG))
            values[place, month] += effects[-1]
    return months, np.clip(values, 0, 1), effects


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([head, *rows])
    return stream.getvalue()


def _places(rng: np.random.Generator) -> str:
    """Sixty neighbourhoods around a made-up centre, with people."""
    rows = [
        [f"place-{k + 1:02d}", f"{5.38 + lon:.5f}", f"{43.32 + lat:.5f}", str(people)]
        for k, (lon, lat, people) in enumerate(
            zip(rng.normal(0, 0.03, 60), rng.normal(0, 0.02, 60), rng.integers(200, 3000, 60), strict=True)
        )
    ]
    return _table(["id", "lon", "lat", "residents"], rows)


def _protocol(names: Sequence[str], starts: Sequence[str], labels: Sequence[str]) -> str:
    treated = "\n".join(
        f"    - {{unit: {name}, from: {start}}}" for name, start in zip(names, starts, strict=False)
    )  # fmt: skip
    control = "\n".join(f"    - {{unit: {name}}}" for name in names[len(starts) :])
    return _TEXT.format(
        treated=treated, control=control, first=labels[0], last=labels[BEFORE - 1], until=labels[-1], lag=LAG
    )


_TEXT = """\
# An example made by code: no neighbourhood of this file exists.
id: dawn-shuttle
title: {{fr: "Une navette à l'aube", en: "A shuttle at dawn"}}
registered: 2025-11-20
measure:
  fr: "Une navette de 4 h 30 à 6 h 30, du quartier au pôle d'échanges."
  en: "A shuttle from 4:30 to 6:30, from the neighbourhood to the interchange."
kind: service
assignment: random
period: month
baseline: {{from: {first}, to: {last}}}
until: {until}
lag_months: {lag}
outcomes:
  reach:
    title: {{fr: "Habitants avec un emploi à portée à l'aube", en: "Residents with a job within reach at dawn"}}
    unit: {{fr: "part, de 0 à 1", en: "share, 0 to 1"}}
    kind: share
    baseline: 0.32
hypotheses:
  - id: rises
    statement:
      fr: "La navette augmente la part des habitants qui ont un emploi à portée."
      en: "The shuttle raises the share of residents with a job within reach."
    outcome: reach
    says: rises
    smallest: 0.03
groups:
  treated:
{treated}
  control:
{control}
sample:
  level: 0.05
  power: 0.8
  analysis: change
  persons_per_unit: 400
  correlation: 0.6
  icc: 0.012
  cluster_correlation: 0.9
ethics:
  consent: {{fr: "Enquête anonyme, accord de chaque personne.", en: "Anonymous survey, with each person's consent."}}
  data: {{fr: "Aucune donnée nominative n'est gardée.", en: "No data by name is kept."}}
  harm: {{fr: "Aucun service existant n'est retiré.", en: "No existing service is taken away."}}
  approved_by: "Comité d'éthique de l'exemple"
stop_rules:
  - when: {{fr: "La part baisse de plus de 2 points.", en: "The share falls by more than 2 points."}}
    then: {{fr: "La navette s'arrête, et les habitants sont réunis.", en: "The shuttle stops, and residents meet."}}
    outcome: reach
    below: -0.02
claims:
  - id: more-within-reach
    statement:
      fr: "La navette met un emploi à portée de plus d'habitants."
      en: "The shuttle puts a job within reach of more residents."
    hypothesis: rises
    says: rises
  - id: more-in-work
    statement:
      fr: "La navette augmente le nombre de personnes en emploi."
      en: "The shuttle raises the number of people in work."
licence: CC-BY-SA-4.0
"""
