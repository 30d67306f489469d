"""A territory is changed by making another."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from portee.territory.places import Places
from portee.territory.territory import Territory


def one(name: str) -> Places:
    return Places(np.array([name], dtype=object), np.array([5.0]), np.array([43.0]))


def test_replace_leaves_the_base_as_it_was() -> None:
    base = Territory(zones=one("z"), opportunities={"jobs": one("j")})
    other = base.replace(zones=None)
    assert other.zones is None
    assert base.zones is not None
    assert other.opportunities["jobs"] is base.opportunities["jobs"]


def test_later_changes_of_the_given_dict_do_not_reach_in() -> None:
    given = {"jobs": one("j"), "childcare": one("c")}
    territory = Territory(opportunities=given)
    given["health"] = one("h")
    assert list(territory.opportunities) == ["childcare", "jobs"]


def test_attributes_cannot_be_set() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Territory().zones = one("z")  # type: ignore[misc]
