"""portee commons new: a record to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument, RecordArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["new"]


@expand
def new(
    path: CommonsArgument,
    id: RecordArgument,
    author: AuthorOption,
    common: CommonOptions,
    title: Annotated[str | None, typer.Option("--title", help="Title, in French.", show_default=False)] = None,
) -> None:
    """Lay a record to fill in: required fields empty, the others as remarks, with the choices there are.

    Records with nearly the same title are shown first, so that you can add to one of them instead.

    Example: portee commons new my-commons need/retour-de-nuit --author Mimosa --title "Rentrer la nuit"
    """
    out = Output(common)
    from portee.commons.editing import lay_new

    laid = lay_new(path, id, author, title=title, lang=out.lang)
    out.say("record_laid", path=laid.path)
    for near in laid.near:
        out.say("record_near", id=near.id, title=near.title)
    out.next("commons", "check", path)
    out.result({"path": str(laid.path), "near": [{"id": near.id, "title": near.title} for near in laid.near]})
