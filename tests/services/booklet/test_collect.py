from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.services.booklet import Classroom, Facts, collect
from portee.services.booklet.asked import figures_of
from portee.services.explorer import Explorer, targets_of
from portee.territory.places import Places
from tests.services.booklet.conftest import SEED


def test_places_differ_and_more_time_never_gives_less(facts: Facts) -> None:
    assert len({spot.name for spot in facts.spots}) == len(facts.spots) >= 2
    for spot in facts.spots:
        assert (np.diff(spot.busy) >= 0).all()
        assert (np.diff(spot.early) >= 0).all()
        assert spot.busy[-1] <= facts.total
    assert facts.at(facts.least) <= facts.at(facts.best)


def test_more_money_never_gives_less_and_a_shock_never_gives_more(facts: Facts) -> None:
    assert facts.residents
    for who in facts.residents:
        found = [who.by_budget[eur] for eur in sorted(who.by_budget)]
        assert found == sorted(found)
    assert facts.shocks
    for shock in facts.shocks:
        assert all(after <= before for after, before in zip(shock.reached, facts.usual, strict=True))


def test_every_figure_is_the_answer_to_its_question(room: Classroom, facts: Facts) -> None:
    asked = [one for one in figures_of(facts) if not one.step]
    assert len({one.id for one in figures_of(facts)}) == len(list(figures_of(facts)))
    for one in asked:
        assert room.explorer.answer(one.question).kinds[facts.kind].reached == one.value, one.id


def test_the_drill_replays_from_its_seed(room: Classroom, facts: Facts) -> None:
    again = collect(room, seed=SEED)
    assert [shock.step for shock in again.shocks] == [shock.step for shock in facts.shocks]
    assert [shock.reached for shock in again.shocks] == [shock.reached for shock in facts.shocks]
    other = collect(room, seed=SEED + 1)
    assert [shock.step for shock in other.shocks] != [shock.step for shock in facts.shocks]


def test_nothing_within_reach_is_told(room: Classroom) -> None:
    nowhere = Places(np.array(["far"], object), np.array([0.0]), np.array([0.0]))
    targets = targets_of(room.world.network, {"jobs": (nowhere, "@count")}, most_points=200)
    empty = Explorer(room.world, room.explorer.offers, targets, room.explorer.profiles)
    with pytest.raises(ParameterError, match="Nothing of 'jobs'"):
        collect(replace(room, explorer=empty))
