"""portee commons propose: a change that others may review before it becomes part of a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.commons.options import CommonsArgument, OptionalAuthorOption, needed
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.commons.exchange.proposals import Proposal

__all__ = ["plain", "propose"]


@expand
def propose(
    path: CommonsArgument,
    common: CommonOptions,
    author: OptionalAuthorOption = None,
    message: Annotated[
        str | None, typer.Option("--message", "-m", help="What would be true, in a sentence.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Name of the proposal; made from the message otherwise.",
                                 show_default=False)
    ] = None,
    stay: Annotated[bool, typer.Option("--stay", help="Leave the edited files as they are.")] = False,
    keep_status: Annotated[bool, typer.Option("--keep-status", help="Leave drafts drafts.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Tell the open proposals; nothing is proposed.")] = False,
) -> None:  # fmt: skip
    """Make a proposal of the records that you edited, for others to review.

    The edited files become a branch proposal/NAME, drafts among them become proposed, and the folder is put back to
    what the commons says. Proposing again under the same name brings the proposal up to date.

    Example: portee commons propose my-commons --author Rocade --message "The night bus runs until two"
    """
    out = Output(common)
    from portee.commons.exchange.proposals import proposals
    from portee.commons.exchange.propose import propose as make
    from portee.commons.repository.repository import Commons

    commons = Commons.open(path)
    if list_:
        found = proposals(commons)
        out.say("proposals_found" if found else "proposals_none", count=len(found))
        for one in found:
            out.line(f"  {one.name}: {one.message} ({', '.join(one.authors)})")
            counts = {"agrees": len(one.agreements), "objects": len(one.objections), "records": len(one.paths)}
            out.line(f"    {out.text('proposal_counts', **counts)}")
        out.result([plain(one) for one in found])
        return
    made = make(
        commons, needed(author, "--author"), needed(message, "--message"), name=name, stay=stay, keep_status=keep_status
    )
    proposal = made.proposal
    out.say("proposed", name=proposal.name, count=len(proposal.paths))
    if not stay:
        out.say("proposed_back")
    for id, near in made.near:
        out.say("record_near_new", new=id, id=near.id, title=near.title)
    out.say("next", command=f"portee commons review {path} {proposal.name}")
    out.result({**plain(proposal), "near": [{"new": id, "id": near.id, "title": near.title} for id, near in made.near]})


def plain(proposal: Proposal) -> dict[str, Any]:
    """A proposal as plain values."""
    return {
        "name": proposal.name, "message": proposal.message, "authors": list(proposal.authors),
        "moment": proposal.moment, "commit": proposal.tip, "paths": list(proposal.paths),
        "accepted": proposal.accepted,
        "reviews": [{"by": r.by, "moment": r.moment, "says": r.says, "text": r.text} for r in proposal.reviews],
    }  # fmt: skip
