"""portee backup and portee restore: a workspace in one file, and back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["backup", "restore"]

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database", help="Address of PostgreSQL, where the site uses it.", show_default=False, metavar="URL",
        envvar="PORTEE_DATABASE",
    ),
]  # fmt: skip


@expand
def backup(
    workspace: Annotated[Path, typer.Argument(help="Folder of the workspace.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="File to write, .tar.gz.", show_default=False)],
    common: CommonOptions,
    database: DatabaseUrl = None,
    no_private: Annotated[
        bool, typer.Option("--no-private", help="Leave out accounts, drafts and all that is private.")
    ] = False,
) -> None:
    """Put a workspace into one file, safely while the site runs.

    Results that can be computed again, tiles, and files on their way are left out.

    Example: portee backup my-territory my-territory.tar.gz
    """
    out = Output(common)
    from portee.services.workspace.backup import backup as back_up
    from portee.services.workspace.workspace import open_workspace
    from portee.store.database import now

    with out.progress() as progress:
        told = back_up(
            open_workspace(workspace), file, now=now(), database=database, private=not no_private, progress=progress
        )
    out.say("backup_done", file=str(told.file), files=told.files, size=out.number(told.size / 1e6, 1))
    if told.private:
        out.say("backup_private")
    out.result({"file": str(told.file), "files": told.files, "bytes": told.size, "private": told.private})


@expand
def restore(
    file: Annotated[Path, typer.Argument(help="File made by portee backup.", show_default=False)],
    workspace: Annotated[Path, typer.Argument(help="Folder to make.", show_default=False)],
    common: CommonOptions,
    database: DatabaseUrl = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the workspace that is there; the site must be stopped.")
    ] = False,
) -> None:
    """Make a workspace from a backup. Every file is checked before anything is put in place.

    Example: portee restore my-territory.tar.gz my-territory
    """
    out = Output(common)
    from portee.core.errors import PorteeError
    from portee.services.workspace.backup import restore as put_back
    from portee.services.workspace.ground import draw_ground

    with out.progress() as progress:
        opened = put_back(file, workspace, database=database, replace=replace, progress=progress)
        # A backup leaves the map out. What cannot be drawn is told by the pages that show it.
        with suppress(PorteeError):
            draw_ground(opened, progress)
    out.say("restore_done", title=opened.title.in_(out.lang), folder=str(workspace))
    out.next("serve", workspace)
    out.result({"workspace": str(workspace), "name": opened.name})
