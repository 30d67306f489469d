from __future__ import annotations

from datetime import UTC, datetime

from portee.store.incidents import Incident
from portee.store.moderating import PublicState
from portee.web.commons.shelves import shelf_of
from portee.web.rules import charter_of, placed_of, rule_features, rules_cited
from portee.web.site import Site, clock_of
from tests.web.rules_site import RULE, lay_rule, middle


def test_the_charter_tells_state_consent_and_place(shared: Site) -> None:
    lay_rule(shared, starts="22:00", ends="06:00", days=["monday"], since="2026-01-01")
    reading = shelf_of(shared).reading()
    first, other = charter_of(reading, "en")
    assert (first.id, first.number, first.state, first.version) == (RULE, 1, "in-force", 1)
    (name,) = first.agrees
    assert "egie" in name.lower().replace("é", "e")
    assert (
        first.where == "Forbidden: leaving a vehicle · e-scooter · Monday · from 22:00 to 06:00 · since 1 January 2026"
    )
    assert other.where == ""
    (feature,) = rule_features([first, other])["features"]
    assert feature["properties"]["number"] == 1
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 5
    assert placed_of(shared, reading) is placed_of(shared, reading)


def test_an_incident_cites_the_rule_of_its_place_and_hour(shared: Site) -> None:
    lay_rule(shared, starts="08:00", ends="12:00")
    lon, lat = middle(shared)

    def told(id: str, hour: int, vehicle: str) -> Incident:
        moment = datetime(2026, 3, 9, tzinfo=UTC)
        return Incident(
            id, lat, lon, "left-across", vehicle, "2026-03-09", hour, "x", "fr", PublicState.shown, None, moment, None
        )

    incidents = [told("a", 8, "scooter"), told("b", 13, "scooter"), told("c", 8, "car")]
    found = rules_cited(shared, incidents, "fr")
    assert found == {"a": ((RULE, "Place libre"),), "b": (), "c": ()}


def test_a_site_without_a_commons_cites_none(private: Site) -> None:
    assert rules_cited(private, [], "fr") == {}
    assert clock_of(private).key
