"""portee map: a map of a result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["map_result"]


@expand
def map_result(
    result: Annotated[
        Path, typer.Argument(help="Result of access, isochrone or trip.", show_default=False, metavar="RESULT")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Map: .html (interactive, works offline) or .png.", show_default=False),
    ],
    common: CommonOptions,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Column to show; all figures otherwise. Repeatable.", show_default=False),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the map.", show_default=False)] = None,
    network: Annotated[
        Path | None,
        typer.Option("--network", help="Network whose streets are drawn underneath.", show_default=False),
    ] = None,
) -> None:
    """Draw a map of a result, as a page that works offline or as an image.

    Example: portee map access.gpkg -o access.html --network marseille
    """
    out = Output(common)
    from portee.services.draw import draw_map

    draw_map(result, output, columns=column, title=title, network=network, lang=out.lang)
    out.say("map_done", path=output)
    out.result({"path": str(output)})
