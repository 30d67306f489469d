from __future__ import annotations

from tests.cli.conftest import Run


def test_help_names_every_command(portee: Run) -> None:
    ran = portee("commons", "--help")
    assert ran.code == 0
    assert "check" in ran.out
    assert "portee commons init" in ran.out
