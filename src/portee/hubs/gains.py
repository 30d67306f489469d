"""What residents come to once a hub stands somewhere: what they reach today, and what they reach by way of the hub.

A hub gives a vehicle, such as a bicycle. The way is: to the hub, take the vehicle, ride to the place. One table of
rides from all candidates serves all residents, so that no candidate needs searches of its own.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["reached_by_hub"]

Int = npt.NDArray[np.int32]
Float = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]


def reached_by_hub(to_hub_s: Int, onward_s: Int, worth: Float, within_s: int, today: Bool | None = None) -> Float:
    """Worth of opportunities that each row comes to with each candidate opened alone.

    Args:
        to_hub_s: int32 (n, m), seconds from each row to each candidate, the time to take the vehicle included; larger
            than `within_s` where never reached.
        onward_s: int32 (m, k), seconds from each candidate to each opportunity by the vehicle; likewise.
        worth: float64 (k,), zero or more. within_s: for the way as a whole.
        today: bool (n, k), what each row reaches without any hub, which it keeps; None: not counted.

    Returns:
        float64 (n, m).
    """
    rows, candidates = to_hub_s.shape
    already = np.zeros(rows) if today is None else today @ worth
    found = np.repeat(already[:, None], candidates, axis=1)
    for place in range(candidates):
        near = np.flatnonzero(to_hub_s[:, place] <= within_s)
        inside = np.flatnonzero(onward_s[place] <= within_s)
        if not len(near) or not len(inside):
            continue
        order = inside[np.argsort(onward_s[place, inside], kind="stable")]
        left = within_s - to_hub_s[near, place]
        counts = np.searchsorted(onward_s[place, order], left, side="right")
        if today is None:
            sums = np.concatenate([[0.0], np.cumsum(worth[order])])
            found[near, place] += sums[counts]
            continue
        order = order[: counts.max(initial=0)]
        new = np.where(today[np.ix_(near, order)], 0.0, worth[order][None, :])
        sums = np.concatenate([np.zeros((len(near), 1)), np.cumsum(new, axis=1)], axis=1)
        found[near, place] += sums[np.arange(len(near)), counts]
    return found
