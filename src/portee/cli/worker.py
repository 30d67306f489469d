"""portee worker: long work of one workspace, apart from the site."""

from __future__ import annotations

import logging
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, SiteDatabase
from portee.cli.output import Output

__all__ = ["worker"]


@expand
def worker(
    workspace: Annotated[
        Path, typer.Argument(help="Folder of the workspace; it holds workspace.yaml.", show_default=False)
    ],
    common: CommonOptions,
    database: SiteDatabase = None,
    threads: Annotated[int, typer.Option("--threads", min=1, max=16, help="Pieces of work done at a time.")] = 1,
) -> None:  # fmt: skip
    """Do the long work that people ask for on the site, until stopped with Ctrl-C.

    `portee serve` starts one by itself; with `portee serve --no-worker` it runs apart, with its own limits. Work that
    was interrupted is taken up again.

    Example: portee worker my-territory
    """
    out = Output(common)
    from portee.services.jobs.worker import Worker
    from portee.services.mail import mail_server
    from portee.services.workspace.workspace import open_workspace
    from portee.store.database import open_database

    logging.basicConfig(level=logging.INFO if out.talks else logging.ERROR, format="%(asctime)s %(message)s")
    for noisy in ("alembic", "huey"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    opened = open_workspace(workspace)
    with (
        open_database(database or opened.database_url) as store,
        Worker(opened, store, threads=threads, mail=mail_server()) as working,
    ):

        def stop(signum: int, frame: FrameType | None) -> None:
            del signum, frame
            working.stop()

        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, stop)
        out.say("worker_ready", workspace=str(workspace))
        working.run()
    out.say("worker_stopped")
