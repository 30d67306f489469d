"""What every modification is: a type, dates between which it holds, and what it does to a world."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Protocol

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.scenarios.works import Works

__all__ = ["Modification", "Tell"]


class Tell(Protocol):
    """How a modification tells a problem: the field, what is wrong, and how to mend it."""

    def __call__(self, field: str, what: str, mend: str) -> None: ...


class Modification(Declared):
    """One change of a world.

    Attributes:
        from_: (written `from`) first day on which it holds. until: last one. None of either: always.
        note: why, for readers of the file.
        touches: what it changes: "network", "offers" or "places".
    """

    touches: ClassVar[str] = "network"

    from_: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Modification:
        if self.from_ and self.until and self.until < self.from_:
            raise Wrong(f"It ends on {self.until} before it begins on {self.from_}.", "Correct 'from' or 'until'.")
        return self

    def holds_on(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def apply(self, works: Works, tell: Tell) -> None:
        """Change the works; what cannot be done is told, and then the works are thrown away."""
        raise NotImplementedError
