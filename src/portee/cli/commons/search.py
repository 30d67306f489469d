"""portee commons search, and index: find records by words."""

from __future__ import annotations

from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["index", "search"]


@expand
def search(
    path: CommonsArgument,
    words: Annotated[list[str], typer.Argument(help="Words that a record must hold.", show_default=False)],
    common: CommonOptions,
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Only this type. Repeatable.", show_default=False)
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Only this status. Repeatable.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 20,
) -> None:
    """Find records that hold every word, whatever accents and endings, best first.

    The last committed version is searched.

    Example: portee commons search my-commons navette nuit --type practice
    """
    out = Output(common)
    from portee.commons.index.index import search as find
    from portee.commons.records.words import type_name
    from portee.commons.repository.repository import Commons
    from portee.services.commons_reading.facts import hits_facts

    query = " ".join(words)
    found = find(Commons.open(path), query, lang=out.lang, types=type or (), statuses=status or (), limit=limit)
    out.say("search_found" if found else "search_none", count=len(found), words=query)
    for hit in found:
        out.line(f"\n{hit.title}  [{type_name(hit.id.partition('/')[0], out.lang)}] {hit.id}\n  {hit.excerpt}")
    out.result(hits_facts(found))


@expand
def index(path: CommonsArgument, common: CommonOptions) -> None:
    """Make the search index anew from Git. Searching does it by itself when something changed.

    Example: portee commons index my-commons
    """
    out = Output(common)
    from portee.commons.index.index import rebuild
    from portee.commons.repository.repository import Commons

    with out.progress() as progress:
        count = rebuild(Commons.open(path), progress)
    out.say("index_made", count=count)
    out.result({"records": count})
