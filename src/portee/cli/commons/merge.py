"""portee commons merge: a proposal becomes part of a commons."""

from __future__ import annotations

from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument, ProposalArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["merge"]


@expand
def merge(
    path: CommonsArgument,
    proposal: ProposalArgument,
    author: AuthorOption,
    common: CommonOptions,
    over_objections: Annotated[
        str | None,
        typer.Option(
            "--over-objections", metavar="WHY", show_default=False,
            help="Why it is accepted although somebody objects; kept in the history.",
        ),
    ] = None,
    alone: Annotated[
        str | None,
        typer.Option(
            "--alone", metavar="WHY", show_default=False,
            help="Why you accept your own proposal without anybody's review; kept in the history.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Accept a proposal: its changes are merged field by field, and its authors are credited.

    Where the proposal and the commons contradict each other, both opinions are kept in the record, signed. It is
    refused while somebody objects, and when the commons would have a problem that it does not have now.

    Example: portee commons merge my-commons night-bus --author Mimosa
    """
    out = Output(common)
    from portee.commons.exchange.accept import accept
    from portee.commons.repository.repository import Commons

    done = accept(Commons.open(path), proposal, author, over_objections=over_objections, alone=alone)
    out.say("merged", name=proposal, count=len(done.paths), authors=", ".join(done.credited))
    for id, conflicts in done.conflicts.items():
        out.say("merge_contradicts", id=id, fields=", ".join(one.field for one in conflicts))
    out.result(
        {
            "commit": done.commit, "paths": list(done.paths), "credited": list(done.credited),
            "contradictions": {id: [one.field for one in conflicts] for id, conflicts in done.conflicts.items()},
        }
    )  # fmt: skip
