from portee.core.errors import PorteeError as PorteeError
from portee.reach.options import Travel as Travel
from portee.reach.options import Window as Window
from portee.reach.reach import Reach as Reach
from portee.services.api import access as access
from portee.services.api import build as build
from portee.services.api import isochrones as isochrones
from portee.services.api import open_world as open_world
from portee.services.api import travel_time_matrix as travel_time_matrix
from portee.services.api import travel_times as travel_times
from portee.services.api import trip as trip
from portee.services.api import write_travel_time_matrix as write_travel_time_matrix
from portee.territory.places import Places as Places
from portee.world import World as World

__version__: str
