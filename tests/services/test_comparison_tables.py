"""Tables of a comparison: what is in them is what was computed, and no small count is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.services.comparison_tables import figure_table, group_tables, loser_table, modification_table, winner_table
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.comparisons import Told, told


@pytest.fixture(scope="module")
def strike(xs_world: World, xs_territory: SyntheticTerritory) -> Told:
    """A day without service: many lose; every third cell has 5 residents, and there are three groups."""
    labels = ["north", "south", "south", "tiny"] + ["north", "south"] * 300
    people = [5.0 if k % 3 == 0 else 20.0 + k for k in range(604)]
    people[3] = 4.0
    count = len(told(xs_world, xs_territory, "  []\n").found.origins)
    return told(xs_world, xs_territory, "  - {type: cancel}\n", people=people[:count], labels=labels)


def test_figures_of_everybody(strike: Told) -> None:
    part = figure_table(strike.found, strike.changes, "residents", "en")
    assert [row[0] for row in part.rows] == ["Jobs within 10 min", "Jobs within 20 min"]
    every = [change for change in strike.changes if change.group == "all"]
    for row, change in zip(part.rows, every, strict=True):
        assert row[1] == "0"
        assert row[2] == f"{change.lose:,.0f}"
        assert change.loss is not None
        assert row[5] in (f"\u2212{100 * change.loss:.1f}%", "0.0%")


def test_groups_without_the_smallest(strike: Told) -> None:
    first, second = group_tables(strike.found, strike.changes, "residents", "en")
    assert (first.id, second.id) == ("by-group-1", "by-group-2")
    assert [row[0] for row in first.rows] == ["all", "north", "south"]
    assert first.after.startswith("1 group is not shown")
    texts = [row[1] for row in first.rows]
    assert texts.count("not shown") == 1, "else the four residents could be worked out"
    all_of_them = next(group_tables(strike.found, strike.changes, "origins", "en"))
    assert [row[0] for row in all_of_them.rows] == ["all", "north", "south", "tiny"]


def test_without_groups_there_is_no_table_of_them(strike: Told) -> None:
    every = [change for change in strike.changes if change.group == "all"]
    assert list(group_tables(strike.found, every, "residents", "fr")) == []


def test_the_places_that_lose_most(strike: Told) -> None:
    found, people = strike.found, strike.found.people("people")
    change = found.change[:, 0]
    part = loser_table(found, people, "residents", "en")
    assert part is not None
    seen = np.flatnonzero((change < 0) & (people >= 11))
    assert len(part.rows) == min(10, len(seen))
    losses = [float(str(row[4]).replace("\u2212", "-").replace(",", "")) for row in part.rows]
    assert losses == sorted(losses)
    assert losses[0] == pytest.approx(change[seen].min(), abs=0.5)
    assert all(float(str(row[1])) >= 11 for row in part.rows)
    small = int(((change < 0) & (people < 11)).sum())
    assert small > 0
    assert f"{small} place" in part.after
    assert all("<script" in str(row[0]) for row in part.rows), "the name, which is only a name"


def test_the_places_that_win_most_are_told_as_those_that_lose(strike: Told) -> None:
    turned = replace(strike.found, base=strike.found.scenario, scenario=strike.found.base)
    people = turned.people("people")
    won, lost = winner_table(turned, people, "residents", "en"), loser_table(strike.found, people, "residents", "en")
    assert won is not None
    assert lost is not None
    assert [row[:2] for row in won.rows] == [row[:2] for row in lost.rows]
    assert [row[2:4] for row in won.rows] == [row[3:1:-1] for row in lost.rows]
    assert all(str(row[4]).startswith("+") for row in won.rows)
    assert "gain" in won.after
    assert winner_table(strike.found, people, "residents", "en") is None
    assert winner_table(turned, turned.people(None), "origins", "en") is None


def test_places_are_not_shown_where_residents_are_not_known_or_nobody_loses(strike: Told) -> None:
    part = loser_table(strike.found, strike.found.people(None), "origins", "en")
    assert part is not None
    assert (part.rows, part.lead[:10]) == ((), "Places are")
    still = replace(strike.found, scenario=strike.found.base)
    assert loser_table(still, still.people("people"), "residents", "en") is None


def test_what_is_modified(strike: Told) -> None:
    part = modification_table(strike.found, strike.scenario, "en")
    assert part.rows == (("Service cancelled", "–", "always"),)
    from portee.scenarios.scenario import parse_scenario

    many = "".join(f"  - {{type: remove_line, line: '{k}', from: 2090-01-01}}\n" for k in range(45))
    long = modification_table(
        strike.found, parse_scenario(f"name: x\ndescription: Pourquoi\nmodifications:\n{many}"), "fr"
    )
    assert (len(long.rows), long.lead, long.after, long.paper) == (
        40, "Pourquoi", "… et 5 autres.", "… et 37 autres."
    )  # fmt: skip
    assert "sans effet le jour étudié" in str(long.rows[0][2])
    none = parse_scenario("name: x\nmodifications: []\n")
    assert modification_table(strike.found, none, "fr").lead == "Ce scénario ne modifie rien."
