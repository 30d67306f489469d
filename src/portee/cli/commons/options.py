"""Options that several commands of the commons have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AuthorOption", "CommonsArgument", "RecordArgument", "VersionOption"]

CommonsArgument = Annotated[Path, typer.Argument(help="Folder of the commons.", show_default=False, metavar="PATH")]
RecordArgument = Annotated[str, typer.Argument(help="Id of a record: type/slug.", show_default=False, metavar="ID")]
AuthorOption = Annotated[
    str,
    typer.Option(
        "--author", envvar="PORTEE_AUTHOR", help="Name of your choice under which you are credited; no address.",
        show_default=False,
    ),
]  # fmt: skip
VersionOption = Annotated[
    str | None, typer.Option("--at", help="Version: a tag, a branch or a commit.", show_default=False)
]
