from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.services.vacancies.who import profiles_told
from tests.services.vacancies.village import Village


def test_one_row_for_each_kind_of_resident(town: Village) -> None:
    told = profiles_told(town.mix, "fr")
    assert {one.id for one in told} == {profile.id for profile in town.mix.residents.profiles}
    reached = [one.reached.central for one in told]
    assert reached == sorted(reached, reverse=True)
    assert sum(reached) == pytest.approx(town.mix.reached.central)
    assert sum(one.people.central for one in told) == pytest.approx(town.mix.total.central)
    for one in told:
        assert one.reached.low <= one.reached.central <= one.reached.high
        assert 0 <= one.share <= 1
        assert (one.minutes is None) == (one.reached.central == 0)
        if one.eur_month is not None:
            assert one.left_eur_month == pytest.approx(1500 - one.eur_month)


def test_the_way_that_most_people_take(town: Village) -> None:
    found = town.mix
    row = next(p for p, part in enumerate(found.candidates) if part.profile.id == "reference-employee-car")
    people = found.residents.people[row]
    ways = found.candidates[row].ways
    walk, car = (next(w for w, way in enumerate(ways) if way.kind == kind) for kind in ("walk", "car"))
    # The busiest cell is one place, but more people than the two emptiest.
    order = np.argsort(people)
    chosen = np.full(len(people), -1)
    chosen[order[-1]] = car
    chosen[order[:2]] = walk
    part = replace(found.candidates[row], way=chosen, affordable=chosen >= 0)
    candidates = tuple(part if p == row else other for p, other in enumerate(found.candidates))
    (told,) = (t for t in profiles_told(replace(found, candidates=candidates), "en") if t.id == part.profile.id)
    assert (told.way, told.way_words) == (ways[car].id, "by car")


def test_nobody_has_neither_time_nor_price(town: Village) -> None:
    count = len(town.mix.residents.homes)
    none = tuple(
        replace(
            part, affordable=np.zeros(count, np.bool_), way=np.full(count, -1), minutes=np.full(count, np.nan),
            eur=np.full(count, np.nan),
        )
        for part in town.mix.candidates
    )  # fmt: skip
    for one in profiles_told(replace(town.mix, candidates=none), "fr"):
        assert (one.minutes, one.eur_month, one.left_eur_month, one.way, one.way_words) == (None, None, None, "", "")
        assert (one.share, one.reached.central) == (0, 0)
