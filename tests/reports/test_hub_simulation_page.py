"""The page of a simulated hub: everything it is given, escaped, in tables with heads."""

from __future__ import annotations

import pytest

from portee.core.declared import Words
from portee.hubs.simulation.given import Law, Span
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import ServiceResult, result_of
from portee.reports.hub_simulation_page import group_cells, group_heads, simulation_page
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
