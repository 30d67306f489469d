from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.cli.main import main
from tests.cli.conftest import as_typed


def test_examples_are_compared_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, book = tmp_path / "hubs.html", tmp_path / "hubs.xlsx"
    command = ["hub", "compare", "fabriques-bikes", "fabriques-cars", "--page", str(page), "-o", str(book)]
    assert main([*command, "--lang", "en"]) == 0
    told = as_typed(capsys.readouterr().out)
    assert "Without a hub" in told
    assert "“Cars first”: physical integration" in told
    assert page.is_file()
    assert book.is_file()


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "compare", "fabriques", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    trips = next(one for one in found["figures"] if one["figure"] == "trips")
    assert (trips["nothing"], trips["fabriques"]) == (0, 9700)


def test_what_cannot_be_compared_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "hubs.html"
    assert main(["hub", "compare", "fabriques", "fabriques", "--page", str(page)]) == 2
    assert "son propre identifiant" in capsys.readouterr().err
    assert main(["hub", "compare", "fabriques", "--page", str(tmp_path / "hubs.doc")]) == 2
    assert ".html" in capsys.readouterr().err
    assert not page.exists()
