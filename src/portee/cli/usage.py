"""A command that is not typed as it wants, told as any other error is: what is wrong, and where to look.

Typer stands on Click, and carries a Click of its own since 0.26: which classes it raises depends on its version, so
that they are known by what they can do.
"""

from __future__ import annotations

from typing import Any

from portee.core.errors import ParameterError

__all__ = ["is_abort", "is_help", "wrong_usage"]


def wrong_usage(problem: Exception) -> ParameterError | None:
    """The error to tell; None where the problem is none of usage."""
    if not callable(told := getattr(problem, "format_message", None)):
        return None
    what = " ".join(str(told()).split())
    if not what.endswith((".", "?")):
        what += "."
    context: Any = getattr(problem, "ctx", None)
    return ParameterError(what, mend=f"See {'portee' if context is None else context.command_path} --help.")


def is_help(problem: Exception) -> bool:
    """Whether nothing was asked of a command that wants something: its help has been shown."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def is_abort(problem: Exception) -> bool:
    """Whether the end came while an answer was waited for."""
    return type(problem).__name__ == "Abort"
