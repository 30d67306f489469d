"""Portée: who can really reach work, training, childcare and services, from open data.

The names below are loaded when they are first used, so that `import portee` costs nothing; `__init__.pyi` tells type
checkers what they are.
"""

from __future__ import annotations

from typing import Any

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

__version__ = "0.1.0"

_WHERE = {
    "Places": "portee.territory.places",
    "PorteeError": "portee.core.errors",
    "Reach": "portee.reach.reach",
    "Travel": "portee.reach.options",
    "Window": "portee.reach.options",
    "World": "portee.world",
    "diagnose": "portee.services.people_api",
    "hub_sites": "portee.services.hubs_api",
    "third_places": "portee.services.hubs_api",
    "goods_design": "portee.services.logistics.api",
    "goods_rounds": "portee.services.logistics.api",
    "goods_shares": "portee.services.logistics.api",
    "modal_shares": "portee.services.modal_api",
    "experiment_effect": "portee.services.experiment.effect",
    "fit_uptake": "portee.services.experiment.adoption",
    "hub_accounts": "portee.services.hub_accounts",
    "hub_compare": "portee.services.hubs.compare_api",
    "hub_design": "portee.services.hubs.design_api",
    "write_hub_design": "portee.services.hubs.design_write",
    "write_hub_comparison": "portee.services.hubs.compare_write",
    "write_hub_accounts": "portee.services.hub_accounts",
    "hub_simulation": "portee.services.hubs.simulate",
    "write_hub_simulation": "portee.services.hubs.simulated_files",
    "plan_experiment": "portee.services.experiment.plan",
    "plan_seeds": "portee.services.experiment.adoption",
    "profile_access": "portee.services.people_api",
    "vacancy": "portee.services.people_api",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'portee' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_WHERE.get(name, "portee.services.api")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
