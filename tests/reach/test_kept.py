"""What is made once."""

from __future__ import annotations

from portee.reach.kept import Kept


def test_a_thing_is_made_the_first_time_it_is_asked_for() -> None:
    kept, made = Kept(), []

    def make() -> list[int]:
        made.append(1)
        return made

    owner = object()
    first = kept.once(("a", id(owner)), make, owner)
    assert kept.once(("a", id(owner)), make, owner) is first
    assert len(made) == 1
    kept.once("b", make)
    assert len(made) == 2


def test_nothing_is_something_that_was_made() -> None:
    kept = Kept()
    assert kept.once("none", lambda: None) is None
    assert kept.once("none", lambda: 1) is None
