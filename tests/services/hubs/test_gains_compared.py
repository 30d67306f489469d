from __future__ import annotations

import re

import numpy as np
import pytest

from portee.reports.wording import figure as figure_text
from portee.services.hubs.compare import HubComparison, compare_designs
from portee.services.hubs.compare_sheet import compare_sheet
from portee.services.hubs.gains_compared import (
    LEAST_PEOPLE,
    gains_table,
    hubs_frame,
    worth_per_person,
    zone_map,
    zones_frame,
)
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.compared import compared
from tests.services.hubs.village_hubs import given_in, village_hub


@pytest.fixture(scope="module")
def village(xs_world: World, xs_territory: SyntheticTerritory) -> HubComparison:
    plans = [village_hub(xs_territory, id) for id in ("fabriques-bikes", "fabriques-cars")]
    return compare_designs(plans, given_in(xs_world, xs_territory))


def test_figures_of_demand_are_there_with_their_intervals(village: HubComparison) -> None:
    central, low, high = (village.figure(f"modelled_{name}").values for name in ("trips", "low", "high"))
    assert (central[0], low[0], high[0]) == (0, 0, 0)
    for k in (1, 2):
        assert 0 < (low[k] or 0) <= (high[k] or 0)
    assert all(0 <= (share or 0) <= 1 for share in village.figure("service_level").values[1:])
    for case in village.designs:
        assert case.designed is not None
        assert case.designed.cells["surplus_eur_month"].sum() == pytest.approx(
            case.designed.gains["surplus_eur_month"].sum()
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_tells_first_what_residents_would_want(village: HubComparison, lang: str) -> None:
    lead = compare_sheet(village, lang).lead
    wanted = next(figure for figure in village.figures if figure.name == "modelled_trips")
    unmet = next(figure for figure in village.figures if figure.name == "unmet_trips")
    sentences = [text for text in lead if {"fr": "d'après le modèle", "en": "by the model"}[lang] in text]
    assert len(sentences) == len(village.designs)
    for sentence, trips, left in zip(sentences, wanted.values[1:], unmet.values[1:], strict=True):
        assert trips is not None
        assert left is not None
        assert figure_text(trips, lang) in sentence
        enough = {"fr": "y suffisent", "en": "are enough"}[lang]
        assert (enough in sentence) == (round(left) == 0)
        assert "{" not in sentence


def test_gains_of_few_people_are_not_told(village: HubComparison) -> None:
    table = gains_table(village, "en")
    assert table is not None
    for profile, row in zip(village.designs[0].reach.profiles, table.rows, strict=True):
        few = max(case.reach.people.get(profile.id, 0.0) for case in village.designs) < LEAST_PEOPLE
        assert (str(row[1]) == "fewer than 11") == few
        assert all((str(cell) == "–") == few for cell in row[2:])
    assert gains_table(compared(), "en") is None


def test_who_has_no_card_gains_nothing_from_what_asks_for_one(village: HubComparison) -> None:
    bikes, cars = village.designs
    who = "no-smartphone-no-card"
    assert cars.reach.people[who] > 0
    assert worth_per_person(cars, who) == 0
    assert worth_per_person(bikes, who) > 0


def test_places_of_few_people_have_no_figures(village: HubComparison) -> None:
    zones = zones_frame(village)
    assert len(zones) == len(set(zones["cell"]))
    shown = zones["people"].notna()
    assert (zones.loc[shown, "people"] >= LEAST_PEOPLE).all()
    assert zones.loc[~shown, "surplus_fabriques-bikes"].isna().all()
    assert (zones.loc[shown, "surplus_fabriques-bikes"] >= 0).all()
    assert list(hubs_frame(village, "en")["id"]) == ["fabriques-bikes", "fabriques-cars"]


def test_the_map_has_every_place_that_may_be_shown_and_the_hub(village: HubComparison, xs_world: World) -> None:
    drawn = zone_map(village, xs_world.network, "en")
    assert drawn is not None
    zones = zones_frame(village)
    marks = 0
    for name in ("gain", "lose", "not"):
        path = re.search(rf'class="{name}" d="([^"]*)"', drawn.svg)
        marks += 0 if path is None else path[1].count("M")
    spots = {tuple(np.round([p.x, p.y], 5)) for p in zones.geometry[zones["people"].notna()]}
    assert 0 < marks <= len(spots)
    assert drawn.svg.count('class="home"') == 1
    assert "is worth more" in drawn.alt
    assert drawn.keys[-1] == ("work", "the hub")
    assert zone_map(compared(), xs_world.network, "en") is None
