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
from portee.services.experiment.adoption import fit_uptake, plan_seeds
from portee.services.experiment.effect import experiment_effect
from portee.services.experiment.plan import plan_experiment
from portee.services.hub_accounts import hub_accounts, write_hub_accounts
from portee.services.hubs.compare_api import hub_compare
from portee.services.hubs.compare_write import write_hub_comparison
from portee.services.hubs.design_api import hub_design
from portee.services.hubs.design_write import write_hub_design
from portee.services.hubs.simulate import hub_simulation
from portee.services.hubs.simulated_files import write_hub_simulation
from portee.services.hubs_api import hub_sites, third_places
from portee.services.logistics.api import goods_design, goods_rounds, goods_shares
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
    "experiment_effect",
    "fit_uptake",
    "goods_design",
    "goods_rounds",
    "goods_shares",
    "hub_accounts",
    "hub_compare",
    "hub_design",
    "hub_simulation",
    "hub_sites",
    "isochrones",
    "modal_shares",
    "open_world",
    "plan_experiment",
    "plan_seeds",
    "profile_access",
    "third_places",
    "travel_time_matrix",
    "travel_times",
    "trip",
    "vacancy",
    "write_hub_accounts",
    "write_hub_comparison",
    "write_hub_design",
    "write_hub_simulation",
    "write_travel_time_matrix",
]

__version__: str
