"""A commons of ten thousand records: checked whole, checked again after one change, indexed, searched, written to."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.commons.check.check import check_commons
from portee.commons.index.index import rebuild, search
from portee.commons.repository.repository import Change
from portee.commons.repository.starting import begin, example_files

__all__ = ["run"]

RECORDS, SMOKE_RECORDS = 10_000, 60
WHOLE_S, AGAIN_S = 10.0, 0.5
"""What is aimed at for 10,000 records: a whole check, and one after a change."""


def run(setting: Setting) -> list[Table]:
    """Measure on copies of the example records; ids and references of the copies are their own."""
    wanted = SMOKE_RECORDS if setting.smoke else RECORDS
    root = setting.work / "commons"
    shutil.rmtree(root, ignore_errors=True)
    commons = begin(root, "Mimosa")
    first = _timed(lambda: commons.save(Change(_copies(wanted), "Ten thousand records", "Mimosa")))
    count = str(len(check_commons(root).records))
    (one,) = list((root / "need").glob("*-0.md"))
    shutil.rmtree(root / ".git" / "portee")
    whole = _timed(lambda: check_commons(root))
    one.write_text(one.read_text(encoding="utf-8").replace("Elles marchent", "Elles vont"), encoding="utf-8")
    again = _timed(lambda: check_commons(root))
    indexed = _timed(lambda: rebuild(commons))
    found = _timed(lambda: search(commons, "navette aube"))
    change = Change({one.relative_to(root).as_posix(): one.read_bytes()}, "One change", "Mimosa")
    saved = _timed(lambda: commons.save(change))
    rows = [
        ["write and commit all", count, f"{first:.1f}", ""],
        ["check, nothing known", count, f"{whole:.1f}", at_most(whole, WHOLE_S)],
        ["check after one change", count, f"{again:.2f}", at_most(again, AGAIN_S)],
        ["make the index", count, f"{indexed:.1f}", ""],
        ["search two words", count, f"{found:.3f}", ""],
        ["commit one change", "1", f"{saved:.2f}", ""],
    ]
    about = "Copies of the example records with ids of their own; seconds on this machine, everything in one process."
    return [Table("A commons of ten thousand records", about, ["what", "records", "seconds", "aim"], rows)]


def _copies(wanted: int) -> dict[str, bytes | None]:
    """Copies of the example, each with its own ids, until there are as many as wanted."""
    examples = {path: text.decode() for path, text in example_files().items()}
    ids = [path.removesuffix(".md") for path in examples]
    files: dict[str, bytes | None] = {}
    number = 0
    while len(files) < wanted:
        for path, text in examples.items():
            if path.startswith("event/"):
                continue
            copy = text
            for id in ids:
                copy = copy.replace(id, f"{id}-{number}")
            files[f"{path.removesuffix('.md')}-{number}.md"] = copy.encode()
        number += 1
    return files


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
