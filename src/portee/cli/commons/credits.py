"""portee commons credits: who gave what to a commons."""

from __future__ import annotations

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["credits_command"]


@expand
def credits_command(path: CommonsArgument, common: CommonOptions) -> None:
    """Tell everybody whose changes were accepted, by the name they chose, and who reviewed them.

    Example: portee commons credits my-commons
    """
    out = Output(common)
    from portee.commons.exchange.credits import credits_of_changes
    from portee.commons.repository.repository import Commons

    found = credits_of_changes(Commons.open(path))
    rows = [[out.text("head_chosen_name"), out.text("head_changes"), out.text("head_reviews")]]
    rows += [[one.name, out.number(one.changes), out.number(one.reviews)] for one in found]
    out.table(rows)
    out.result([vars(one) for one in found])
