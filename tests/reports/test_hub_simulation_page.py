"""The page of a simulated hub: everything it is given, escaped, in tables with heads."""

from __future__ import annotations

import pytest

from portee.core.declared import Words
from portee.hubs.simulation.given import Arrivals, Fleet, Law, Relocation, Simulated, Span, Station
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import ServiceResult, result_of
from portee.reports.hub_simulation_page import group_cells, group_heads, simulation_page, station_heads, station_rows
from tests.hubs.simulation.services import queue

SPAN = Span(28, 1)


@pytest.fixture(scope="module")
def result() -> ServiceResult:
    service = queue(2, 1.0, Law(1.0), group="<all>")
    return result_of(service, SPAN, replicate(service, SPAN, seed=1, replications=3))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_tells_all_and_escapes_it(result: ServiceResult, lang: str) -> None:
    figures = [{"parameter": "p", "title": Words(fr="P", en="P"), "value": 5.0, "unit": "min", "source": "<s>",
                "checked": False}]  # fmt: skip
    page = simulation_page(
        "<Hub>", [result], {"cars": Words(fr="Voitures", en="Cars")}, {}, ["5 & 6"], ["note"], figures,
        b'<?xml version="1.0"?>\n<svg width="1"></svg>', lang,
    )  # fmt: skip
    for told in (
        "&lt;Hub&gt;",
        "&lt;all&gt;",
        "5 &amp; 6",
        "<li>note</li>",
        "&lt;s&gt;",
        'role="img"',
        f'lang="{lang}"',
    ):
        assert told in page
    assert "<all>" not in page
    assert page.count("<table>") == 3


def test_cells_follow_heads(result: ServiceResult) -> None:
    causes = ["no_vehicle"]
    cells = group_cells(result.groups[0], {"<all>": Words(fr="Tous", en="All")}, causes, "fr")
    assert len(cells) == len(group_heads(causes, "fr"))
    assert cells[0] == "Tous"
    assert cells[2].replace(",", ".") == f"{100 * result.groups[0].served.mean:.1f}"
    assert group_cells(result.everyone, {}, causes, "en")[0] == "everyone"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_stations_have_a_table_of_their_own_and_moves_are_told(lang: str) -> None:
    week = tuple([0.5] * 168)
    service = Simulated(
        "bikes", (Station("<up>", (3,)), Station("down", (2,))), (Fleet("bike"),),
        (Arrivals("all", "<up>", week, Law(1.0), to="down"), Arrivals("all", "down", week, Law(1.0))),
        relocation=Relocation((3, 2), below=1),
    )  # fmt: skip
    found = result_of(service, SPAN, replicate(service, SPAN, seed=1, replications=2))
    rows = station_rows(found, ["no_vehicle"], lang)
    assert [row[:2] for row in rows] == [["<up>", "3"], ["down", "2"]]
    assert {len(row) for row in rows} == {len(station_heads(["no_vehicle"], lang))}
    assert found.moves_day.mean > 0
    page = simulation_page("Hub", [found], {"bikes": Words(fr="V", en="B")}, {}, [], [], [], b"<svg></svg>", lang)
    assert page.count("<table>") == 3, "groups, stations, use"
    assert "&lt;up&gt;" in page
    assert {"fr": "véhicules déplacés par jour", "en": "vehicles moved a day"}[lang] in page
