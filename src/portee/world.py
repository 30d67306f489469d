"""The World: a territory and the network people move through, immutable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from portee.network.network import Network
from portee.territory.territory import Territory

__all__ = ["World"]


@dataclass(frozen=True, eq=False)
class World:
    """What is where, and how one gets there. Variants are made with `replace`, never by change."""

    network: Network
    territory: Territory = field(default_factory=lambda: Territory(None, {}))

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """A world around a stored network. Raises NetworkError."""
        return cls(Network.open(folder))

    def replace(self, **changes: Any) -> World:
        """The same world with some parts exchanged; the others are shared."""
        return replace(self, **changes)
