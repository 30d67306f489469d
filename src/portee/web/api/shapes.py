"""What questions of the API have in common: positions, times of day, days, the language of words."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from portee.core.errors import OutsideNetworkError
from portee.web.site import Site

__all__ = ["Clock", "Days", "Language", "Latitude", "Longitude", "inside"]

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["05:30"])]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Days: TypeAlias = Literal["mon-fri", "mon-sat", "every", "weekend"]
Language: TypeAlias = Literal["fr", "en"]


def inside(site: Site, lat: float, lon: float) -> None:
    """Raises OutsideNetworkError when a position lies outside the network."""
    west, south, east, north = site.world.network.bounds
    if not (south <= lat <= north and west <= lon <= east):
        raise OutsideNetworkError(
            "The position is outside the network.",
            mend=f"Give latitudes {south:.4f} to {north:.4f} and longitudes {west:.4f} to {east:.4f}.",
        )
