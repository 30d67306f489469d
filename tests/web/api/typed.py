"""The command line beside the API: what the same question answers there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portee.cli.main import main

__all__ = ["typed"]


def typed(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    """The JSON that a command prints."""
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)
