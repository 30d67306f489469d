"""Options that several commands of the commons have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["CommonsArgument", "RecordArgument"]

CommonsArgument = Annotated[Path, typer.Argument(help="Folder of the commons.", show_default=False, metavar="PATH")]
RecordArgument = Annotated[str, typer.Argument(help="Id of a record: type/slug.", show_default=False, metavar="ID")]
