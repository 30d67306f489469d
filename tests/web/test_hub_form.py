from __future__ import annotations

import pytest

from portee.hubs.plan.checks import parse_hub, shipped_hubs
from portee.services.gazetteer import Spot
from portee.web.forms import Typed
from portee.web.hub_form import answered, changed_answers, example_text, fields_of, shown_place, variant_of


def everything(text: str) -> dict[str, str]:
    return {field["name"]: "1" for field in fields_of(parse_hub(text), "fr")}


@pytest.mark.parametrize("id", shipped_hubs())
def test_no_answer_changes_nothing(id: str) -> None:
    text = example_text(id)
    form = Typed(everything(text))
    assert parse_hub(answered(text, form, (), "fr")) == parse_hub(text)
    assert form.problems == {}


def test_answers_change_what_they_name() -> None:
    text = example_text("fabriques")
    form = Typed({**everything(text), "title": "Ici", "years": "3", "count-0-0": "9", "price-0": "200"})
    before, after = parse_hub(text), parse_hub(answered(text, form, (Spot("x", "", 43.2, 5.4),), "fr"))
    assert after.place is not None
    assert (after.title.fr, after.title.en, after.years) == ("Ici", before.title.en, 3)
    assert (after.place.lat, after.place.lon) == (43.2, 5.4)
    assert after.services[0].things[0].count == 9
    assert after.services[0].tariffs[0].prices[0].per_km == 2 * before.services[0].tariffs[0].prices[0].per_km
    assert after.services[1:] == before.services[1:]


def test_a_wrong_number_is_told() -> None:
    text = example_text("fabriques")
    form = Typed({**everything(text), "count-0-0": "many", "years": "99"})
    answered(text, form, (), "fr")
    assert form.problems == {"count-0-0": "form-number", "years": "form-range"}


def test_a_variant_is_the_same_hub_of_another_name() -> None:
    text = example_text("fabriques")
    first, second = parse_hub(text), parse_hub(variant_of(text, {"fr": "variante", "en": "variant"}))
    assert second.id == "fabriques-2"
    assert second.title.en.endswith("(variant)")
    assert second.model_copy(update={"id": first.id, "title": first.title}) == first


@pytest.mark.parametrize("id", shipped_hubs())
def test_answers_that_stand_as_they_were_shown_leave_the_file_as_it_is(id: str) -> None:
    text = example_text(id)
    plan = parse_hub(text)
    form = Typed({
        **everything(text), "title": plan.title.fr, "place": shown_place(plan), "years": str(plan.years),
        "contribution": str(int(plan.contribution)),
    })  # fmt: skip
    changed = changed_answers(plan, form, "fr")
    assert not changed.text("place")
    assert answered(text, changed, (), "fr") == text
    assert changed_answers(plan, Typed({"place": "43.1, 5.2"}), "fr").text("place") == "43.1, 5.2"
