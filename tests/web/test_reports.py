from __future__ import annotations

import pytest

from portee.web.forms import Typed
from portee.web.reports import chosen_kind, kind_options, new_code, place_asked, plain_text, text_asked, zone_options
from portee.web.site import Site


def test_a_text_is_one_line_without_signs_that_cannot_be_seen() -> None:
    assert plain_text(" Un\r\n\u202etrou\x00  là ") == "Un trou là"


@pytest.mark.parametrize(
    ("text", "problem"),
    [("Un trou", None), ("", "report-text-wrong"), ("x" * 11, "report-text-wrong"), ("a@b", "pains-telling")],
)
def test_a_text_that_cannot_be_kept_is_told(text: str, problem: str | None) -> None:
    form = Typed({})
    text_asked(form, text, 10)
    assert form.problems.get("text") == problem


def test_a_place_typed_goes_before_a_neighbourhood(site: Site) -> None:
    west, south, east, north = site.world.network.bounds
    (_, zone), *_ = zone_options(site, "fr")[1:]
    form = Typed({"place": f"{(south + north) / 2:.5f}, {(west + east) / 2:.5f}", "zone": zone})
    (found,) = place_asked(site, form)
    assert found.kind == "position"
    (named,) = place_asked(site, Typed({"zone": zone}))
    assert named.name == zone
    nowhere = Typed({})
    assert place_asked(site, nowhere) == ()
    assert nowhere.problems == {"place": "report-place-needed"}


def test_a_kind_is_one_of_the_list() -> None:
    assert kind_options("en", "pains-", ["dark"])[1] == ("dark", "Lack of light, feeling unsafe")
    form = Typed({"kind": "war"})
    assert chosen_kind(form, "kind", ["dark"]) == ""
    assert "kind" in form.problems


def test_codes_cannot_be_guessed() -> None:
    assert len({new_code() for _ in range(50)}) == 50
    assert len(new_code()) >= 40
