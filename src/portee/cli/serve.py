"""portee serve: the web application around one workspace."""

from __future__ import annotations

import errno
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "free_socket", "run_app", "serve", "serve_folder"]

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8750
HERE = ("127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104 - addresses at which this machine finds it
GRACE_S = 10
"""Seconds that answers under way are given when the application is asked to end."""


@expand
def serve(
    workspace: Annotated[
        Path, typer.Argument(help="Folder of the workspace; it holds workspace.yaml.", show_default=False)
    ],
    common: CommonOptions,
    host: Annotated[
        str, typer.Option("--host", help="Address to answer at; 0.0.0.0 for every machine of the network.")
    ] = DEFAULT_HOST,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="Port to answer at; 0 for any free one.")
    ] = DEFAULT_PORT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open it in a browser.")] = False,
    database: Annotated[
        str | None,
        typer.Option(
            "--database", help="Address of the private database, such as postgresql://user@host/name (default: the "
            "SQLite file of the workspace).", show_default=False, metavar="URL", envvar="PORTEE_DATABASE",
        ),
    ] = None,
    https: Annotated[
        bool,
        typer.Option("--https", help="People come by HTTPS, through a proxy before it: cookies are sent by it alone."),
    ] = False,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Long work is done by `portee worker`, started apart.")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(
            "--log", help="File for the access log: one line of JSON per answer, with nothing that was entered.",
            show_default=False,
        ),
    ] = None,
    map_style: Annotated[
        str | None,
        typer.Option(
            "--map-style", help="Address (https) of a MapLibre style to draw maps on, instead of the territory's own "
            "streets; visitors' browsers then ask that service.", show_default=False, metavar="URL",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Open the web application on a workspace: maps, answers for a person or a vacancy, the commons.

    It runs until it is stopped with Ctrl-C, needs no network and no other program, and answers at /healthz when ready.

    Example: portee serve my-territory --port 8080
    """
    from portee.core.errors import ParameterError, Where
    from portee.web.site import Settings

    if map_style is not None and not map_style.startswith("https://"):
        raise ParameterError(
            "A style of maps is an address that begins with https://.", where=Where(field="--map-style"),
            mend="Give one, or leave the option out: maps are then drawn from the territory's own streets.",
        )  # fmt: skip
    settings = Settings(threads=cpu_count() or 1, secure=https, database=database, map_style=map_style)
    serve_folder(
        Output(common), workspace, settings, host=host, port=port, open_it=not no_open, log=log, work=not no_worker
    )


def serve_folder(
    out: Output, folder: Path, settings: Any, *, host: str, port: int, open_it: bool, log: Path | None = None,
    work: bool = True,
) -> None:  # fmt: skip
    """Open a workspace and answer until asked to end; `work` starts its worker too.

    Raises:
        PorteeError: before anything is answered.
    """
    from portee.services.jobs.child import WorkerProcess
    from portee.services.workspace.workspace import open_workspace
    from portee.web.app import create_app
    from portee.web.private import close_private, database_of, mail_of
    from portee.web.site import Site
    from portee.web.warming import warm

    workspace = open_workspace(folder)
    site = Site(workspace, settings)
    # What is damaged is told now, not to the first visitor.
    site.world  # noqa: B018
    database_of(site)
    mail_of(site)
    listening = free_socket(host, port)
    shown = "localhost" if host in HERE else f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}/"

    def ready() -> None:
        out.say("serve_ready", title=workspace.title.in_(out.lang), url=url)
        out.result({"url": url, "workspace": str(folder)})
        # Nobody waits for it: whoever comes earlier waits as long as without.
        threading.Thread(target=warm, args=(site,), daemon=True, name="warm").start()
        if open_it and out.interactive:
            import webbrowser

            webbrowser.open(url)

    worker = WorkerProcess(folder, settings.database) if work else None
    try:
        with listening, _log_to(log):
            try:
                if worker is not None:
                    worker.start()
                run_app(create_app(site), listening, ready)
            finally:
                if worker is not None:
                    worker.stop()
    finally:
        close_private(site)
    out.say("serve_stopped")


def free_socket(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises ParameterError when the port is in use, or the address is not of this machine."""
    from portee.core.errors import ParameterError, Where

    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as problem:
        raise ParameterError(
            f"'{host[:60]}' is no address of a machine.", where=Where(field="--host"),
            mend="Give 127.0.0.1 for this machine alone, or 0.0.0.0 for every machine of the network.",
        ) from problem  # fmt: skip
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as problem:
        made.close()
        if isinstance(problem, PermissionError):
            what, mend = f"Port {port} is kept for the system.", "Give a port from 1024 on with --port."
        elif problem.errno == errno.EADDRINUSE:
            what, mend = f"Port {port} is already in use.", "Stop what uses it, or give another with --port."
        else:
            what, mend = f"Nothing can answer at {host}: {problem.strerror}.", "Give another address with --host."
        raise ParameterError(what, where=Where(field="--port"), mend=mend) from problem
    return made


def run_app(app: FastAPI, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer on a socket until asked to end (Ctrl-C or SIGTERM); `ready` is called once it does."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, date_header=True,
        timeout_graceful_shutdown=GRACE_S, lifespan="on",
    )  # fmt: skip
    try:
        Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        # That is how one stops it.
        return
    finally:
        listening.close()


@contextmanager
def _log_to(path: Path | None) -> Iterator[None]:
    """Problems on stderr; every answer too, with the time, in a file where one is given. Raises OutputError."""
    from portee.core.errors import OutputError

    shown = logging.StreamHandler()
    shown.setLevel(logging.ERROR)
    handlers: list[logging.Handler] = [shown]
    if path is not None:
        try:
            kept = logging.FileHandler(path, encoding="utf-8")
        except OSError as problem:
            raise OutputError(
                f"The log cannot be written: {problem.strerror}.", where=str(path), mend="Give another file with --log."
            ) from problem
        kept.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handlers.append(kept)
    ours = logging.getLogger("portee.web")
    level, propagate = ours.level, ours.propagate
    ours.setLevel(logging.INFO)
    ours.propagate = False
    for handler in handlers:
        ours.addHandler(handler)
    try:
        yield
    finally:
        ours.setLevel(level)
        ours.propagate = propagate
        for handler in handlers:
            ours.removeHandler(handler)
            handler.close()
