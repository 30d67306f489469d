"""The public map of pains for programs: /api/v1/pains, as GeoJSON. No true place is in it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from portee.commons.anonymity import LEAST_PEOPLE
from portee.web.errors import Problem
from portee.web.pains import HIDING, KINDS_OF_PAIN, pain_features, shown_pains
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["reports"])


@router.get("/pains")
def pains(request: Request, kind: Annotated[str, Query(max_length=40)] = "") -> dict[str, Any]:
    """Where moving about hurts, as people said it and a moderator showed it, the newest first.

    A place is moved at random by `moved_m` metres, always the same way, and told only where enough people spoke in the
    same square; otherwise the geometry is null.
    """
    if kind and kind not in KINDS_OF_PAIN:
        raise Problem(422, "There is no such kind.", f"Kinds: {', '.join(KINDS_OF_PAIN)}.")
    privacy = {"least_people": LEAST_PEOPLE, "square_m": HIDING.square_m, "moved_m": [HIDING.least_m, HIDING.most_m]}
    return {**pain_features(shown_pains(site_of(request), kind or None)), "privacy": privacy}
