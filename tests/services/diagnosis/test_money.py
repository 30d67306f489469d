from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.parameters import Figures, Parameters, shipped_parameters
from portee.services.diagnosis.money import gain_of
from tests.people.profiles import profile
from tests.services.diagnosis.village import DAY, Village


def test_the_gain_written_out(village: Village) -> None:
    found = village.diagnosis
    way = found.within.best()
    gain = gain_of(found, way)
    assert gain.care
    place = int(np.flatnonzero((way >= 0) & np.isfinite(found.wages))[0])
    legs = found.within.legs[way[place]]
    # 5 days of 11 hours in 47 weeks: 215.42 hours of work and 19.58 days a month; both legs are minutes in care beside.
    work, days = 5 * 11 * 47 / 12, 5 * 47 / 12
    hours = work + days * (int(legs.out[place]) + int(legs.back[place])) / 60 / 60
    # One child: the rate of the national scale on an income of 700 EUR, raised to the floor where it is below it.
    figures = found.case.situation.figures
    rate = next(row["share"] for row in figures.rows("childcare.creche.effort_rate") if row["children"] == 1)
    hour = max(700.0, figures.number("childcare.creche.income_floor")) * rate
    commute = float(found.within.eur[way[place], place])
    # The unemployment allowance of 700 EUR stops.
    assert gain.eur_month[place] == pytest.approx(1400 - 700 - commute - hours * hour, abs=1e-6)


def test_it_is_known_only_where_a_wage_and_a_way_are(village: Village) -> None:
    found = village.diagnosis
    way = found.within.best()
    known = np.isfinite(gain_of(found, way).eur_month)
    assert np.array_equal(known, (way >= 0) & np.isfinite(found.wages))


def test_without_childcare_on_the_way_it_costs_nothing(village: Village) -> None:
    alone = replace(village.diagnosis, profile=profile(income=[{"source": "rsa", "eur_month": 600}]))
    way = alone.within.best()
    gain = gain_of(alone, way)
    assert not gain.care
    place = int(np.flatnonzero(np.isfinite(gain.eur_month))[0])
    # Benefits do not stop here: their change is told as not computed.
    assert gain.eur_month[place] == 1400 - alone.within.eur[way[place], place]


def test_what_is_not_known_stays_unknown(village: Village) -> None:
    found = village.diagnosis
    nothing_told = replace(found, profile=profile())
    assert np.isnan(gain_of(nothing_told, nothing_told.within.best()).eur_month).all()
    kept = {name: p for name, p in shipped_parameters().items() if not name.startswith("childcare.")}
    poor = replace(
        found,
        case=found.case.replace(situation=replace(found.case.situation, figures=Figures(Parameters(kept), DAY))),
    )
    assert np.isnan(gain_of(poor, poor.within.best()).eur_month).all()


def test_a_missing_price_is_no_price(village: Village) -> None:
    found = village.diagnosis
    ways = tuple(replace(way, cost=replace(way.cost, known=False)) for way in found.within.ways)
    free = replace(found, within=replace(found.within, ways=ways))
    assert np.isnan(gain_of(free, free.within.best()).eur_month).all()


def test_the_income_of_another_adult_that_is_not_known(village: Village) -> None:
    found = village.diagnosis
    two = found.profile.replace(household={"adults": 2, "children": [{"age": 2, "care": "childcare"}]})
    unknown = replace(found, profile=two)
    assert np.isnan(gain_of(unknown, unknown.within.best()).eur_month).all()
