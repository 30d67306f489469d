"""The page on offers: its example is read and answers a question, and it forgets nothing that a file may say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from portee.core.declared import parse_declared
from portee.offers.aids import aids_for
from portee.offers.catalogue import OffersFile
from portee.offers.conditions import Condition
from portee.offers.ride_prices import RidePrice
from portee.offers.services import Service
from portee.offers.tariffs import Opening
from portee.people.facts import FACTS
from portee.people.library import find_profile
from portee.services.diagnose import diagnose
from portee.services.gather import gather
from portee.services.offers import read_offers, shipped_offers
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.docs.test_pages import DOCS, fences

PAGES = [DOCS / lang / "how-to" / "offers.md" for lang in ("fr", "en")]
KINDS = sorted(get_args(shape.model_fields["kind"].annotation)[0] for shape in get_args(get_args(Service)[0]))


def _blocks(page: Path) -> list[str]:
    return [text for language, text in fences(page) if language == "yaml"]


def _first_cells(page: Path) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_both_languages_show_the_same_files() -> None:
    french, english = map(_blocks, PAGES)
    assert french == english
    assert len(french) == 5


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offers") / "offres.yaml"
    path.write_text(_blocks(PAGES[0])[0], encoding="utf-8")
    return path


def test_the_example_is_read(example: Path) -> None:
    found = read_offers(example)
    assert [tariff.id for tariff in found.tariffs] == ["ticket", "month", "month.solidarity"]
    assert [service.id for service in found.services] == ["bike-kitchen", "town-bikes", "night-ride", "line-1"]
    assert found.aids[-1].id == "town.licence"
    assert found.parameters["energy.petrol"].values[0].value == 1.79
    assert found.work_parking_eur_month == 0
    facts: dict[str, Any] = {"status": "jobseeker", "licence_b": False, "age": 30.0}
    answers = {answer.aid.id: answer.verdict for answer in aids_for(found.aids, facts, date(2026, 9, 8))}
    assert answers["town.licence"] == "yes"


def test_the_example_answers_a_question(example: Path, xs_world: World, xs_territory: SyntheticTerritory) -> None:
    home = Places(np.array(["home"], dtype=object), np.array([4.998]), np.array([43.1]))
    jobs = gather(xs_territory.jobs, xs_world.network, weights=["jobs"])
    offered = read_offers(example, xs_world.network)
    found = diagnose(xs_world, find_profile("night-cleaner"), home, jobs, offers=offered, day=date(2026, 9, 8))
    assert 0 < found.reached <= found.total
    ways = {way.id: way for way in found.case.ways}
    assert {"transit:month", "line-1", "night-ride", "bike-kitchen", "town-bikes"} <= set(ways)
    # She neither cycles nor has the right to the solidarity pass; who has it rides for less.
    assert not ways["bike-kitchen"].usable
    assert ways["transit:month"].usable
    entitled = find_profile("no-smartphone-no-card")
    other = diagnose(xs_world, entitled, home, jobs, offers=offered, day=date(2026, 9, 8))
    used = {way.id for way in other.case.ways if way.usable}
    assert "transit:month.solidarity" in used
    assert "town-bikes" not in used


def test_the_short_examples_are_right() -> None:
    _, opens, tolls, price, gbfs = _blocks(PAGES[0])
    tariff = "tariffs: [{id: t, title: {fr: t, en: t}, kind: month, price_eur: 1, %s}]"
    parsed = parse_declared(tariff % opens.strip(), OffersFile)
    assert parsed.tariffs[0].opens == Opening(
        agencies=("RTM (Marseille)", "RTM"), routes=("M1", "M2"), stops=("zone-1-a", "zone-1-b")
    )
    (toll,) = parse_declared(tolls, OffersFile).tolls
    shipped = {toll.id: toll for toll in shipped_offers("marseille").tolls}
    assert (toll.streets, toll.eur) == (shipped[toll.id].streets, shipped[toll.id].eur)
    shape = parse_declared(price.removeprefix("price: ").strip(), RidePrice)
    # 1 to unlock, then 2 for each half hour begun after the first: 61 minutes are two of them.
    from portee.offers.pricing import price_eur

    assert float(price_eur(shape.plan("p"), 61, 0)) == 5
    feeds = parse_declared(gbfs, OffersFile).gbfs
    assert [feed.path for feed in feeds if not isinstance(feed, str)] == ["velos", "trottinettes.zip"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_every_key_kind_and_fact_is_told(page: Path) -> None:
    told = _first_cells(page)
    assert set(OffersFile.model_fields) <= told
    assert set(KINDS) <= told
    assert set(FACTS) <= told
    text = page.read_text(encoding="utf-8")
    for name, field in Condition.model_fields.items():
        if name != "fact":
            assert f"`{field.alias or name}`" in text, name
