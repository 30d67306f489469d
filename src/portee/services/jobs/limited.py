"""Read a file that somebody sent in a process of its own, with bounds on time, memory and what it may write.

    python -m portee.services.jobs.limited MODULE:FUNCTION FILE RESULT SECONDS MEGABYTES

runs FUNCTION(FILE) and writes what it returns to RESULT as JSON, {"value": …} or {"problem": …}.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from portee.core.errors import PorteeError, SourceError, Where

__all__ = ["run_limited"]

SECONDS, MEGABYTES = 120, 6000
"""Enough for the timetable of a region; address space, of which libraries reserve more than they use."""
RESULT_BYTES = 8_000_000


def run_limited(function: str, file: Path, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Any:
    """What a function of one path returns, as plain JSON values.

    Args:
        function: "package.module:name".
        file: that it reads. seconds: of processor. megabytes: of address space.

    Raises:
        SourceError: it says so itself, or takes too long, too much memory, or crashes.
    """
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "-m", __name__, function, str(file), str(result), str(seconds), str(megabytes)]
        try:
            ended = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=seconds * 2 + 30, check=False, env={**os.environ, "TMPDIR": folder},
            )  # fmt: skip
            told = json.loads(result.read_text(encoding="utf-8"))
        except subprocess.TimeoutExpired:
            told = None
        except (OSError, ValueError):
            told = {"code": ended.returncode}
    if told is not None and "value" in told:
        return told["value"]
    if told is not None and "problem" in told:
        problem = told["problem"]
        raise SourceError(
            problem["what"], where=Where(file.name, problem["line"], problem["field"]), mend=problem["mend"] or ""
        )
    raise SourceError(
        "Reading this file took too long or too much memory; it was given up.", where=file.name,
        mend="Give a smaller file, or only the part that covers the territory.",
    )  # fmt: skip


def _limit(seconds: int, megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the time-out of the parent is all there is.
    memory = megabytes * 1_000_000
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 4_000_000_000),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _main(function: str, file: str, result: str, seconds: str, megabytes: str) -> None:
    _limit(int(seconds), int(megabytes))
    module, _, name = function.partition(":")
    try:
        told = {"value": getattr(importlib.import_module(module), name)(Path(file))}
    except PorteeError as problem:
        told = {"problem": problem.as_dict()}
    text = json.dumps(told, default=str)
    Path(result).write_text(text if len(text) <= RESULT_BYTES else "{}", encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
