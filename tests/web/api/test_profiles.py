from __future__ import annotations

from fastapi.testclient import TestClient

from portee.people.library import shipped_profiles


def test_every_profile_is_listed_with_its_words(client: TestClient) -> None:
    told = client.get("/api/v1/profiles").json()["profiles"]
    assert [row["id"] for row in told] == [profile.id for profile in shipped_profiles()]
    assert all(row["title"]["fr"] and row["title"]["en"] for row in told)
