"""portee commons init: begin a commons in a folder."""

from __future__ import annotations

from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["init"]


@expand
def init(
    path: CommonsArgument,
    author: AuthorOption,
    common: CommonOptions,
    title: Annotated[str | None, typer.Option("--title", help="Title, in French.", show_default=False)] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Organisation that answers for it.", show_default=False)
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Begin with one example record of each type.")] = False,
    seed: Annotated[
        bool, typer.Option("--seed", help="Begin with the commons of Euroméditerranée, Marseille, to adapt it.")
    ] = False,
) -> None:
    """Begin a commons: a Git repository of records that anybody can read, copy and fork.

    Records that lie in the folder already become part of it.

    Example: portee commons init my-commons --author Mimosa --seed

    Example: portee commons init my-commons --author Mimosa --title "Le commun des Moulins" --example
    """
    out = Output(common)
    from portee.commons.repository.starting import begin

    commons = begin(
        path,
        author,
        title=title,
        publisher=publisher,
        with_records="seed" if seed else "example" if example else "none",
    )
    head = commons.head()
    count = len(list(head.records())) if head else 0
    out.say("commons_begun", path=path, count=count)
    out.next("commons", "new", path, "need/mon-besoin", "--author", author)
    out.result({"path": str(path), "commit": head.commit if head else None, "records": count})
