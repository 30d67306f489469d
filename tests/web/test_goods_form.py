from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.plain_yaml import parse_yaml
from portee.services.gazetteer import Spot
from portee.services.jobs.goods import read_goods_text
from portee.services.logistics.declared import GoodsFile
from portee.web.forms import Typed
from portee.web.goods_form import answered, fields_of, shown_places, started, variant_of, with_orders
from portee.web.wording import LANGUAGES, say

AT = {"depot": Spot("d", "stop", 43.31, 5.37), "hub": Spot("h", "stop", 43.3, 5.36)}
DAY = date(2026, 9, 8)


def first(lang: str = "fr", /, **fields: str) -> tuple[str, GoodsFile]:
    text = started(Typed(fields), AT, DAY, "cells.csv", "residents", lang)
    plan, problems = read_goods_text(text)
    assert problems == ()
    assert plan is not None
    return text, plan


@given(st.integers(1, 2000), st.integers(1, 200), st.integers(1, 200), st.integers(100, 10_000))
def test_a_first_plan_is_one_that_can_be_read(parcels: int, bikes: int, vans: int, radius: int) -> None:
    _, plan = first(parcels=str(parcels), bikes=str(bikes), vans=str(vans), radius=str(radius), title="Noël: <b> #1")
    assert plan.drawn is not None
    assert (plan.drawn.total, plan.vehicles[1].count, plan.vans[0].count) == (parcels, bikes, vans)
    assert plan.depots[0].at == (5.37, 43.31)
    assert plan.title is not None
    assert plan.title.fr == "Noël: <b> #1"


def test_vehicles_have_names_in_the_language_of_the_page() -> None:
    names = {lang: [one.id for one in (*plan.vehicles, *plan.vans)] for lang in LANGUAGES for _, plan in [first(lang)]}
    assert names == {"fr": ["navette", "triporteurs", "fourgons"], "en": ["shuttle", "trikes", "vans"]}


def test_numbers_that_are_none_are_told() -> None:
    form = Typed({"parcels": "many", "bikes": "0"})
    assert started(form, AT, DAY, "cells.csv", "residents", "fr") == ""
    assert set(form.problems) == {"parcels", "bikes"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_answers_that_stand_as_they_were_shown_change_nothing(lang: str) -> None:
    text, plan = first()
    assert plan.title is not None
    commented = f"# a remark\n{text}"
    shown = {
        **shown_places(plan), **{one["name"]: one["count"] for one in fields_of(plan)}, "title": plan.title.in_(lang),
        "parcels": "120",
    }  # fmt: skip
    # Where the form shows them to a metre, the places of a file stay as exact as they were.
    assert answered(commented, plan, Typed(shown), AT, lang) == commented


def test_answers_change_what_they_say_and_no_more() -> None:
    text, plan = first()
    form = Typed({"vehicles-1": "7", "parcels": "60", "hub": "43.32, 5.38", "title": "Autre"})
    made = answered(text, plan, form, {"hub": Spot("x", "stop", 43.32, 5.38)}, "fr")
    before, after = parse_yaml(text, "a")[0], parse_yaml(made, "b")[0]
    assert after["vehicles"][1]["count"] == 7
    assert after["drawn"]["total"] == 60
    assert after["micro_hubs"][0]["at"] == [5.38, 43.32]
    assert after["title"] == {"fr": "Autre", "en": before["title"]["en"]}
    same = ("depots", "vans", "date", "seed", "assumptions")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_a_table_of_orders_takes_the_place_of_those_drawn() -> None:
    plan, problems = read_goods_text(with_orders(first()[0]))
    assert problems == ()
    assert plan is not None
    assert (plan.orders_file, plan.drawn, plan.orders) == ("orders.csv", None, ())


def test_a_variant_has_a_title_of_its_own() -> None:
    text, _ = first(title="Ici")
    plan, _ = read_goods_text(variant_of(text))
    assert plan is not None
    assert plan.title is not None
    assert plan.title.en == f"Ici ({say('en', 'hub-variant-word')})"
