from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.core.errors import ManyProblems, OutsideNetworkError, ParameterError, SourceError
from portee.services.hubs.design_asked import DesignAsked, resolved
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.hubs.demand.towns import service
from tests.services.hubs.designs import WHO, asked_of, hub_of


def test_everything_is_read_once_and_checked(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    to = asked_of(xs_world, xs_territory)
    assert to.kinds == ("jobs",)
    assert [profile.id for profile in to.residents.profiles] == list(WHO)
    assert to.residents.additive
    assert to.hub.ids.tolist() == ["village"]
    places = resolved(
        xs_world, hub_of(xs_territory), xs_territory.cells, [xs_territory.jobs], ["@count"], profiles=WHO,
        asked=DesignAsked(jobs="@count"),
    )  # fmt: skip
    assert places.kinds == (places.asked.jobs,) == ("count",), "places that nothing counts draw people to work too"


def test_all_problems_are_told_together(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    hub = hub_of(xs_territory, service("repair"), place=None)
    with pytest.raises(ManyProblems) as raised:
        resolved(
            xs_world, hub, tmp_path / "none.csv", [xs_territory.jobs], ["jobs"], profiles=["nobody"],
            offers="nowhere", asked=DesignAsked(jobs="shops", assume={"hope": 1.0}),
        )  # fmt: skip
    told = str(raised.value)
    for part in (
        "not said where the hub stands", "No service of the hub", "no profile 'nobody'", "none.csv", "'shops'",
        "No offers named 'nowhere'", "no assumption 'hope'",
    ):  # fmt: skip
        assert part in told, part


def test_a_single_problem_is_told_alone(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    far = hub_of(xs_territory, place={"lon": 5.0, "lat": 60.0})
    with pytest.raises(OutsideNetworkError, match="outside the network"):
        asked_of(xs_world, xs_territory, far)
    with pytest.raises(SourceError):
        asked_of(xs_world, xs_territory, tmp_path / "missing.yaml")
    with pytest.raises(ParameterError, match="how many people of each kind"):
        resolved(xs_world, hub_of(xs_territory), xs_territory.jobs, [xs_territory.jobs], ["jobs"], profiles=WHO)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"draws": -1}, "draws are impossible"), ({"within_min": 0.0}, "minutes are impossible"),
        ({"assume": {"nest": float("nan")}}, "cannot be nan"), ({"transit_eur": 1e9}, r"1e\+09 EUR are impossible"),
        ({"car_eur_km": -0.1}, r"--car-eur-km.* 0 to 1,000 EUR"), ({"parking_eur": float("nan")}, "nan EUR"),
    ],
)  # fmt: skip
def test_impossible_wishes_are_refused(options: dict[str, object], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        replace(DesignAsked(), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "assume",
    [{"considers": 1.2}, {"nest": 0.0}, {"walk_weight": -1.0}, {"uses_month.e_bike": 0.0}, {"new_share": -0.1}],
)
def test_impossible_assumptions_are_refused(
    xs_world: World, xs_territory: SyntheticTerritory, assume: dict[str, float]
) -> None:
    with pytest.raises(ParameterError, match="cannot be"):
        asked_of(xs_world, xs_territory, assume=assume)
