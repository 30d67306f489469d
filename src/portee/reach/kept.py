"""What is made once and kept: parts that ways of commuting share, so that equal searches are seen to be equal."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Kept"]

Made = TypeVar("Made")


class Kept:
    """Remembers what is made for a key. Not to be filled by several threads at once."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._objects: list[object] = []

    def once(self, key: Hashable, make: Callable[[], Made], *objects: object) -> Made:
        """What is made for a key, made the first time it is asked for; `objects`: those whose ids are in the key."""
        if key not in self._made:
            self._made[key] = make()
            self._objects.extend(objects)  # ids in keys stay theirs
        found: Made = self._made[key]
        return found
