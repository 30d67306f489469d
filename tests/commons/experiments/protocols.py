"""A small protocol and its measures, to change in tests."""

from __future__ import annotations

from collections.abc import Mapping

from portee.commons.experiments.measures import Measures, parse_measures
from portee.commons.experiments.protocol import Protocol
from portee.core.declared import parse_declared

TEXT = """\
id: test
title: {fr: "Essai", en: "Trial"}
registered: 2024-12-01
measure: {fr: "Une aide.", en: "An aid."}
kind: service
assignment: random
period: quarter
baseline: {from: 2024-Q1, to: 2024-Q4}
until: 2025-Q4
outcomes:
  trips: {title: {fr: "Trajets", en: "Trips"}, unit: {fr: "par jour", en: "per day"}, spread: 1}
hypotheses:
  - {id: h, statement: {fr: "Plus.", en: "More."}, outcome: trips, says: rises, smallest: 1}
groups:
  treated: [{unit: a, from: 2025-Q1}, {unit: b, from: 2025-Q1}]
  control: [{unit: c}, {unit: d}]
sample: {level: 0.05}
ethics: {consent: {fr: "Oui", en: "Yes"}, data: {fr: "Non", en: "No"}, harm: {fr: "Non", en: "No"}, approved_by: "Us"}
stop_rules:
  - {when: {fr: "Si", en: "If"}, then: {fr: "Fin", en: "End"}, outcome: trips, above: 5}
"""

LABELS = [f"{year}-Q{k}" for year in (2024, 2025) for k in (1, 2, 3, 4)]


def protocol(changes: Mapping[str, str] | None = None, more: str = "") -> Protocol:
    """The protocol with parts of its text replaced, and more lines."""
    text = TEXT
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    return parse_declared(text + more, Protocol, "p.yaml")


def table(effect: float = 2.0, *, drift: float = 0.0) -> str:
    """Measures of the four units, an effect on a and b from 2025 on, and a drift of theirs all along."""
    rows = ["unit,period,trips"]
    for place, unit in enumerate("abcd"):
        for k, label in enumerate(LABELS):
            value = 10 + 3 * (place % 2) + 0.1 * ((7 * place + 3 * k) % 5)
            value += (effect * (k >= 4) + drift * k) * (unit in "ab")
            rows.append(f"{unit},{label},{value:.3f}")
    return "\n".join(rows) + "\n"


def measures(effect: float = 2.0, *, asked: Protocol | None = None, drift: float = 0.0) -> Measures:
    """The table, read."""
    return parse_measures(table(effect, drift=drift), asked or protocol(), "m.csv")
