from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portee.cli.main import app, main
from tests.cli.conftest import Run

COMMANDS = (
    "demo",
    "serve",
    "build",
    "info",
    "matrix",
    "access",
    "trip",
    "isochrone",
    "map",
    "diagnose",
    "vacancy",
    "profile-access",
    "compare",
    "critical",
    "minimum",
    "modal",
    "parameters",
    "booklet",
    "worker",
    "backup",
    "restore",
)


def test_all_commands_of_the_contract_are_there_in_order() -> None:
    assert tuple(command.name for command in app.registered_commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(portee: Run, command: str) -> None:
    ran = portee(command, "--help")
    assert ran.code == 0
    assert f"portee {command}" in ran.out


def test_version(portee: Run) -> None:
    assert portee("--version").out == "portee 0.1.0\n"


def test_without_arguments_there_is_help(portee: Run) -> None:
    ran = portee()
    assert ran.code in (0, 2)  # as the version of Typer has it
    assert "demo" in ran.out + ran.err


def test_help_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from portee.cli.main import main; main(['--help']); "
        "print([m for m in ('numpy', 'numba', 'geopandas', 'polars', 'osmium', 'pyarrow') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_unknown_option_is_a_usage_error(portee: Run) -> None:
    ran = portee("info", "x", "--colour")
    assert ran.code == 2
    assert "--colour" in ran.err


def test_what_can_be_mended_is_one_line(portee: Run, tmp_path: Path) -> None:
    ran = portee("info", "nowhere")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("Error: nowhere: This network folder does not exist.")
    assert "portee build" in ran.err


def test_errors_as_json(portee: Run) -> None:
    ran = portee("info", "nowhere", "--json")
    assert ran.code == 2
    assert json.loads(ran.err)["error"] == "NetworkError"
    assert json.loads(ran.err)["file"] == "nowhere"


def test_a_defect_is_told_without_a_traceback(portee: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTEE_DEBUG", raising=False)
    monkeypatch.setattr("portee.services.describe.describe_network", lambda _: 1 // 0)
    ran = portee("info", "x")
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.err
    assert "PORTEE_DEBUG=1" in ran.err


def test_a_defect_shows_where_it_happened_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEE_DEBUG", "1")
    monkeypatch.setattr("portee.services.describe.describe_network", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        main(["info", "x"])


def test_ctrl_c_is_no_error(portee: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("portee.services.describe.describe_network", interrupted)
    ran = portee("info", "x")
    assert ran.code == 130
    assert ran.err == "Interrupted. Nothing was written.\n"


def test_ctrl_c_while_it_works_leaves_nothing(commute: list[str], tmp_path: Path) -> None:
    # Slow on purpose: many draws of every minute of six hours.
    slow = [*commute, "--window", "360", "--draws", "100", "-o", str(tmp_path / "out.gpkg"), "--by-hour"]
    script = "import sys; print('ready', flush=True); from portee.cli.main import main; sys.exit(main(sys.argv[1:]))"
    program = subprocess.Popen(
        [sys.executable, "-c", script, *slow], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    program.stdout.readline()
    time.sleep(3)
    assert program.poll() is None, "it ended before it could be interrupted"
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "Traceback" not in err
    assert err.strip() == "Interrupted. Nothing was written."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "system", "begins"),
    [
        (("info", "nowhere"), "fr_FR.UTF-8", "Erreur : nowhere : Ce dossier de réseau n'existe pas."),
        (("info", "nowhere", "--lang", "en"), "fr_FR.UTF-8", "Error: nowhere: This network folder"),
        (("info", "nowhere", "--lang=fr"), "en_GB.UTF-8", "Erreur : nowhere : Ce dossier"),
        (("info", "nowhere"), "en_GB.UTF-8", "Error: nowhere: This network folder"),
    ],
)  # fmt: skip
def test_errors_are_told_in_the_language_of_whoever_asks(
    portee: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], system: str, begins: str
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert portee(*arguments).err.startswith(begins)
