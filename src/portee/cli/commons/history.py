"""portee commons history, and diff: who changed what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.commons.repository.history import RecordChange

__all__ = ["diff", "history", "tell_changes"]

LONGEST = 160


@expand
def history(
    path: CommonsArgument,
    common: CommonOptions,
    id: Annotated[str | None, typer.Argument(help="Only of this record.", show_default=False, metavar="ID")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the newest first.")] = 20,
) -> None:
    """Tell the versions of a commons, or of one record: when, by whom, what was said.

    Example: portee commons history my-commons need/retour-de-nuit
    """
    out = Output(common)
    from portee.commons.repository.history import history as versions_of
    from portee.commons.repository.repository import Commons
    from portee.commons.text.record_file import record_path

    found = versions_of(Commons.open(path), record_path(id) if id else None, limit)
    out.say("history_found" if found else "history_none")
    for version in found:
        out.line(f"{version.commit[:10]}  {version.moment[:16].replace('T', ' ')}  {version.author}: {version.message}")
    out.result([vars(version) for version in found])


@expand
def diff(
    path: CommonsArgument,
    common: CommonOptions,
    old: Annotated[str, typer.Argument(help="Version before.", metavar="OLD")] = "HEAD~1",
    new: Annotated[str, typer.Argument(help="Version after.", metavar="NEW")] = "HEAD",
) -> None:
    """Tell what differs between two versions, record by record and field by field, in words.

    Example: portee commons diff my-commons v1.0.0 HEAD
    """
    out = Output(common)
    from portee.commons.repository.history import changes_between
    from portee.commons.repository.repository import Commons
    from portee.commons.repository.snapshot import find_commit
    from portee.services.commons_reading.facts import changes_facts

    commons = Commons.open(path)
    before, after = (find_commit(commons.repository, name, path) for name in (old, new))
    found = changes_between(commons, before, after)
    out.say("diff_found" if found else "diff_none", count=len(found))
    tell_changes(out, found)
    out.result(changes_facts(found))


def tell_changes(out: Output, changes: Sequence[RecordChange]) -> None:
    """What differs between two versions, in words."""
    from portee.commons.records.words import field_label

    for change in changes:
        out.line(f"\n{out.text(f'diff_{change.kind}')} {change.title} ({change.id})")
        if change.kind != "changed":
            continue
        for field in change.fields:
            name, *rest = field.field.split(".")
            label = " · ".join([out.text("diff_body") if name == "body" else field_label(name, out.lang), *rest])
            if isinstance(field.old, list) or isinstance(field.new, list):
                signs = [f"+ {_short(item)}" for item in field.added] + [f"− {_short(item)}" for item in field.removed]
                out.line(f"  {label}: {'; '.join(signs) or out.text('diff_order')}")
            else:
                out.line(f"  {label}: {_short(field.old)} → {_short(field.new)}")


def _short(value: Any) -> str:
    text = "∅" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
