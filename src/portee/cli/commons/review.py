"""portee commons review: read a proposal with what others say of it, and say what one thinks."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from portee.cli.commons.history import tell_changes
from portee.cli.commons.options import CommonsArgument, OptionalAuthorOption, ProposalArgument, needed
from portee.cli.commons.propose import plain
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["review"]


@expand
def review(
    path: CommonsArgument,
    proposal: ProposalArgument,
    common: CommonOptions,
    author: OptionalAuthorOption = None,
    says: Annotated[
        Literal["agrees", "objects", "comments"] | None,
        typer.Option("--says", help="What you think of it.", show_default=False),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="Why, in your words.", show_default=False)] = None,
) -> None:
    """Read what a proposal changes and what others say of it; with --says, say what you think.

    Reviews are kept in Git, on the branch of the proposal. What somebody says last counts. Nobody agrees to their own
    proposal; an objection stands in the way of merging.

    Example: portee commons review my-commons night-bus --author Mimosa --says agrees --text "I checked the timetable"
    """
    out = Output(common)
    from portee.commons.exchange.accept import preview
    from portee.commons.exchange.inspection import inspect_history
    from portee.commons.exchange.proposals import read_proposal
    from portee.commons.exchange.review import review as record
    from portee.commons.repository.history import changes_between
    from portee.commons.repository.repository import Commons
    from portee.core.errors import ManyProblems, PorteeError

    commons = Commons.open(path)
    if says is not None or text is not None:
        found = record(commons, proposal, needed(author, "--author"), says or "comments", needed(text, "--text"))
        out.say("reviewed", name=found.name)
        out.result(plain(found))
        return
    found = read_proposal(commons, proposal)
    if not found.accepted:
        # Nothing of it is read before it was looked at.
        inspect_history(commons.repository, found.tip, [found.base] if found.base else [])
    changes = changes_between(commons, found.base, found.tip)
    out.line(f"{found.message} ({', '.join(found.authors)}, {found.moment[:10]})")
    tell_changes(out, changes)
    for one in found.reviews:
        out.line(f"\n{one.moment[:10]}  {one.by} {out.text(f'says_{one.says}')}\n  {one.text}")
    problems: list[PorteeError] = []
    if not found.accepted:
        try:
            merged, problems = preview(commons, found)
        except ManyProblems as many:
            problems = list(many.problems)
        else:
            for id, conflicts in merged.conflicts.items():
                out.line()
                out.say("merge_contradicts", id=id, fields=", ".join(one.field for one in conflicts))
    if problems:
        out.line()
        out.say("merge_problems", count=len(problems))
        for problem in problems:
            out.line(f"  {problem}")
    out.result({**plain(found), "problems": [problem.as_dict() for problem in problems]})
