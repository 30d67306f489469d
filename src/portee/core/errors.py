"""Every error Portée raises on purpose, in one tree.

    PorteeError                 anything the user can act on; the command line exits with 2
    ├── InputError              a file, a folder or an option given by the user is wrong
    │   ├── SourceError         a data file cannot be read as what it claims to be
    │   ├── ParameterError      an option or argument has an impossible value
    │   ├── OutsideNetworkError places lie outside the area the network covers
    │   └── ManyProblems        a file has several problems, told all together
    ├── NetworkError            a saved network is missing, damaged or of another version
    ├── NoServiceError          the timetable has no trip on the date asked
    ├── OutputError             the result could not be written; nothing half-written is left
    └── StoreError              the private database cannot be opened, read or written; what was asked was not done
        └── ConflictError       somebody else changed the same thing meanwhile, or it is there already

A message says what happened, where, and how to mend it, in that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "ConflictError",
    "InputError",
    "ManyProblems",
    "NetworkError",
    "NoServiceError",
    "OutputError",
    "OutsideNetworkError",
    "ParameterError",
    "PorteeError",
    "SourceError",
    "StoreError",
    "Where",
]


@dataclass(frozen=True)
class Where:
    """The place a problem was found: file, then line or row, then field."""

    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.field is not None:
            parts.append(f"field '{self.field}'")
        return ", ".join(part for part in parts if part)


class PorteeError(Exception):
    """Base of all errors a user can act on.

    Args:
        what: one sentence, what happened.
        where: file, line and field, when there is one.
        mend: one sentence, what to do about it.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: Where | str | None = None, mend: str = "") -> None:
        self.what = what
        self.where = Where(file=where) if isinstance(where, str) else where
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where and str(self.where) else ""
        return f"{place}{self.what}" + (f" {self.mend}" if self.mend else "")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by parts, so that an error crosses from a worker process whole."""
        return (_rebuild, (type(self), self.what, self.where, self.mend))

    def as_dict(self) -> dict[str, object]:
        """The one JSON shape of an error."""
        where = self.where
        return {
            "error": type(self).__name__,
            "what": self.what,
            "file": where.file if where else None,
            "line": where.line if where else None,
            "field": where.field if where else None,
            "mend": self.mend or None,
        }


def _rebuild(kind: type[PorteeError], what: str, where: Where | None, mend: str) -> PorteeError:
    return kind(what, where=where, mend=mend)


class InputError(PorteeError):
    """Something the user gave is wrong."""


class ManyProblems(InputError):
    """Several problems of one file, or of several, told all together.

    Args:
        problems: in the order in which they stand in the file or files; at least one.
    """

    def __init__(self, problems: Sequence[PorteeError]) -> None:
        self.problems = tuple(problems)
        named = {problem.where.file for problem in problems if problem.where}
        file = named.pop() if len(named) == 1 else None
        super().__init__(
            f"{len(problems)} problem{'s' if len(problems) > 1 else ''}; nothing was changed.", where=Where(file=file)
        )

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)

    def as_dict(self) -> dict[str, object]:
        return {**super().as_dict(), "problems": [problem.as_dict() for problem in self.problems]}


class SourceError(InputError):
    """A data file cannot be read as what it claims to be."""


class ParameterError(InputError):
    """An option or argument has an impossible value."""


class OutsideNetworkError(InputError):
    """Places lie outside the area the network covers."""


class NetworkError(PorteeError):
    """A saved network is missing, damaged, or written by another version."""


class NoServiceError(PorteeError):
    """The timetable has no trip on the date asked."""


class OutputError(PorteeError):
    """The result could not be written."""


class StoreError(PorteeError):
    """The private database cannot be opened, read or written."""


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile, or it is there already."""
