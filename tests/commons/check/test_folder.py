from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.folder import read_text, scan
from portee.commons.text.record_file import LARGEST_RECORD
from portee.core.errors import InputError, SourceError
from tests.commons.examples import EXAMPLE, PATHS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "commons.yaml").write_text("name: x\n")
    (tmp_path / "need").mkdir()
    return tmp_path


def test_files_are_listed_in_order() -> None:
    found = scan(EXAMPLE)
    assert [file.path for file in found.files] == PATHS
    assert found.problems == ()


def test_there_must_be_a_commons(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="portee commons init"):
        scan(tmp_path)


def test_what_does_not_belong_is_told(root: Path) -> None:
    (root / "needs").mkdir()
    (root / "need" / "Éte.md").touch()
    (root / "need" / "note.txt").touch()
    (root / "need" / "inner").mkdir()
    (root / "need" / "link.md").symlink_to("/etc/passwd")
    (root / "cell").symlink_to(root / "need")
    (root / "need" / "big.md").write_bytes(b"x" * (LARGEST_RECORD + 1))
    (root / "need" / ".hidden").touch()
    found = scan(root)
    assert found.files == ()
    told = {problem.where.file: str(problem) for problem in found.problems if problem.where}
    assert set(told) == {"needs", "need/Éte.md", "need/note.txt", "need/inner", "need/link.md", "cell", "need/big.md"}
    assert "Did you mean 'need'?" in told["needs"]
    assert "link to somewhere else" in told["cell"]
    assert "more than" in told["need/big.md"]


def test_a_file_is_utf8(root: Path) -> None:
    (root / "need" / "x.md").write_bytes("é".encode("latin-1"))
    with pytest.raises(SourceError, match="not UTF-8"):
        read_text(root, "need/x.md")
    with pytest.raises(SourceError, match="cannot be read"):
        read_text(root, "need/y.md")
