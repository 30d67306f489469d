"""portee commons ask: the rows that answer a question, and what is missing."""

from __future__ import annotations

from typing import Annotated

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["ask"]


@expand
def ask(
    path: CommonsArgument,
    question: Annotated[str, typer.Argument(help="Question, in a sentence.", show_default=False)],
    common: CommonOptions,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="At most so many rows.")] = 10,
    who: Annotated[str | None, typer.Option("--who", help="Who asks, in plain words.", show_default=False)] = None,
    author: Annotated[
        str | None,
        typer.Option(
            "--author", envvar="PORTEE_AUTHOR", show_default=False,
            help="Lay a use case under this name of your choice; no address.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Find the rows that answer a question, and tell what the commons does not answer.

    With --author, a draft use case is laid that links to them. The last committed version is searched, by words.

    Example: portee commons ask my-commons "Comment aller travailler avant le premier bus ?" --author Mimosa
    """
    out = Output(common)
    from portee.commons.network.asking import ask as asked_of
    from portee.commons.network.asking import lay_use_case
    from portee.commons.records.words import type_name
    from portee.commons.repository.repository import Commons
    from portee.services.commons_reading.facts import answers_facts

    found = asked_of(Commons.open(path), question, out.lang, limit)
    laid = lay_use_case(path, found, author, who=who, lang=out.lang) if author else None
    out.say("ask_found" if found.answers else "ask_none", count=len(found.answers))
    for answer in found.answers:
        hit = answer.hit
        out.line(f"\n{hit.title}  [{type_name(hit.id.partition('/')[0], out.lang)}] {hit.id}\n  {hit.excerpt}")
    if found.missing:
        out.say("ask_missing", words=", ".join(found.missing))
    if laid is not None:
        out.say("record_laid", path=laid)
    out.result(
        {
            "question": found.question,
            "answers": answers_facts(found.answers), "missing": list(found.missing),
            "use_case": str(laid) if laid else None,
        }
    )  # fmt: skip
