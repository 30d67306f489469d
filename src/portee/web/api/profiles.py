"""The kinds of residents that questions may be about: GET /api/v1/profiles."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from portee.people.library import shipped_profiles

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["diagnose"])


@router.get("/profiles")
def profiles() -> dict[str, Any]:
    """Id and words of each kind of resident that comes with Portée."""
    return {
        "profiles": [
            {"id": profile.id, "title": profile.title.model_dump(), "note": profile.note and profile.note.model_dump()}
            for profile in shipped_profiles()
        ]
    }
