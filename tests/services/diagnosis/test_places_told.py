from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.places_told import names_of, places_told
from portee.territory.places import Places
from tests.reports.samples import SCRIPT
from tests.services.diagnosis.village import Village


def named(diagnosis: Diagnosis, **columns: list[str | None]) -> Diagnosis:
    work = diagnosis.work
    attributes = pl.DataFrame({name: pl.Series(values, dtype=pl.String) for name, values in columns.items()})
    return replace(diagnosis, work=Places(work.ids, work.lon, work.lat, attributes, None, work.provenance))


def test_all_places_within_reach_nearest_first(village: Village) -> None:
    found = village.diagnosis
    told = places_told(found)
    assert {place.row for place in told} == set(np.flatnonzero(found.within.reach).tolist())
    totals = [place.best.out_min + place.best.back_min for place in told]
    assert totals == sorted(totals)
    assert places_told(found, 3) == told[:3]


def test_each_has_the_ways_that_no_other_beats(village: Village) -> None:
    found = village.diagnosis
    for place in places_told(found):
        assert len(place.options) == found.worth.unbeaten[:, place.row].sum() >= 1
        assert place.best.way == found.within.best()[place.row]
        assert [o.out_min + o.back_min for o in place.options] == sorted(o.out_min + o.back_min for o in place.options)
        for option in place.options:
            assert option.out_min * 60 == found.within.legs[option.way].out[place.row]
            assert option.eur_month == found.worth.eur[option.way, place.row]


def test_the_childcare_on_the_way_is_told(village: Village) -> None:
    ids = set(village.diagnosis.stops[0].places.ids.tolist())
    assert {place.stops[0] for place in places_told(village.diagnosis)} <= ids


def test_what_is_not_known_is_none(village: Village) -> None:
    found = village.diagnosis
    ways = tuple(replace(way, cost=replace(way.cost, known=False)) for way in found.within.ways)
    worth = replace(found.worth, kg=np.full_like(found.worth.kg, np.nan))
    told = places_told(replace(found, within=replace(found.within, ways=ways), worth=worth), 1)
    assert told[0].best.eur_month is None
    assert told[0].best.kg_co2_month is None


def test_names(village: Village) -> None:
    found = village.diagnosis
    assert names_of(found)[0] == SCRIPT
    n = len(found.work)
    ids = [str(id) for id in found.work.ids]
    assert names_of(named(found, other=["x"] * n)) == ids
    assert names_of(named(found, NOM=[" Usine ", "", None, *(["y"] * (n - 3))]))[:3] == ["Usine", ids[1], ids[2]]


def test_places_of_one_name_are_told_apart_by_their_ids(village: Village) -> None:
    found = named(village.diagnosis, name=["Usine"] * len(village.diagnosis.work))
    told = places_told(found, 3)
    assert [place.name for place in told] == [f"Usine ({place.id})" for place in told]
    assert places_told(found, 1)[0].name == "Usine"


def test_nothing_within_reach(village: Village) -> None:
    found = village.diagnosis
    none = np.zeros_like(found.within.affordable)
    assert places_told(replace(found, within=replace(found.within, affordable=none))) == ()
