"""How often a vehicle, or a place to leave one, is found at a station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.offers.shared import Station

__all__ = ["Availability", "availability"]


@dataclass(frozen=True, eq=False)
class Availability:
    """Probabilities per station, m stations in order of first appearance.

    Attributes:
        stations: ids, shape (m,).
        vehicle: probability that at least one vehicle can be taken, shape (m,).
        place: probability that at least one vehicle can be brought back, shape (m,).
        seen: in how many snapshots the station told its state, shape (m,).
        snapshots: how many snapshots were given.
        notes: what a reader of these figures must know.
    """

    stations: tuple[str, ...]
    vehicle: npt.NDArray[np.float64]
    place: npt.NDArray[np.float64]
    seen: npt.NDArray[np.int64]
    snapshots: int
    notes: tuple[str, ...]


def availability(snapshots: Sequence[Sequence[Station]]) -> Availability:
    """Share of snapshots in which a station had a vehicle, and a free place, smoothed.

    With k hits in n snapshots the probability is (k + 1) / (n + 2): Laplace's rule of succession, the mean of what is
    believed after n observations when at first every probability was held equally likely (P.-S. de Laplace, Essai
    philosophique sur les probabilités, 1814). So no station is ever taken for certain, and one that never told its
    state gets one half. A vehicle counts where the station rents and tells of at least one; a free place where it takes
    vehicles back and tells of at least one dock, or of none because it has no limit. A snapshot in which a station does
    not appear or tells nothing is left out of its n.

    The figure is right for the hours the snapshots were taken at: those of one night say nothing of the morning.

    Args:
        snapshots: the stations of one system at several moments.

    Raises:
        ParameterError: there is no snapshot.
    """
    if not snapshots:
        raise ParameterError("There is no snapshot of the stations.", mend="Give at least one.")
    position: dict[str, int] = {}
    for snapshot in snapshots:
        for station in snapshot:
            position.setdefault(station.id, len(position))
    seen, vehicle, place = (np.zeros(len(position), np.int64) for _ in range(3))
    for snapshot in snapshots:
        # One state per station and snapshot, whatever the caller lists.
        for station in {station.id: station for station in snapshot}.values():
            if station.vehicles_available is None:
                continue
            row = position[station.id]
            seen[row] += 1
            vehicle[row] += station.rents and station.vehicles_available > 0
            place[row] += station.returns and station.docks_available != 0
    notes = []
    if len(snapshots) == 1:
        notes.append("Availability rests on one snapshot of the stations: it says little about other hours.")
    silent = int((seen == 0).sum())
    if silent:
        notes.append(f"{silent:,} stations never told their state: their availability is one half for want of data.")
    return Availability(
        tuple(position), (vehicle + 1) / (seen + 2), (place + 1) / (seen + 2), seen, len(snapshots), tuple(notes)
    )
