"""portee commons workshop: print, bring in, put together and vote, without a name ever entering the commons."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["app"]

app = typer.Typer(
    help="Workshops on pains and expectations: canvas, forms, statements, synthesis, votes.\n\n"
    "Begin with: portee commons workshop canvas -o canvas.pdf",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

WorkshopArgument = Annotated[
    str, typer.Argument(help="Id of a workshop: workshop/name.", show_default=False, metavar="ID")
]
MaybeAuthor = Annotated[
    str | None,
    typer.Option(
        "--author", envvar="PORTEE_AUTHOR", show_default=False,
        help="Name of your choice under which you are credited; no address.",
    ),
]  # fmt: skip


@expand
def canvas(
    common: CommonOptions,
    output: Annotated[Path, typer.Option("-o", "--output", help="PDF to write.", show_default=False)],
    question: Annotated[
        str | None, typer.Option("--question", help="Asked at the top; a general one otherwise.", show_default=False)
    ] = None,
    about: Annotated[str, typer.Option("--about", help="Title under the question.", show_default=False)] = "",
) -> None:
    """Write a canvas for pains, expectations and ideas, and a paper form: two A4 sheets in black and white.

    Example: portee commons workshop canvas -o canvas.pdf --question "Qu'est-ce qui vous empêche d'aller travailler ?"
    """
    out = Output(common)
    from portee.reports.workshop_canvas import write_canvas

    write_canvas(output, out.lang, question, about)
    out.say("canvas_written", path=output)
    out.result({"path": str(output)})


@expand
def form(
    common: CommonOptions,
    output: Annotated[Path, typer.Option("-o", "--output", help="CSV to write.", show_default=False)],
) -> None:
    """Write an empty form, to be filled in with any spreadsheet, without a network.

    Example: portee commons workshop form -o form.csv
    """
    out = Output(common)
    from portee.commons.workshops.capture import form_text
    from portee.core.atomic import atomic_file

    with atomic_file(output) as partial:
        # With its mark at the start, spreadsheets read accents as they are.
        partial.write_text(form_text(out.lang), encoding="utf-8-sig")
    out.say("form_written", path=output)
    out.say(
        "next",
        command=f"portee commons workshop import PATH {shlex.quote(str(output))} --workshop workshop/… --author …",
    )
    out.result({"path": str(output)})


@expand
def bring(
    path: CommonsArgument,
    file: Annotated[Path, typer.Argument(help="Form filled in (CSV).", show_default=False, metavar="FILE")],
    author: AuthorOption,
    common: CommonOptions,
    workshop: Annotated[str, typer.Option("--workshop", help="Id of the workshop.", show_default=False)],
    moved_at_least: Annotated[
        float, typer.Option("--moved-at-least", help="Metres by which each place is moved at least.")
    ] = 100.0,
    moved_at_most: Annotated[
        float, typer.Option("--moved-at-most", help="Metres by which each place is moved at most.")
    ] = 300.0,
    square: Annotated[
        float, typer.Option("--square", help="Side of the squares in which people are counted, metres.")
    ] = 500.0,
    add: Annotated[bool, typer.Option("--add", help="Add to the statements that the workshop has.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be kept, and write nothing.")] = False,
) -> None:
    """Bring in what was said at a workshop: one statement a row, under names drawn by lot, in one change or not at all.

    A file with a column on names or contacts is refused whole, texts with an e-mail, a number or an address too. Places
    are moved at random, and kept only in squares where 11 people or more spoke.

    Example: portee commons workshop import my-commons form.csv --workshop workshop/atelier-de-mars --author Mimosa
    """
    out = Output(common)
    from portee.commons.anonymity import LEAST_PEOPLE
    from portee.commons.workshops.bring_in import bring_in
    from portee.commons.workshops.capture import read_said
    from portee.commons.workshops.places import Hiding

    hiding = Hiding(least_m=moved_at_least, most_m=moved_at_most, square_m=square)
    found = bring_in(path, workshop, read_said(file), author, hiding=hiding, add=add, dry=dry_run)
    out.say("said_tried" if dry_run else "said_brought_in", count=len(found.statements), workshop=workshop)
    if found.people is None:
        out.say("said_by_few", least=LEAST_PEOPLE)
    else:
        out.say("said_by", people=found.people)
    if found.placed or found.unplaced:
        out.say("said_placed", placed=found.placed, unplaced=found.unplaced, least=LEAST_PEOPLE)
    if found.unplaced and not found.placed and found.people is not None:
        out.say("said_unplaced")
    out.say("said_reread")
    if not dry_run:
        out.next("commons", "workshop", "synthesis", path, workshop)
    out.result(
        {
            "workshop": workshop, "commit": found.commit, "statements": list(found.statements),
            "people": found.people, "placed": found.placed, "unplaced": found.unplaced,
        }
    )  # fmt: skip


@expand
def synthesis(
    path: CommonsArgument,
    id: WorkshopArgument,
    common: CommonOptions,
    apart: Annotated[
        float, typer.Option("--apart", help="Distance beyond which groups stay apart, 0 to 1; less gives more groups.")
    ] = 0.9,
    needs: Annotated[bool, typer.Option("--needs", help="Lay a draft need for each group; needs --author.")] = False,
    author: MaybeAuthor = None,
) -> None:
    """Put the statements of a workshop together by what they say, each group with its most typical statement.

    Each statement is in one group, by its id. It is a first sorting by words: people name the groups.

    Example: portee commons workshop synthesis my-commons workshop/atelier-de-mars --needs --author Mimosa
    """
    out = Output(common)
    from portee.commons.anonymity import LEAST_PEOPLE
    from portee.commons.repository.repository import Commons
    from portee.commons.workshops.bring_in import statements_of, workshop_file
    from portee.commons.workshops.need_drafts import lay_needs
    from portee.commons.workshops.themes import themes
    from portee.core.errors import ParameterError

    if needs and not author:
        raise ParameterError("A draft has an author.", where="--author", mend="Give a name of your choice.")
    workshop_file(path, id)
    said = statements_of(Commons.open(path), id)
    found = themes(said, apart)
    out.say("synthesis_found", statements=len(said), groups=len(found))
    for theme in found:
        people = (
            out.text("group_few", least=LEAST_PEOPLE)
            if theme.people is None
            else out.text("group_people", count=theme.people)
        )
        out.line(f"\n{theme.typical.said}\n  {people} · {', '.join(theme.stems)}\n  {', '.join(theme.statements)}")
    laid = lay_needs(path, id, found, said, author, out.lang) if needs and author else []
    for draft in laid:
        out.say("record_laid", path=draft)
    out.result(
        {
            "workshop": id,
            "groups": [
                {
                    "typical": theme.typical.said, "people": theme.people, "stems": list(theme.stems),
                    "statements": list(theme.statements),
                }
                for theme in found
            ],
            "needs": [str(draft) for draft in laid],
        }
    )  # fmt: skip


@expand
def vote(
    path: CommonsArgument,
    id: WorkshopArgument,
    file: Annotated[
        Path, typer.Argument(help="Votes (CSV): need, dots, and voter, a number.", show_default=False, metavar="FILE")
    ],
    common: CommonOptions,
    dots: Annotated[int, typer.Option("--dots", help="Dots that each voter has.")] = 3,
    voters: Annotated[
        int | None,
        typer.Option("--voters", help="How many voted, when the file has no column of voters.", show_default=False),
    ] = None,
    author: MaybeAuthor = None,
) -> None:
    """Count a vote by dots on needs, ties told. With --author, the sums are written into the record of the workshop.

    Example: portee commons workshop vote my-commons workshop/atelier-de-mars votes.csv --dots 3 --author Mimosa
    """
    out = Output(common)
    from portee.commons.workshops.bring_in import workshop_file
    from portee.commons.workshops.dot_votes import needs_on_disk, read_votes, save_votes, tally

    workshop_file(path, id)
    found = tally(read_votes(file, needs_on_disk(path)), dots, voters)
    commit = save_votes(path, id, found, author) if author else None
    out.say("vote_counted", voters=found.voters, dots=sum(found.dots.values()))
    rows, place = [[out.text("head_voted_need"), out.text("head_voted_rank"), out.text("head_voted_dots")]], 1
    for rank in found.ranks:
        rows += [[need, out.number(place), out.number(found.dots[need])] for need in rank]
        place += len(rank)
    out.table(rows)
    for tie in found.ties:
        out.say("vote_tie", needs=", ".join(tie), dots=found.dots[tie[0]])
    if commit:
        out.say("vote_written", workshop=id)
    out.result(
        {
            "workshop": id, "voters": found.voters, "dots": dict(found.dots),
            "ranks": [list(rank) for rank in found.ranks], "commit": commit,
        }
    )  # fmt: skip


for _name, _command in (
    ("canvas", canvas), ("form", form), ("import", bring), ("synthesis", synthesis), ("vote", vote),
):  # fmt: skip
    app.command(_name)(_command)
