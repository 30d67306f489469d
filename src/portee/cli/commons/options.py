"""Options that several commands of the commons have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.core.errors import ParameterError

__all__ = [
    "AuthorOption",
    "CommonsArgument",
    "DataOption",
    "OptionalAuthorOption",
    "ProposalArgument",
    "RecordArgument",
    "VersionOption",
    "needed",
]

CommonsArgument = Annotated[Path, typer.Argument(help="Folder of the commons.", show_default=False, metavar="PATH")]
RecordArgument = Annotated[str, typer.Argument(help="Id of a record: type/slug.", show_default=False, metavar="ID")]
AuthorOption = Annotated[
    str,
    typer.Option(
        "--author", envvar="PORTEE_AUTHOR", help="Name of your choice under which you are credited; no address.",
        show_default=False,
    ),
]  # fmt: skip
OptionalAuthorOption = Annotated[
    str | None,
    typer.Option(
        "--author", envvar="PORTEE_AUTHOR", help="Name of your choice under which you are credited; no address.",
        show_default=False,
    ),
]  # fmt: skip
ProposalArgument = Annotated[str, typer.Argument(help="Name of a proposal.", show_default=False, metavar="PROPOSAL")]
VersionOption = Annotated[
    str | None, typer.Option("--at", help="Version: a tag, a branch or a commit.", show_default=False)
]
DataOption = Annotated[
    list[Path],
    typer.Option("--data", help="Folder that holds inputs, known by their content. Repeatable.", show_default=False),
]


def needed(value: str | None, option: str) -> str:
    """A value that what was asked for cannot do without. Raises ParameterError."""
    if value is None:
        raise ParameterError(f"{option} is missing.", mend=f'Give it: {option} "…"')
    return value
