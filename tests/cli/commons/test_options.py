from __future__ import annotations

from tests.cli.conftest import Run


def test_the_folder_is_asked_for(portee: Run) -> None:
    ran = portee("commons", "check")
    assert ran.code == 2
    assert "PATH" in ran.err
