from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.web.workspaces import written_workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory) -> Path:
    return written_workspace(tmp_path_factory.mktemp("cli") / "village", xs_network, xs_territory)


def test_a_workspace_becomes_a_page(portee: Run, folder: Path, tmp_path: Path) -> None:
    done = portee("booklet", str(folder), "--lang", "fr", "--out", str(tmp_path / "livret.html"), "--seed", "3")
    assert done.code == 0, done.err
    assert "quiz" in done.out
    assert '<html lang="fr">' in (tmp_path / "livret.html").read_text()


def test_a_network_with_jobs_becomes_figures(
    portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:  # fmt: skip
    done = portee(
        "booklet", str(xs_network), "--jobs", str(xs_territory.jobs), "--weight", "jobs", "--cells",
        str(xs_territory.cells), "--title", "Ici", "--json", "-o", str(tmp_path / "b.json"),
    )  # fmt: skip
    assert done.code == 0, done.err
    assert json.loads(done.out)["paths"] == [str(tmp_path / "b.json")]
    assert json.loads((tmp_path / "b.json").read_text())["territory"] == {"fr": "Ici", "en": "Ici"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "b.docx"), "cannot be written"),
        (("--out", "b.html", "--title", "Ici"), "tells its own"),
        (("--out", "b.html", "--date", "2026-13-01"), "2026-13-01"),
        (("--out", "b.html", "--date", "1999-01-05"), "1999-01-05"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    portee: Run, folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:  # fmt: skip
    out = tmp_path / arguments[1]
    done = portee("booklet", str(folder), "--out", str(out), *arguments[2:])
    assert done.code == 2
    assert said in done.err
    assert not out.exists()


def test_a_folder_that_is_no_territory(portee: Run, tmp_path: Path) -> None:
    done = portee("booklet", str(tmp_path), "--out", str(tmp_path / "b.pdf"))
    assert done.code == 2
    assert not (tmp_path / "b.pdf").exists()
