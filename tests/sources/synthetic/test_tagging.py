from __future__ import annotations

import pytest

from portee.sources.synthetic.mesh import StreetLine
from portee.sources.synthetic.pieces import Piece
from portee.sources.synthetic.tagging import tags_of

DICE = [0.1, 0.1, 0.1, 0.1]


def tags(kind: str, style: str, *, climb: float = 0.0, oneway: bool = False, **own: str) -> dict[str, str]:
    piece = Piece(0, [1, 2], kind, style, 80.0, climb, oneway=oneway)
    return tags_of(piece, StreetLine(kind, style, "", [1, 2], own), "Rue du Four", DICE)


def test_roads_have_names_and_paths_have_none() -> None:
    assert tags("residential", "centre")["name"] == "Rue du Four"
    assert "name" not in tags("footway", "park")


@pytest.mark.parametrize(("climb", "incline"), [(0.2, "up"), (-0.2, "down")])
def test_steps_say_which_way_is_up(climb: float, incline: str) -> None:
    found = tags("steps", "hillside", climb=climb)
    assert found["incline"] == incline
    assert found["step_count"] == "100"


def test_what_the_line_says_goes_first() -> None:
    assert tags("motorway", "motorway", maxspeed="90")["maxspeed"] == "90"
    assert tags("residential", "crossing", maxspeed="10")["maxspeed"] == "10"
    assert tags("footway", "crossing", lit="no")["lit"] == "no"


def test_one_way_streets_say_so() -> None:
    assert tags("residential", "centre", oneway=True)["oneway"] == "yes"
    assert "oneway" not in tags("residential", "centre")


def test_wild_land_is_dark_and_unpaved() -> None:
    found = tags("track", "wild")
    assert found["lit"] == "no"
    assert found["surface"] in ("gravel", "dirt")
