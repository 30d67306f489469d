"""What can be asked as long work. A kind checks what is asked, then does it; it knows no queue and no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.services.workspace.workspace import Workspace

__all__ = ["JobKind", "Work", "kind_of", "kinds", "register"]

Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """What a kind works with.

    Attributes:
        workspace: of the territory.
        asked: as `JobKind.check` gave it.
        folder: empty, for the files of the result; it is kept whole or not at all.
        progress: told of each step; raises `Cancelled` when the work is to stop.
    """

    workspace: Workspace
    asked: Asked
    folder: Path
    progress: Progress


@dataclass(frozen=True)
class JobKind:
    """One kind of long work.

    Attributes:
        name: as in addresses, the same as the command's.
        check: what was asked, with defaults filled in, so that the same question always reads the same; plain JSON
            values. Raises PorteeError when something is wrong, before anything waits.
        run: does it and returns the result as plain JSON values; files go to `Work.folder`.
        version: raised when the same question gets another answer.
        keyed: whether the answer is kept for whoever asks the same.
    """

    name: str
    check: Callable[[Workspace, Asked], Asked]
    run: Callable[[Work], Mapping[str, Any]]
    version: int = 1
    keyed: bool = True


_KINDS: dict[str, JobKind] = {}


def register(kind: JobKind) -> JobKind:
    """Make a kind known; its module is named in `kinds`."""
    _KINDS[kind.name] = kind
    return kind


def kinds() -> Mapping[str, JobKind]:
    """Every kind by name."""
    # Each registers its kind.
    from portee.services.jobs import (  # noqa: F401
        access,
        booklet,
        critical,
        goods,
        hub,
        matrix,
        minimum,
        modal,
        profile_access,
        scenario,
        siting,
        territory,
        upload,
        verify,
    )

    return dict(sorted(_KINDS.items()))


def kind_of(name: str) -> JobKind:
    """The kind of a name. Raises ParameterError."""
    known = kinds()
    if name not in known:
        raise ParameterError(f"There is no work '{name[:40]}'.", mend=f"Choose one of: {', '.join(known)}.")
    return known[name]
