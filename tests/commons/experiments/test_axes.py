from __future__ import annotations

import math

import pytest

from portee.commons.experiments.axes import AXES, Axis, axes_of, plan_axes
from portee.commons.experiments.measured import measured_all
from portee.commons.experiments.measures import parse_measures
from portee.commons.experiments.protocol import Protocol
from portee.core.parameters import Figures, shipped_parameters
from tests.commons.experiments.protocols import measures, protocol, table


def figures(told: Protocol) -> Figures:
    return Figures(shipped_parameters(), told.registered)


def planned(told: Protocol, power: float = 0.9) -> dict[str, Axis]:
    return {axis.kind: axis for axis in plan_axes(told, {"h": power}, figures(told))}


def shown(told: Protocol, text: str) -> dict[str, Axis]:
    return {axis.kind: axis for axis in axes_of(measured_all(told, parse_measures(text, told)), figures(told))}


def test_a_sound_protocol_has_no_weakness() -> None:
    assert planned(protocol()) == {}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"2024-12-01": "2025-02-01"}, "registered-late"),
        ({"kind: service": "kind: licence"}, "lag-short"),
        ({"assignment: random": "assignment: chosen"}, "chosen"),
        ({"{unit: c}": "{unit: c, exposed: 0.2}"}, "contamination"),
        ({', approved_by: "Us"': ""}, "unapproved"),
    ],
)
def test_weaknesses_of_a_protocol(changes: dict[str, str], kind: str) -> None:
    assert list(planned(protocol(changes))) == [kind]


def test_a_licence_with_two_years_of_lag_is_sound() -> None:
    told = protocol({"kind: service": "kind: licence", "until: 2025-Q4": "until: 2028-Q4\nlag_months: 24"})
    assert planned(told) == {}


def test_too_small_a_sample_tells_what_would_do() -> None:
    axis = planned(protocol(), 0.3)["underpowered"]
    assert axis.values["power"] == 0.3
    assert float(axis.values["treated"]) > 2
    assert planned(protocol(), math.nan) == {}


def test_weaknesses_of_measures() -> None:
    found = shown(protocol(), table())
    assert found["few-clusters"].values["clusters"] == 4
    assert found["few-clusters"].values["p"] == pytest.approx(1 / 3, abs=0.34)
    assert "imbalance" not in found
    drifted = axes_of(measured_all(protocol(), measures(0.0, drift=3.0)), figures(protocol()))
    assert "diverged" in {axis.kind for axis in drifted}


def test_unlike_groups_are_told() -> None:
    text = table().replace("c,2024-Q1,1", "c,2024-Q1,9")
    assert float(shown(protocol(), text)["imbalance"].values["apart"]) < -0.25


def test_lost_units_are_told_by_group() -> None:
    told = protocol({"sample:": "missing: drop\nsample:"})
    text = "\n".join(row for row in table().splitlines() if not row.startswith("d,2025-Q3"))
    assert shown(told, text)["attrition"].values == {"treated": 0.0, "control": 0.5}


def test_a_single_period_before_is_told() -> None:
    assert "one-before" in shown(protocol({"from: 2024-Q1": "from: 2024-Q4"}), table())


def test_a_refusal_is_told() -> None:
    single = protocol({"{unit: a, from: 2025-Q1}, ": ""})
    assert shown(single, table())["refused"].values == {"why": "groups"}


def test_several_hypotheses_are_told() -> None:
    second = '  - {id: i, statement: {fr: "Plus.", en: "More."}, outcome: trips, says: changes, smallest: 2}\ngroups:'
    assert "several" in planned(protocol({"groups:": second}))


def test_kinds_are_listed_once() -> None:
    assert len(set(AXES)) == len(AXES)
