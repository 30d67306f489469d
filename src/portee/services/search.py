"""One way to ask for a reach, on this machine or on a cluster."""

from __future__ import annotations

from dataclasses import replace

from portee.core.errors import ParameterError
from portee.network.snapping import count_moved
from portee.reach.cluster import ReachRequest, cluster_reach
from portee.reach.reach import Reach, first_streets
from portee.reach.streetwise import attached_places
from portee.services.describe import suggested_date, thin_service
from portee.world import World

__all__ = ["prepare", "require_window"]


def prepare(world: World, request: ReachRequest, *, threads: int | None = None, scheduler: str | None = None) -> Reach:
    """A reach, not yet computed: by threads of this machine, or by the workers of a scheduler.

    It carries a note when far fewer trips run on the date than on other dates of its kind, and when places were moved
    from streets connected to nothing to the main network.

    Raises:
        ParameterError: a scheduler for a network in memory; and as `portee.reach.reach` and `cluster_reach`.
    """
    require_window(world, request)
    reach = _ask(world, request, threads, scheduler)
    reach = replace(reach, notes=(*reach.notes, *_moved(world, request)))
    window = request.window
    thin = thin_service(world.network, window.day) if window and request.travel.mode == "transit" else None
    if window is None or thin is None:
        return reach
    trips, most = thin
    warning = (
        f"Only {trips:,} trips run on {window.day.isoformat()}, against {most:,} on the busiest day of its kind: "
        "some lines may be missing on this date."
    )
    return replace(reach, notes=(*reach.notes, warning))


def _moved(world: World, request: ReachRequest) -> list[str]:
    """A note for each side of which some places stand nearer to streets that are connected to nothing."""
    network, travel = world.network, request.travel
    leaving, arriving = first_streets(travel, travel.access_mode), first_streets(travel, travel.egress_mode)
    notes = []
    for places, mode, role in ((request.origins, leaving, "origins"), (request.destinations, arriving, "destinations")):
        snapped = attached_places(network, places, mode)
        count = count_moved(network.streets, network.modes[mode].graph, snapped, places.lon, places.lat)
        if count:
            notes.append(
                f"{count:,} of {len(places):,} {role} stand nearer to streets that are connected to nothing; "
                "they enter the main network."
            )
    return notes


def _ask(world: World, request: ReachRequest, threads: int | None, scheduler: str | None) -> Reach:
    if scheduler is None:
        return request.over(world, threads)
    if world.network.folder is None:
        raise ParameterError(
            "A cluster needs a network on shared storage.", mend="Build one with portee.build and open it."
        )
    return cluster_reach(world.network.folder, request, scheduler)


def require_window(world: World, request: ReachRequest) -> None:
    """Raise ParameterError when public transport is asked without a time, naming a date that has service."""
    if request.travel.mode != "transit" or request.window is not None:
        return
    day = suggested_date(world.network)
    example = f"--date {day.isoformat()} --depart 07:30" if day else "--date YYYY-MM-DD --depart 07:30"
    raise ParameterError("Public transport needs a date and a time.", mend=f"Give them, for instance {example}.")
