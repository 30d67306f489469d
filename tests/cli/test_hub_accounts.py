from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.cli.main import main
from tests.cli.conftest import as_typed


def test_accounts_are_told_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, page = tmp_path / "hub.xlsx", tmp_path / "hub.html"
    assert main(["hub", "accounts", "fabriques", "-o", str(book), "--page", str(page), "--lang", "en"]) == 0
    told = as_typed(capsys.readouterr().out)
    assert "2027" in told
    assert "A trip costs" in told
    assert "To break even" in told
    assert "nobody loses" in told
    assert book.is_file()
    assert page.is_file()


def test_accounts_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "accounts", "fabriques", "-o", str(tmp_path / "hub.xlsx"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["id"], len(found["years"]), found["page"]) == ("fabriques", 5, None)


def test_a_sound_file_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "check", "fabriques", "--lang", "fr"]) == 0
    assert "rien à corriger" in as_typed(capsys.readouterr().out)


def test_all_problems_are_told_with_lines_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub, book = tmp_path / "hub.yaml", tmp_path / "hub.xlsx"
    hub.write_text(
        "id: hub\ntitle: {fr: P, en: H}\nstart: 2027\nyears: 2\nfigures_on: 2026-11-26\ncontribution: -1\n"
        "subsidies:\n  - {title: {fr: A, en: A}, by: city, eur: 5, source: s, from: 2028, until: 2027}\n",
        encoding="utf-8",
    )
    for command in (["check", str(hub)], ["accounts", str(hub), "-o", str(book)]):
        assert main(["hub", *command, "--lang", "en"]) == 2
        told = capsys.readouterr().err
        assert "2 problems" in told
        assert "line 6" in told
        assert "line 8" in told
    assert not book.exists()


def test_a_wrong_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "accounts", "fabriques", "-o", str(tmp_path / "hub.ods")]) == 2
    assert ".xlsx" in capsys.readouterr().err
