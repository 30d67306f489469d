"""All kinds of modifications, told apart by their type."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portee.scenarios.kinds.add_aid import AddAid
from portee.scenarios.kinds.add_line import AddLine
from portee.scenarios.kinds.add_places import AddPlaces
from portee.scenarios.kinds.add_residents import AddResidents
from portee.scenarios.kinds.add_service import AddService
from portee.scenarios.kinds.add_stop import AddStop
from portee.scenarios.kinds.add_street import AddStreet
from portee.scenarios.kinds.cancel import Cancel
from portee.scenarios.kinds.close_stop import CloseStop
from portee.scenarios.kinds.close_streets import CloseStreets
from portee.scenarios.kinds.curfew import Curfew
from portee.scenarios.kinds.energy_price import EnergyPrice
from portee.scenarios.kinds.hazard import Hazard
from portee.scenarios.kinds.low_emission_zone import LowEmissionZones
from portee.scenarios.kinds.move_places import MovePlaces
from portee.scenarios.kinds.open_streets import OpenStreets
from portee.scenarios.kinds.pedestrianise import Pedestrianise
from portee.scenarios.kinds.remove_line import RemoveLine
from portee.scenarios.kinds.remove_offer import RemoveOffer
from portee.scenarios.kinds.remove_places import RemovePlaces
from portee.scenarios.kinds.reroute_line import RerouteLine
from portee.scenarios.kinds.service_hours import ServiceHours
from portee.scenarios.kinds.set_column import SetColumn
from portee.scenarios.kinds.set_fare import SetFare
from portee.scenarios.kinds.set_frequency import SetFrequency
from portee.scenarios.kinds.slow_streets import SlowStreets
from portee.scenarios.kinds.speed_line import SpeedLine
from portee.scenarios.kinds.thin_out import ThinOut

__all__ = ["AnyModification"]

AnyModification = Annotated[
    AddAid
    | AddLine
    | AddPlaces
    | AddResidents
    | AddService
    | AddStop
    | AddStreet
    | Cancel
    | CloseStop
    | CloseStreets
    | Curfew
    | EnergyPrice
    | Hazard
    | LowEmissionZones
    | MovePlaces
    | OpenStreets
    | Pedestrianise
    | RemoveLine
    | RemoveOffer
    | RemovePlaces
    | RerouteLine
    | ServiceHours
    | SetColumn
    | SetFare
    | SetFrequency
    | SlowStreets
    | SpeedLine
    | ThinOut,
    Field(discriminator="type"),
]
