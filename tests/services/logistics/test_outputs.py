from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.services.logistics.outputs import check_outputs


def test_files_that_cannot_be_written_are_refused_before_long_work(tmp_path: Path) -> None:
    check_outputs([tmp_path / "a.gpkg", tmp_path / "b.yaml"], tmp_path)
    with pytest.raises(ParameterError):
        check_outputs([tmp_path / "a.docx"])
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ParameterError, match="is a file"):
        check_outputs([], tmp_path / "taken")
