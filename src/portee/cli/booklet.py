"""portee booklet: the training booklet of a territory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["booklet"]


@expand
def booklet(
    territory: Annotated[
        Path,
        typer.Argument(
            help="Folder of a workspace, or of a network (then give --jobs).", show_default=False,
            metavar="WORKSPACE|NETWORK",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", help="Booklet: .html a page, .pdf to print, .json its figures; without an ending, a new "
            "folder with all of them and what a commons needs to keep them.", show_default=False,
        ),
    ],
    common: CommonOptions,
    jobs: Annotated[
        Path | None,
        typer.Option("--jobs", help="Of a network: file of places of work.", show_default=False),
    ] = None,
    weight: Annotated[
        str, typer.Option("--weight", help="Of a network: column that counts jobs; each place counts one without it.")
    ] = "@count",
    cells: Annotated[
        Path | None,
        typer.Option("--cells", help="Of a network: who lives where, to choose places.", show_default=False),
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option("--offers", help="Of a network: fares and aids, a YAML file or the name of offers that come with "
                     "Portée.", show_default=False, metavar="FILE"),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Of a network: name of the territory.", show_default=False)
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="Of the bad-day drill: the same number, the same drill.")
    ] = 1,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Date, YYYY-MM-DD (default: a usual Tuesday of the timetable).", show_default=False,
        ),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Searches at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Write the training booklet of a territory: what reach means, with its own maps, figures, exercises and quiz.

    Answers are worked out from the territory's data; every figure tells what was asked and of which files. The licence
    of the booklet is CC BY-SA 4.0.

    Example: portee booklet my-territory --lang fr --out livret.pdf
    """
    talk = Output(common)
    from os import cpu_count

    from portee.core.errors import ParameterError, Where
    from portee.services.asked import parse_date
    from portee.services.booklet import Classroom, classroom_of, collect
    from portee.services.booklet.classroom import classroom_of_network
    from portee.services.booklet.quiz import quiz_of
    from portee.services.booklet.write import check_booklet_output, write_booklet
    from portee.services.workspace.manifest import MANIFEST
    from portee.services.workspace.workspace import open_workspace

    check_booklet_output(out)
    day = None if date is None else parse_date(date)
    many = threads or cpu_count() or 1
    room: Classroom
    if jobs is None or (territory / MANIFEST).is_file():
        if jobs is not None or cells is not None or offers is not None or title is not None:
            raise ParameterError(
                "A workspace tells its own places, offers and title.", where=Where(field="--jobs"),
                mend="Leave these options out, or name the folder of the network.",
            )  # fmt: skip
        room = classroom_of(open_workspace(territory), threads=many)
    else:
        room = classroom_of_network(
            territory, jobs, weight=weight, cells=cells, offers=offers, title=title, threads=many
        )  # fmt: skip
    with talk.progress() as progress:
        facts = collect(room, seed=seed, day=day, progress=progress)
    written = write_booklet(facts, room.base, out, talk.lang)
    talk.say("booklet_done", path=out, questions=len(quiz_of(facts)), day=facts.day.isoformat())
    talk.result({"paths": [str(path) for path in written], "questions": len(quiz_of(facts)), "seed": facts.seed})
