"""The worker that a site starts for itself, as a program: it ends without a word when the site ends or dies.

    python -m portee.services.jobs.attached WORKSPACE PARENT

PARENT is the process of the site; the address of another database is in PORTEE_DATABASE.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from portee.core.ending import end_program

__all__ = ["main"]

LOOK_S = 0.5


def main(folder: str, parent: int) -> None:
    """Work until asked to end, or until the site is gone: one that is killed leaves no worker behind."""
    stop, begun = threading.Event(), threading.Event()

    def asked(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        stop.set()
        if not begun.is_set():
            os._exit(0)

    # Before the heavy libraries: whoever asks while they load is heard at once, as there is nothing to bring to an end.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    import logging

    from portee.services.jobs.worker import Worker
    from portee.services.mail import mail_server
    from portee.services.workspace.workspace import open_workspace
    from portee.store.database import open_database

    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s")
    workspace = open_workspace(Path(folder))
    if stop.is_set():
        return
    with (
        open_database(os.environ.get("PORTEE_DATABASE") or workspace.database_url) as database,
        Worker(workspace, database, mail=mail_server()) as worker,
    ):

        def follow() -> None:
            while not stop.wait(LOOK_S) and os.getppid() == parent:
                pass
            worker.stop()

        threading.Thread(target=follow, name="follow", daemon=True).start()
        worker.run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
    end_program(0)
