"""portee demo: the whole way on an invented city."""

from __future__ import annotations

from enum import StrEnum
from os import cpu_count
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output
from portee.cli.serve import DEFAULT_HOST, DEFAULT_PORT, serve_folder

__all__ = ["DemoChoice", "demo"]


class DemoChoice(StrEnum):
    """Sizes of the invented city."""

    S = "S"
    M = "M"
    L = "L"


@expand
def demo(
    common: CommonOptions,
    out: Annotated[Path, typer.Option("--out", help="Folder for everything it makes.")] = Path("portee-demo"),
    size: Annotated[
        DemoChoice, typer.Option("--size", help="Residents of the city: S 30,000, M 120,000, L 600,000.")
    ] = DemoChoice.M,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the application in a browser.")] = False,
    no_serve: Annotated[
        bool,
        typer.Option(
            "--no-serve", help="End when all is made, without starting the application; so it does where no terminal "
            "shows what it says.",
        ),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="Port of the application; 0 for any free one.")
    ] = DEFAULT_PORT,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Origins searched at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Make an invented city, show who reaches how many jobs, on a Tuesday morning and a Sunday night, and open it.

    Streets, timetables, residents and jobs are written as ordinary files, then read as if they came from outside.
    Nothing of it describes a real place. Then the web application opens on it, until it is stopped with Ctrl-C.

    Example: portee demo --size S
    """
    talk = Output(common)
    import time

    from portee.cli.told import tell_demo
    from portee.services.demo import run_demo
    from portee.services.workspace.ground import draw_ground
    from portee.services.workspace.workspace import open_workspace

    talk.say("demo_synthetic")
    with talk.progress() as progress:
        result = run_demo(
            out, size=size.value, threads=threads, lang=talk.lang, progress=progress,
            clock=time.perf_counter,
        )  # fmt: skip
        draw_ground(open_workspace(out), progress)
    tell_demo(talk, result)
    if no_serve or not talk.interactive:
        talk.next("serve", out)
        return
    from portee.web.site import Settings

    settings = Settings(threads=threads or cpu_count() or 1)
    serve_folder(talk, out, settings, host=DEFAULT_HOST, port=port, open_it=not no_open)
