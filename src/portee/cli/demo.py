"""portee demo: the whole way on an invented city."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

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
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the map in a browser.")] = False,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Origins searched at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:
    """Make an invented city and show who reaches how many jobs, on a Tuesday morning and a Sunday night.

    Streets, timetables, residents and jobs are written as ordinary files, then read as if they came from outside.
    Nothing of it describes a real place.

    Example: portee demo --size S
    """
    talk = Output(common)
    import time

    from portee.cli.told import tell_demo
    from portee.services.demo import run_demo

    talk.say("demo_synthetic")
    with talk.progress() as progress:
        result = run_demo(
            out, size=size.value, threads=threads, lang=talk.lang, progress=progress,
            clock=time.perf_counter,
        )  # fmt: skip
    tell_demo(talk, result)
    if not no_open and talk.interactive:
        import webbrowser

        webbrowser.open(result.map_html.resolve().as_uri())
