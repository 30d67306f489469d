from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from portee.hubs.plan.services import Service, Thing
from tests.hubs.plan.hubs import WORDS, own


def service(**parts: Any) -> Service:
    return Service.model_validate({"id": "cars", "title": WORDS, **parts})


def test_consumption_goes_with_the_price_of_energy() -> None:
    with pytest.raises(ValidationError):
        Thing.model_validate({"title": WORDS, "count": 1, "how": "new", "price": own(1), "per_100km": own(17)})


def test_a_service_of_which_little_is_told_is_always_open_and_of_no_kind() -> None:
    found = service()
    assert (found.kind, found.open_hours, found.opening, found.asks) == ("other", 168.0, None, ())


def test_hours_follow_from_the_opening_and_may_not_contradict_it() -> None:
    found = service(opening="Mo-Fr 08:00-19:00; Sa 09:00-13:00")
    assert found.open_hours == 59
    assert Service.model_validate(found.model_dump()) == found
    with pytest.raises(ValidationError, match="59 hours a week, 'open_hours' 40"):
        service(opening="Mo-Fr 08:00-19:00; Sa 09:00-13:00", open_hours=40)


@pytest.mark.parametrize("opening", ["when it suits", "", " ", "24/7 " * 500])
def test_hours_that_are_no_hours_are_refused(opening: str) -> None:
    with pytest.raises(ValidationError, match="tells no opening hours"):
        service(opening=opening)


def test_words_outside_the_lists_are_refused() -> None:
    for name, wrong in (("kind", "rocket"), ("channels", ["pigeon"]), ("payments", ["gold"]), ("asks", ["faith"])):
        with pytest.raises(ValidationError):
            service(**{name: wrong})
