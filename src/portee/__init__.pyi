from portee.core.errors import PorteeError
from portee.reach.options import Travel, Window
from portee.reach.reach import Reach
from portee.services.api import (
    access,
    build,
    isochrones,
    open_world,
    travel_time_matrix,
    travel_times,
    trip,
    write_travel_time_matrix,
)
from portee.services.modal_api import modal_shares
from portee.services.people_api import diagnose, profile_access, vacancy
from portee.territory.places import Places
from portee.world import World

__all__ = [
    "Places",
    "PorteeError",
    "Reach",
    "Travel",
    "Window",
    "World",
    "access",
    "build",
    "diagnose",
    "isochrones",
    "modal_shares",
    "open_world",
    "profile_access",
    "travel_time_matrix",
    "travel_times",
    "trip",
    "vacancy",
    "write_travel_time_matrix",
]

__version__: str
