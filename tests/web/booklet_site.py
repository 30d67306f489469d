"""The booklet of a site whose workspace no worker works in, laid where work would have left it."""

from __future__ import annotations

from typing import Any, cast

from portee.core.progress import Silent
from portee.services.jobs.booklet import BOOKLET, kept_facts
from portee.services.jobs.kinds import Work
from portee.services.jobs.results import RESULT, keeping, key_of_work
from portee.web.learn import ASKED
from portee.web.site import Site

__all__ = ["lay_booklet"]


def lay_booklet(site: Site) -> None:
    """Work the figures out, unless they are there."""
    workspace = site.workspace
    key = key_of_work(workspace, BOOKLET, ASKED)
    if kept_facts(workspace, key) is None:
        with keeping(workspace, key) as folder:
            BOOKLET.run(Work(cast("Any", workspace), ASKED, folder, Silent()))
            (folder / RESULT).write_text("{}", encoding="utf-8")
