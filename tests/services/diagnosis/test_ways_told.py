from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from portee.core.declared import Words
from portee.offers.cost import FREE, UNKNOWN, MonthlyCost
from portee.offers.services import Service
from portee.people.profile import VehicleKind
from portee.services.diagnosis.ways_told import WAY_KINDS, price_words, way_words, ways_told
from tests.services.diagnosis.village import Village


@pytest.mark.parametrize(
    ("cost", "french", "english"),
    [
        (FREE, "gratuit", "free"),
        (UNKNOWN, "prix inconnu", "price unknown"),
        (MonthlyCost(per_trip_eur=1.5, capped=((2.0, 40.0),)), "3,50\u00a0€ par trajet", "€3.50 a trip"),
        (MonthlyCost(fixed_eur=68), "68\u00a0€", "€68"),
        (MonthlyCost(per_trip_eur=1.5), "1,50\u00a0€ par trajet", "€1.50 a trip"),
        (
            MonthlyCost(fixed_eur=30, per_km_eur=0.15, per_minute_eur=0.05),
            "30\u00a0€ + 0,15\u00a0€ par km + 0,050\u00a0€ par minute",
            "€30 + €0.15 a km + €0.050 a minute",
        ),
    ],
)
def test_prices_as_they_are_made_up(cost: MonthlyCost, french: str, english: str) -> None:
    assert price_words(cost, "fr") == french
    assert price_words(cost, "en") == english


def test_every_kind_of_way_has_words() -> None:
    services = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Service)[0])}
    assert {"walk", "transit", "bike_and_ride", "docked_and_ride", *services, *get_args(VehicleKind)} == set(WAY_KINDS)


def test_how_one_goes(village: Village) -> None:
    walk = village.diagnosis.within.ways[0]
    assert way_words(walk, "fr") == "à pied"
    assert way_words(walk, "fr", wheelchair=True) == "en fauteuil roulant"
    ride = replace(walk, id="transit:month", kind="transit", title=Words(fr="Abonnement", en="Pass"))
    assert way_words(ride, "fr") == "en transports en commun (Abonnement)"
    assert way_words(ride, "en") == "by public transport (Pass)"
    plain = replace(ride, id="transit", title=Words(fr="en transports en commun", en="by public transport"))
    assert way_words(plain, "fr") == "en transports en commun"
    assert way_words(replace(walk, kind="balloon", title=Words(fr="Montgolfière", en="Balloon")), "fr") == (
        "balloon (Montgolfière)"
    )


def by_id(village: Village, lang: str = "fr", **changes: Any) -> dict[str, Any]:
    return {way.id: way for way in ways_told(replace(village.diagnosis, **changes), lang)}


def test_for_whom_and_at_what_price(village: Village) -> None:
    told = by_id(village)
    assert (told["walk"].price, told["walk"].who, told["walk"].usable) == ("gratuit", "oui", True)
    # Half of a pass of 50 EUR is paid by the employer.
    assert told["transit:month"].price == "25\u00a0€"
    assert not told["e-bike"].usable
    assert told["e-bike"].who == "il faut rouler à vélo ou en trottinette"


def test_what_each_way_brings_within_reach(village: Village) -> None:
    found = village.diagnosis
    told = ways_told(found, "en")
    rows = {way.id: w for w, way in enumerate(found.within.ways)}
    for way in told:
        expected = found.weights[found.within.affordable[rows[way.id]]].sum() if way.usable else 0
        assert way.reached == expected
    usable = [way.usable for way in told]
    assert usable == sorted(usable, reverse=True)


def test_a_price_that_differs_by_place_and_what_owning_costs(village: Village) -> None:
    found = village.diagnosis
    eur = found.within.eur.copy()
    possible = found.within.possible[0]
    eur[0, possible] = [3.0 + k for k in range(int(possible.sum()))]
    owned = replace(found.within.ways[0], cost=MonthlyCost(full_fixed_eur=112))
    ways = (owned, *found.within.ways[1:])
    within = replace(found.within, ways=ways, eur=eur)
    told = by_id(village, within=within, case=found.case.replace(ways=ways))
    most = 2 + int(possible.sum())
    assert told["walk"].price == (
        f"de 3\u00a0€ à {most}\u00a0€, et 112\u00a0€ pour posséder le véhicule, que vous alliez au travail ou non"
    )


def test_a_price_that_is_not_known_is_told_so(village: Village) -> None:
    found = village.diagnosis
    ways = tuple(replace(way, cost=replace(way.cost, known=False)) for way in found.case.ways)
    assert by_id(village, case=found.case.replace(ways=ways))["walk"].price == "prix inconnu"
