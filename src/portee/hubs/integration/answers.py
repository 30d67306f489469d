"""What only the people of a hub can tell for the integration ladder: yes, no, or not told."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portee.core.declared import Declared

__all__ = ["LadderAnswers"]


class LadderAnswers(Declared):
    """Answers of the part `ladder` of a hub's file; None is not told, and counts as not met.

    What the file or the network tells is not asked again. What a word means is told by the criterion of the same name
    (`portee.hubs.integration.criteria`).

    Attributes:
        walk_to_stop_m: metres on foot to the nearest stop, where no network tells. shops_near: shops, kiosks and the
            like beside the hub, as many as there are.
        one_booking, one_payment: only where the file does not tell channels and payments of each service.
        told_by: who answered, when, on what grounds.
    """

    walk_to_stop_m: Annotated[float, Field(ge=0, le=100_000)] | None = None
    shops_near: Annotated[int, Field(ge=0, le=1000)] | None = None
    legal_access: bool | None = None
    wayfinding: bool | None = None
    how_to_use: bool | None = None
    universal_place: bool | None = None
    seen_from_stop: bool | None = None
    conflicts_told: bool | None = None
    identity: bool | None = None
    conflict_free: bool | None = None
    place_making: bool | None = None
    one_information: bool | None = None
    plain_information: bool | None = None
    one_booking: bool | None = None
    one_payment: bool | None = None
    bundle: bool | None = None
    public_aims: bool | None = None
    consulted: bool | None = None
    heard: bool | None = None
    deliberated: bool | None = None
    vulnerable_present: bool | None = None
    knowledge_used: bool | None = None
    room_to_decide: bool | None = None
    lasting: bool | None = None
    on_their_own: bool | None = None
    told_by: str | None = None
