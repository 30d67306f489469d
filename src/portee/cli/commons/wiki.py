"""portee commons export-wiki and import-wiki: to and from the wikis of commons."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.commons.options import AuthorOption, CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["ImportedType", "export_wiki", "import_wiki"]


class ImportedType(StrEnum):
    """What a page of a wiki becomes."""

    solution = "solution"
    practice = "practice"


@expand
def export_wiki(
    path: CommonsArgument,
    common: CommonOptions,
    out: Annotated[Path, typer.Option("-o", "--output", help="File to write: .xml.", show_default=False)],
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of solutions and practices; all that are reviewed otherwise.", metavar="[ID]..."),
    ] = None,
) -> None:
    """Write solutions and practices as pages of a wiki with the template Commun, to be taken in by Special:Import.

    Example: portee commons export-wiki my-commons practice/navette-des-moulins -o communs.xml
    """
    voice = Output(common)
    from portee.commons.publish.wiki.exchange import export_wiki as export

    pages = export(path, ids or (), out)
    voice.say("wiki_exported", count=len(pages), path=out)
    voice.result({"pages": [page.title for page in pages], "file": str(out)})


@expand
def import_wiki(
    file: Annotated[
        Path, typer.Argument(help="Export of a wiki (.xml), or the text of one page.", show_default=False)
    ],
    path: CommonsArgument,
    author: AuthorOption,
    common: CommonOptions,
    licence: Annotated[
        str, typer.Option("--licence", help="Licence of the wiki's texts, an SPDX identifier.")
    ] = "CC-BY-SA-4.0",
    to: Annotated[
        ImportedType | None,
        typer.Option("--as", help="Type of the drafts; told by the page's category otherwise.", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Lay pages of a wiki that have the template Commun in a commons, as drafts to complete. Nothing is committed.

    Example: portee commons import-wiki communs.xml my-commons --author Mimosa
    """
    voice = Output(common)
    from datetime import date

    from portee.commons.publish.wiki.exchange import import_wiki as lay

    today = date.today().isoformat()
    drafts = lay(file, path, author=author, day=today, licence=licence, to=to.value if to else None)
    voice.say("wiki_imported", count=len(drafts), path=path)
    for draft in drafts:
        voice.line(f"  {draft.id}")
    voice.next("commons", "check", path)
    voice.result({"drafts": [draft.id for draft in drafts]})
