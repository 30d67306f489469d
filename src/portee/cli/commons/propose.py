"""portee commons propose: a change that others may review before it becomes part of a commons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.commons.options import CommonsArgument, OptionalAuthorOption, needed
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output
from portee.core.errors import ParameterError

if TYPE_CHECKING:
    from portee.commons.exchange.proposals import Proposal
    from portee.commons.repository.repository import Commons

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
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="SOURCE", show_default=False,
            help="Propose to another commons instead: the name of one pulled before, or where it is now.",
        ),
    ] = None,
    record: Annotated[
        list[str] | None,
        typer.Option("--record", metavar="ID", help="With --to: a record to propose; repeatable.", show_default=False),
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", metavar="FILE", show_default=False,
                     help="With --to: write the proposal to a file, which the other side reads with pull."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Tell the open proposals; nothing is proposed.")] = False,
) -> None:  # fmt: skip
    """Make a proposal of the records that you edited, for others to review.

    The edited files become a branch proposal/NAME, drafts among them become proposed, and the folder is put back to
    what the commons says. Proposing again under the same name brings the proposal up to date.

    With --to, records of the last version are proposed to another commons, which must have been pulled before.

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
    if to is not None or record or bundle is not None:
        _send(
            out, commons, needed(to, "--to"), record or [], needed(author, "--author"), needed(message, "--message"),
            name, bundle,
        )  # fmt: skip
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
    out.next("commons", "review", path, proposal.name)
    out.result({**plain(proposal), "near": [{"new": id, "id": near.id, "title": near.title} for id, near in made.near]})


def _send(
    out: Output,
    commons: Commons,
    to: str,
    ids: list[str],
    author: str,
    message: str,
    name: str | None,
    bundle: Path | None,
) -> None:
    """Propose records to another commons."""
    from portee.commons.exchange.offer import offer
    from portee.commons.exchange.places import place
    from portee.commons.exchange.remotes import find_remote, known_as
    from portee.commons.exchange.send import send, send_to_file

    if not ids:
        raise ParameterError("--record is missing.", mend="Say which record to propose: --record type/slug")
    remote = find_remote(commons, known_as(commons, to))
    made = offer(commons, remote, ids, author, message, name=name)
    if bundle is not None:
        send_to_file(commons, made, bundle)
        out.say("offer_written", name=made.name, count=len(made.ids), path=bundle)
        out.say("offer_read", path=bundle)
        called = made.name
    else:
        where = to if to != remote.name else remote.source
        if not where:
            raise ParameterError(f"'{to}' came in a file.", where="--to", mend="Write another: --bundle FILE")
        called = send(commons, made, place(where))
        out.say("offer_sent", name=called, count=len(made.ids), to=remote.name)
    out.result({"name": called, "commit": made.commit, "records": list(made.ids), "to": remote.name})


def plain(proposal: Proposal) -> dict[str, Any]:
    """A proposal as plain values."""
    return {
        "name": proposal.name, "message": proposal.message, "authors": list(proposal.authors),
        "moment": proposal.moment, "commit": proposal.tip, "paths": list(proposal.paths),
        "accepted": proposal.accepted,
        "reviews": [{"by": r.by, "moment": r.moment, "says": r.says, "text": r.text} for r in proposal.reviews],
    }  # fmt: skip
