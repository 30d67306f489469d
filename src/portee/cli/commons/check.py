"""portee commons check: whether everything in a commons is well."""

from __future__ import annotations

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["check"]


@expand
def check(path: CommonsArgument, common: CommonOptions) -> None:
    """Tell everything that is wrong in a commons, with file, line and field, or that all is well.

    The files on disk are checked, committed or not; only those that changed are read again. Ends with 0 only when all
    is well.

    Example: portee commons check my-commons
    """
    out = Output(common)
    from portee.commons.check.check import check_commons
    from portee.core.errors import ManyProblems

    with out.progress() as progress:
        checked = check_commons(path, progress)
    if checked.problems:
        raise ManyProblems(checked.problems)
    out.say("commons_well", count=len(checked.records), path=path)
    rows = [[out.text("head_type"), out.text("head_how_many")]]
    rows += [[kind, out.number(count)] for kind, count in checked.by_type().items()]
    if len(rows) > 1:
        out.table(rows)
    out.result({"records": len(checked.records), "by_type": checked.by_type(), "problems": []})
