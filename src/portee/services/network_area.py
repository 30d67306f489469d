"""A place that lies outside the area of a network: told with how far, and whether its coordinates were swapped."""

from __future__ import annotations

from portee.core.errors import OutsideNetworkError, Where
from portee.network.network import Network

__all__ = ["outside_area"]


def outside_area(
    network: Network, lon: float, lat: float, *, what: str, where: Where, written: str = "[{lon:g}, {lat:g}]",
    beyond_m: float = 0.0,
) -> OutsideNetworkError | None:  # fmt: skip
    """What is wrong with a place outside the box around all streets of a network; None where nothing is.

    Args:
        lon, lat: degrees WGS 84. what: stands there, as the start of a sentence. where: it is written.
        written: how coordinates are written there, with {lon} and {lat}.
        beyond_m: metres outside of which nothing is said.
    """
    west, south, east, north = network.bounds
    if west <= lon <= east and south <= lat <= north:
        return None
    from pyproj import Geod

    nearest = (min(max(lon, west), east), min(max(lat, south), north))
    metres = Geod(ellps="WGS84").inv(lon, lat, *nearest)[2]
    if metres <= beyond_m:
        return None
    far = f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:,.0f} km"
    swapped = west <= lat <= east and south <= lon <= north
    return OutsideNetworkError(
        f"{what} at latitude {lat:g}, longitude {lon:g} lies {far} outside the network, which covers latitudes "
        f"{south:.4f} to {north:.4f} and longitudes {west:.4f} to {east:.4f}.", where=where,
        mend=f"Latitude and longitude look swapped: {written.format(lon=lat, lat=lon)} lies inside." if swapped
        else "Correct it, or give the network around it.",
    )  # fmt: skip
