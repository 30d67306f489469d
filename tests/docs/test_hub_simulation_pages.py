"""The pages on simulated hubs: the same blocks in both languages, code that runs, figures that the example gives."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

import portee
from portee.hubs.plan.services import Service
from portee.hubs.plan.stations import Moving, StationPlan
from portee.services.hubs.demand_file import NEEDED
from portee.services.hubs.simulated_tables import groups_table, services_table
from tests.docs.test_pages import DOCS, fences
from tests.hubs.plan.hubs import WORDS, own

PAGES = [DOCS / lang / "how-to" / "hub-simulate.md" for lang in ("fr", "en")]


def test_both_languages_show_the_same_code_and_it_runs() -> None:
    french, english = map(fences, PAGES)
    assert french == english
    ((_, code),) = [fence for fence in french if fence[0] == "python"]
    made: dict[str, Any] = {}
    exec(compile(code, "page", "exec"), made)  # noqa: S102 - our own page
    groups = made["found"].results[0].groups
    assert [group.group for group in groups] == ["habitants", "artisans"]
    assert 0.4 < groups[0].served.mean < groups[1].served.mean <= 1


def test_stations_of_the_pages_are_those_of_a_service() -> None:
    ((_, text),) = [fence for fence in fences(PAGES[0]) if fence[0] == "yaml"]
    thing = {"title": WORDS, "count": 10, "how": "new", "price": own(1.0), "vehicle": True}
    service = Service.model_validate({"id": "velos", "title": WORDS, "things": [thing], **yaml.safe_load(text)})
    assert [station.id for station in service.stations] == ["haut", "bas"]
    assert service.relocation is not None
    for page in PAGES:
        told = page.read_text(encoding="utf-8")
        assert all(f"`{name}`" in told for name in (*StationPlan.model_fields, *Moving.model_fields) if name != "id")


@pytest.mark.slow
def test_what_the_pages_say_of_the_example_holds() -> None:
    found = portee.hub_simulation("fabriques", size_to=0.95)
    cars, sized = found.results[0], found.sized[0]
    assert (cars.vehicles, sized.vehicles) == (4, 5)
    assert round(100 * cars.everyone.served.mean) == 96
    shares = {group.group: group.served.mean for group in cars.groups}
    assert min(shares, key=lambda name: shares[name]) == "artisans"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_names_of_columns_are_those_of_the_tables(page: Any) -> None:
    text = page.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in NEEDED)
    found = portee.hub_simulation("fabriques", days=7, replications=2)
    columns = {*groups_table(found).columns, *services_table(found).columns}
    named = set(re.findall(r"`(\w+_share\w*|lost_\w+)`", text))
    assert named
    assert all(name in columns or f"{name}_share" in columns for name in named)
