from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from portee.cli.serve import free_socket
from portee.core.errors import ParameterError
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.sessions import open_session
from portee.web.private import close_private, database_of
from tests.cli.conftest import Run
from tests.web.people import private_site
from tests.web.workspaces import written_workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory) -> Path:
    return written_workspace(tmp_path_factory.mktemp("served") / "village", xs_network, xs_territory)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "access.log"


@pytest.fixture
def served(folder: Path, log: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program as people start it, and its address."""
    command = [
        sys.executable,
        "-m",
        "portee.cli.main",
        "serve",
        str(folder),
        "--port",
        "0",
        "--json",
        "--log",
        str(log),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.rstrip().endswith("}"):
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            text += line
        yield process, json.loads(text)["url"]
        if process.poll() is None:
            process.kill()


def ask(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - this machine's own server
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_when_it_says_so_and_ends_when_asked(
    served: tuple[subprocess.Popen[str], str], log: Path, sign: signal.Signals
) -> None:
    process, url = served
    assert url.startswith("http://localhost:")
    assert ask(f"{url}healthz")[0] == 200
    assert '<html lang="fr">' in ask(url)[1]
    os.kill(process.pid, sign)
    assert process.wait(timeout=30) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
    lines = [json.loads(line.partition("{")[1] + line.partition("{")[2]) for line in log.read_text().splitlines()]
    assert [line["route"] for line in lines] == ["/healthz", "/", "/fr/"]


def test_a_port_in_use_is_told(portee: Run, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = portee("serve", folder, "--port", port, "--no-open")
    assert ran.code == 2
    assert f"Port {port} is already in use." in ran.err
    assert "--port" in ran.err


def test_a_folder_that_is_no_workspace_is_told(portee: Run, tmp_path: Path) -> None:
    ran = portee("serve", tmp_path)
    assert ran.code == 2
    assert "no workspace.yaml" in ran.err


def test_a_damaged_network_is_told_before_anybody_comes(portee: Run, tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text("name: village\ntitle: {fr: Le village, en: The village}\n")
    ran = portee("serve", tmp_path)
    assert ran.code == 2
    assert "network" in ran.err


def test_a_log_that_cannot_be_written_is_told(portee: Run, folder: Path, tmp_path: Path) -> None:
    ran = portee("serve", folder, "--port", "0", "--log", tmp_path / "nowhere" / "access.log")
    assert ran.code == 2
    assert "--log" in ran.err
    assert logging.getLogger("portee.web").propagate


def test_an_address_of_no_machine_is_told() -> None:
    with pytest.raises(ParameterError, match="no address"):
        free_socket("no.such.host.invalid", 0)
    with pytest.raises(ParameterError, match="Nothing can answer at"):
        free_socket("192.0.2.1", 0)


def test_any_free_port_may_be_asked_for() -> None:
    with free_socket("127.0.0.1", 0) as found:
        assert found.getsockname()[1] > 0


def test_a_style_of_maps_must_be_fetched_safely(portee: Run, folder: Path) -> None:
    shown = portee("serve", str(folder), "--no-open", "--map-style", "http://maps.example.org/style.json")
    assert shown.code == 2
    assert "begins with https://" in shown.err


def test_kill_9_of_the_server_in_the_middle_of_writes_loses_nothing_it_confirmed(
    tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory
) -> None:
    site = private_site(tmp_path / "village", xs_network, xs_territory)
    with database_of(site).writing() as connection:
        ada = create_account(connection, "ada@example.org", "0", now=now())
        session = open_session(connection, ada.id, now=now())
    close_private(site)
    confirmed = 0
    for _ in range(2):
        command = [sys.executable, "-m", "portee.cli.main", "serve", str(tmp_path / "village"), "--port", "0", "--json"]
        with subprocess.Popen(
            [*command, "--no-worker"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            url = address_of(process)
            killer = threading.Timer(0.7, process.kill)
            with httpx.Client(base_url=url, cookies={"portee-session": session}, timeout=10) as client:
                try:
                    token = re.findall(r'name="csrf" value="([^"]+)"', client.get("/fr/account").text)[0]
                    while True:
                        fields = {"csrf": token, "name": str(confirmed + 1), "language": "fr"}
                        answer = client.post("/fr/account/change", data=fields)
                        assert answer.status_code == 303, answer.text
                        confirmed += 1
                        if killer.ident is None:
                            killer.start()
                except httpx.HTTPError:
                    pass
            process.wait()
            killer.join()
        with sqlite3.connect(tmp_path / "village" / "private" / "portee.sqlite") as file:
            (name,) = file.execute("SELECT name FROM accounts").fetchone()
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        file.close()
        # The last one may have been written and not yet confirmed.
        assert int(name) in (confirmed, confirmed + 1)
        confirmed = int(name)
    assert confirmed > 0


def address_of(process: subprocess.Popen[str]) -> str:
    """What the program says once it answers."""
    assert process.stdout is not None
    text = ""
    while not text.rstrip().endswith("}"):
        line = process.stdout.readline()
        assert line, "it did not start"
        text += line
    url: str = json.loads(text)["url"]
    return url
