"""portee commons verify: whether computed evidence still comes out the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.commons.options import CommonsArgument, DataOption
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.core.errors import PorteeError
    from portee.services.evidence.verify import Verified

__all__ = ["verify"]


@expand
def verify(
    path: CommonsArgument,
    data: DataOption,
    common: CommonOptions,
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of evidence; all computed evidence otherwise.", show_default=False, metavar="[ID]…"),
    ] = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="End with 0 although inputs of some are missing.")
    ] = False,
    threads: Annotated[int | None, typer.Option("--threads", help="Searches at a time.", show_default=False)] = None,
) -> None:
    """Compute evidence again from its inputs, and tell whether it is the same.

    Inputs are known by the hash of their content: give folders that hold them, whatever the files are called. Ends
    with 0 only when everything verified is the same.

    Example: portee commons verify my-commons --data open-data
    """
    out = Output(common)
    from portee.core.errors import ManyProblems, ParameterError
    from portee.services.evidence.verify import computed_evidence, read_evidence, verify_evidence

    records = read_evidence(path, ids or computed_evidence(path))
    cited = [str(record.id) for record in records if record.computed is None]
    if ids and cited:
        raise ParameterError(
            f"'{cited[0]}' is cited: there is nothing to compute again.", where="ID", mend="Name computed evidence."
        )
    found: list[Verified] = []
    with out.progress() as progress:
        for one in verify_evidence(records, data, threads=threads, progress=progress):
            found.append(one)
            _tell(out, one)
    counts = Counter(one.state for one in found)
    out.say("verified", count=len(found), same=counts["same"], cited=len(cited))
    out.result({"verified": [one.as_dict() for one in found], "counts": dict(counts), "cited": cited})
    counted = [one for one in found if not (allow_missing and one.state == "inputs-missing")]
    told = [problem for one in counted if (problem := _problem(one)) is not None]
    if told:
        raise ManyProblems(told)


def _tell(out: Output, one: Verified) -> None:
    from portee.reports.wording import per_cent

    if one.state == "differs" and one.absolute is not None:
        relative = "" if one.relative is None else f" ({per_cent(f'{100 * one.relative:+.3g}', out.lang)})"
        out.say(
            "verify_differs", id=one.id, recorded=f"{one.recorded:.10g}", computed=f"{one.computed:.10g}",
            absolute=f"{one.absolute:+.3g}", relative=relative, fields=", ".join(one.fields),
        )  # fmt: skip
    elif one.state == "inputs-missing":
        out.say("verify_missing", id=one.id, names=", ".join(one.missing))
    elif one.state == "same":
        out.say("verify_same", id=one.id)
    else:
        out.say("verify_failed", id=one.id, why=one.why or "")


def _problem(one: Verified) -> PorteeError | None:
    """What keeps a record from being verified, None where it is the same."""
    from portee.core.errors import ParameterError, SourceError

    if one.state == "same":
        return None
    where = f"{one.id}.md"
    if one.state == "inputs-missing":
        return ParameterError(
            f"Inputs are missing: {', '.join(one.missing)}.", where=where, mend="Give --data with their folder."
        )
    if one.state == "recipe-unknown":
        return SourceError(f"There is no recipe '{one.why}'.", where=where, mend="Use a version of Portée that has it.")
    if one.state == "failed":
        return SourceError(f"It cannot be computed: {one.why}", where=where)
    what = f"Computed again it is {one.computed:.10g}; the record says {one.recorded:.10g} ({', '.join(one.fields)})."
    return SourceError(what, where=where, mend="Make a new record from the computation, which replaces this one.")
