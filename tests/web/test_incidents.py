from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portee.store.incidents import Incident
from portee.store.moderating import PublicState
from portee.web.incidents import KINDS_OF_INCIDENT, VEHICLES, has_plate, incident_features
from portee.web.wording import LANGUAGES, say

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La voiture AB-123-CD bloque", True), ("ab 123 cd", True), ("123 ABC 13", True),
        ("Ligne 12, quai B", False), ("À 8 h 30 le 49", False), ("Il y en a 123", False),
    ],
)  # fmt: skip
def test_number_plates_are_found(text: str, found: bool) -> None:
    assert has_plate(text) is found


def test_features_tell_the_day_and_nothing_of_who_sent_it() -> None:
    one = Incident(
        "x", 43.3, 5.37, "danger", "", date(2026, 3, 9).isoformat(), 8, "Un trou", "fr", PublicState.shown, None, NOON,
        NOON,
    )  # fmt: skip
    (feature,) = incident_features([one])["features"]
    assert feature["geometry"]["coordinates"] == [5.37, 43.3]
    assert feature["properties"] == {
        "kind": "danger", "vehicle": None, "day": "2026-03-09", "hour": 8, "text": "Un trou", "language": "fr",
        "settled": "2026-03-10",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_and_vehicle_has_its_words(lang: str) -> None:
    assert all(say(lang, f"incident-{kind}") for kind in KINDS_OF_INCIDENT)
    assert all(say(lang, f"vehicle-{vehicle}") for vehicle in VEHICLES)
