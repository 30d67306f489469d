"""How long work tells that it advances, without knowing who listens.

A caller passes a `Progress`; the engine calls `start`, `advance` and `done`. The command line shows a
bar, a service a stream of events, a test a list, and `Silent` nothing. Raising `Cancelled` from
`advance` stops the work; nothing half-written stays behind.
"""

from __future__ import annotations

from typing import Protocol

__all__ = ["Cancelled", "Progress", "Silent"]


class Cancelled(Exception):
    """The caller asked the work to stop."""


class Progress(Protocol):
    """What a listener of long work answers to."""

    def start(self, label: str, total: int | None = None) -> None: ...

    def advance(self, steps: int = 1) -> None: ...

    def done(self) -> None: ...


class Silent:
    """A listener that shows nothing."""

    def start(self, label: str, total: int | None = None) -> None:
        del label, total

    def advance(self, steps: int = 1) -> None:
        del steps

    def done(self) -> None:
        pass
