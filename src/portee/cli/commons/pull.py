"""portee commons pull, and fork: what another commons says, and what to take of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument, OptionalAuthorOption, needed
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.commons.exchange.standing import Standing

__all__ = ["fork", "pull"]

MOST_SHOWN = 20
SourceArgument = Annotated[
    str,
    typer.Argument(
        help="Another commons: a folder, an https address, a bundle in a file, or the name of one pulled before.",
        metavar="SOURCE", show_default=False,
    ),
]  # fmt: skip


@expand
def pull(
    path: CommonsArgument,
    source: SourceArgument,
    common: CommonOptions,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="What to call it here.", show_default=False)
    ] = None,
    take: Annotated[
        list[str] | None, typer.Option("--take", metavar="ID", help="Take this record; repeatable.", show_default=False)
    ] = None,
    take_all: Annotated[bool, typer.Option("--take-all", help="Take all that is new or changed there.")] = False,
    with_references: Annotated[
        bool, typer.Option("--with-references", help="Take as well what those records refer to.")
    ] = False,
    author: OptionalAuthorOption = None,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="Receive what was proposed there to this commons.")
    ] = False,
    accept_rewritten: Annotated[
        bool,
        typer.Option("--accept-rewritten", help="Let in a history that does not go on from what was pulled last."),
    ] = False,
) -> None:  # fmt: skip
    """See what is new in another commons, and take records from it.

    All of it is received apart and inspected first; if anything in it is no part of a commons, it is refused whole.
    Records taken keep where they came from; those that are here already are merged field by field, and where the two
    contradict each other both opinions are kept, signed.

    Example: portee commons pull my-commons https://example.org/other.git --take need/night-return --author Mimosa
    """
    out = Output(common)
    from portee.commons.exchange.pull import pull as receive
    from portee.commons.exchange.remotes import find_remote
    from portee.commons.exchange.standing import standings
    from portee.commons.exchange.take import everything
    from portee.commons.exchange.take import take as take_records
    from portee.commons.repository.repository import Commons

    takes = bool(take or take_all)
    name = needed(author, "--author") if takes else ""
    commons = Commons.open(path)
    pulled = receive(commons, source, name=as_, with_proposals=proposals, accept_rewritten=accept_rewritten)
    told: dict[str, Any] = {**vars(pulled), "proposals": list(pulled.proposals)}
    for proposal in pulled.proposals:
        out.say("pulled_proposal", name=proposal)
        out.next("commons", "review", path, proposal)
    if pulled.name is None:
        out.result(told)
        return
    remote = find_remote(commons, pulled.name)
    found = standings(commons, remote)
    out.say("pulled", name=pulled.name, count=pulled.commits)
    if pulled.kept is not None:
        out.say("pulled_kept", reference=pulled.kept)
    _tell(out, found)
    counts = Counter(one.state for one in found)
    told["states"] = dict(sorted(counts.items()))
    told["records"] = [
        {"id": one.id, "title": one.title, "state": one.state, "problem": one.problem and str(one.problem)}
        for one in found
        if one.state != "same"
    ]
    if takes:
        ids = everything(commons, remote, found) if take_all else list(take or ())
        done = take_records(commons, remote, ids, name, with_references=with_references)
        out.line()
        out.say("taken" if done.ids else "taken_none", count=len(done.ids), name=pulled.name)
        for id, conflicts in done.conflicts.items():
            out.say("merge_contradicts", id=id, fields=", ".join(one.field for one in conflicts))
        told["taken"] = {
            "commit": done.commit, "ids": list(done.ids),
            "contradictions": {id: [one.field for one in conflicts] for id, conflicts in done.conflicts.items()},
        }  # fmt: skip
    out.result(told)


def _tell(out: Output, found: Sequence[Standing]) -> None:
    """How the records stand, state by state."""
    from portee.commons.exchange.standing import STATES

    for state in STATES:
        those = [one for one in found if one.state == state]
        if not those:
            continue
        out.say(f"standing_{state}", count=len(those))
        for one in those[:MOST_SHOWN] if state != "same" else ():
            out.line(f"  {one.title} ({one.id})" if one.problem is None else f"  {one.problem}")
        if len(those) > MOST_SHOWN and state != "same":
            out.say("standing_more", count=len(those) - MOST_SHOWN)


@expand
def fork(
    source: SourceArgument,
    folder: Annotated[Path, typer.Argument(help="New folder.", show_default=False, metavar="FOLDER")],
    author: AuthorOption,
    common: CommonOptions,
    name: Annotated[
        str | None,
        typer.Option("--name", help="What others call it; made from the folder otherwise.", show_default=False),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title, in French.", show_default=False)] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Organisation that answers for it.", show_default=False)
    ] = None,
) -> None:
    """Begin a commons from another one, with its whole history, to adapt it to another place.

    It is inspected first, as by pull. What it was forked from is noted in commons.yaml.

    Example: portee commons fork https://example.org/other.git my-commons --author Mimosa
    """
    out = Output(common)
    from portee.commons.exchange.fork import fork as make

    commons = make(source, folder, author, name=name, title=title, publisher=publisher)
    head, manifest = commons.head(), commons.manifest()
    count = len(list(head.records())) if head else 0
    origin = manifest.origin
    out.say("forked", name=manifest.name, origin=origin.name if origin else "", count=count, path=folder)
    out.result(
        {
            "path": str(folder), "name": manifest.name, "records": count, "commit": head.commit if head else None,
            "origin": origin.model_dump(mode="json", exclude_none=True) if origin else None,
        }
    )  # fmt: skip
