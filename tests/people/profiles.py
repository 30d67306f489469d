"""Profiles for tests."""

from __future__ import annotations

from typing import Any

from portee.people.profile import Profile

OFFICE: dict[str, Any] = {"shifts": [{"days": "mon-fri", "start": "09:00", "end": "17:00"}]}


def profile(**changes: Any) -> Profile:
    """A kind of resident of whom little is known, with some fields told."""
    told: dict[str, Any] = {
        "id": "someone",
        "title": {"fr": "Une personne", "en": "Someone"},
        "as_of": "2026-11-01",
        "schedule": OFFICE,
    }
    return Profile.model_validate({**told, **changes})
