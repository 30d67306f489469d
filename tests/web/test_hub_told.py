from __future__ import annotations

import pytest

from portee.hubs.plan.checks import parse_hub
from portee.web.hub_form import example_text
from portee.web.hub_told import offers_told
from portee.web.wording import LANGUAGES, say, typeset


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["fabriques", "fabriques-bikes", "fabriques-cars"])
def test_each_service_is_told_with_its_things_hours_and_prices(id: str, lang: str) -> None:
    plan = parse_hub(example_text(id))
    told = offers_told(plan, lang)
    assert [one["title"] for one in told] == [typeset(lang, service.title.in_(lang)) for service in plan.services]
    for one, service in zip(told, plan.services, strict=True):
        assert len(one["prices"]) == len(service.tariffs)
        assert all(typeset(lang, thing.title.in_(lang)) in one["things"] for thing in service.things if thing.count)
        if service.opening in (None, "24/7"):
            assert one["hours"] == say(lang, "hub-always")


def test_a_price_by_steps_is_told_step_by_step() -> None:
    bikes = offers_told(parse_hub(example_text("fabriques-bikes")), "en")[0]
    assert bikes["prices"][0] == "Full tariff: €1 up to 1 h, €2.50 up to 4 h, €6 beyond 4 h"
