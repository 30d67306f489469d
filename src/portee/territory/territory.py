"""Who lives where and what is where."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portee.territory.places import Places

__all__ = ["Territory"]


@dataclass(frozen=True, eq=False)
class Territory:
    """Zones with their residents, and opportunities by kind.

    Attributes:
        zones: where people live, with residents and households as attributes; None when not known.
        opportunities: what they want to reach, by kind, such as "jobs" or "childcare".
    """

    zones: Places | None = None
    opportunities: Mapping[str, Places] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A copy in name order: later changes of the caller's dict do not reach in, and results list kinds alike.
        ordered = {kind: self.opportunities[kind] for kind in sorted(self.opportunities)}
        object.__setattr__(self, "opportunities", ordered)

    def replace(self, **changes: Any) -> Territory:
        """A new territory with the named attributes changed; the rest is shared, and this one stays as it is."""
        return dataclasses.replace(self, **changes)
