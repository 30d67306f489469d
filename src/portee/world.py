"""The World: a territory, the network people move through, and what they can use and pay for; immutable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from portee.network.network import Network
from portee.territory.territory import Territory

if TYPE_CHECKING:
    from portee.offers.catalogue import Offers

__all__ = ["World"]


@dataclass(frozen=True, eq=False)
class World:
    """What is where, how one gets there, and at which price. Variants are made with `replace`, never by change.

    offers: None where prices are not asked about.
    """

    network: Network
    territory: Territory = field(default_factory=lambda: Territory(None, {}))
    offers: Offers | None = None

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """A world around a stored network. Raises NetworkError."""
        return cls(Network.open(folder))

    def replace(self, **changes: Any) -> World:
        """The same world with some parts exchanged; the others are shared."""
        return replace(self, **changes)
