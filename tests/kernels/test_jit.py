"""The door to the compiler: where compiled kernels are kept, and when they are not served again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from portee.kernels import jit


def _double(values: np.ndarray) -> int:
    total = 0
    for k in range(len(values)):
        total += 2 * values[k]
    return total


@pytest.mark.parametrize("door", [jit.kernel, jit.inlined])
def test_a_kernel_computes_what_its_python_says(door: object) -> None:
    values = np.arange(5, dtype=np.int64)
    assert door(_double)(values) == _double(values) == 20  # type: ignore[operator]


def test_the_cache_folder_is_named_by_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "kernels"
    shutil.copytree(Path(jit.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(jit, "__file__", str(copy / "jit.py"))
    before = jit._sources_hash()
    assert before == jit._FINGERPRINT
    with (copy / "shortest.py").open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    assert jit._sources_hash() != before


def test_the_cache_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEE_CACHE_DIR", str(tmp_path))
    assert jit.cache_folder().parent == tmp_path
    monkeypatch.delenv("PORTEE_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert jit.cache_folder().parent == tmp_path / "xdg" / "portee"


def test_without_a_folder_to_write_to_kernels_still_compile(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    script = (
        "import numpy as np\nfrom portee.kernels.egress import percentile_rank\nassert percentile_rank(50.0, 9) == 4\n"
    )
    environment = {**os.environ, "PORTEE_CACHE_DIR": str(blocked), "IPYTHONDIR": str(blocked)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert blocked.read_text() == "in the way"
