"""A shared vehicle, a carpool, a ride on demand, a loan or another service that does not exist yet."""

from __future__ import annotations

from typing import ClassVar, Literal

from portee.offers.services import Service
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.works import Works

__all__ = ["AddService"]


class AddService(Modification):
    """Add a service. service: as in a file of offers; one of the same id is exchanged."""

    touches: ClassVar[str] = "offers"

    type: Literal["add_service"]
    service: Service

    def apply(self, works: Works, tell: Tell) -> None:
        del tell
        offers = works.offers
        others = tuple(service for service in offers.services if service.id != self.service.id)
        works.offers = offers.replace(services=(*others, self.service))
