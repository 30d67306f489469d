"""Make the pictures of the guides: the journeys of the browser tests are run, and what they saw is kept.

    python -m docs.guides [--only planner] [--new]

A run that was interrupted goes on where it was, unless --new is asked for. Pictures go to
`build/pictures/guide/<language>`, out of Git; `python -m docs.build` puts them into the site. A guide is a page of
`docs/<language>/guide` that shows them, each on a line of its own: `![what is seen](pictures/user-step.png)`.
Chromium, playwright and the built scripts of the pages are needed, as for the tests. They show a village; with
PORTEE_TOWN_SIZE=S a town of 30,000 residents, which takes longer.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docs.words import WORDS

if TYPE_CHECKING:
    import pytest

__all__ = ["JOURNEYS", "USERS", "Progress", "main", "pictures_of", "shown", "with_pictures"]

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "pictures"
UNFINISHED = ROOT / "build" / "pictures.unfinished"
JOURNEYS = "tests/browser/test_journeys.py"
USERS = ("counsellor", "firm", "planner", "resident", "contributor")
"""Whose journeys there are, as their tests are named; the reviewer's is the contributor's."""
PICTURE = re.compile(r"^!\[([^\]]*)\]\(pictures/([a-z-]+)\.png\)\n\n?", re.MULTILINE)


def pictures_of(language: str) -> Path:
    """Where the pictures of a language are, once they were made."""
    return KEPT / "guide" / language


def shown(text: str) -> list[tuple[str, str]]:
    """Name of each picture that a guide shows, with what it says to whoever does not see it."""
    return [(name, alt) for alt, name in PICTURE.findall(text)]


def with_pictures(text: str, folder: Path, language: str) -> str:
    """A guide with the pictures that exist: without the lines of those that do not, and a note in their place."""
    kept = PICTURE.sub(lambda found: found[0] if (folder / f"{found[2]}.png").is_file() else "", text)
    if kept == text:
        return text
    title, _, rest = kept.partition("\n")
    return f"{title}\n\n*{WORDS[language]['pictures_missing']}*\n{rest}"


class Progress:
    """Tells how far the journeys are, and leaves out those whose pictures are there already.

    Args:
        folder: of the pictures; a file in it names the journeys that reached their end.
        only: whose journeys are run, all where nobody is named.
    """

    def __init__(self, folder: Path, only: Sequence[str] = ()) -> None:
        self.only = tuple(only)
        self.done = folder / "done.txt"
        self.start = time.monotonic()
        self.ended = self.all = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what was not asked for, and what was done."""
        before = set(self.done.read_text(encoding="utf-8").splitlines()) if self.done.is_file() else set()
        asked = [item for item in items if not self.only or any(user in item.name for user in self.only)]
        self.all = len(asked)
        items[:] = [item for item in asked if item.name not in before]
        self.ended = self.all - len(items)

    def pytest_runtest_logstart(self, location: tuple[str, int | None, str]) -> None:
        """Say which journey begins."""
        passed = time.monotonic() - self.start
        print(f"\n{self.ended + 1} of {self.all}, after {passed:.0f} s: {location[2]}", flush=True)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Write down a journey that reached its end."""
        if call.when == "call" and call.excinfo is None:
            self.ended += 1
            with self.done.open("a", encoding="utf-8") as file:
                file.write(f"{item.name}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the journeys; when all went well, their pictures take the place of former ones."""
    import pytest

    parser = argparse.ArgumentParser(prog="python -m docs.guides", description="Make the pictures of the guides.")
    parser.add_argument("--only", action="append", choices=USERS, default=[], help="whose journey; without it all")
    parser.add_argument("--new", action="store_true", help="begin again, whatever an interrupted run has done")
    told = parser.parse_args(arguments)
    if told.new:
        shutil.rmtree(UNFINISHED, ignore_errors=True)
    UNFINISHED.mkdir(parents=True, exist_ok=True)
    os.environ |= {"PORTEE_ARTEFACTS": str(UNFINISHED), "PORTEE_REQUIRE_BROWSER": "1"}
    os.chdir(ROOT)
    asked = ["-q", "-x", "-n0", "--tb=short", JOURNEYS]
    # Nothing is left to run where an interruption came at the very end.
    ends = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if pytest.main(asked, plugins=[Progress(UNFINISHED, told.only)]) not in ends:
        print("The journeys did not reach their end, for the reason above: the pictures stay as they were.")
        print("Those that did are not run again: python -m docs.guides goes on from here.")
        return 1
    (UNFINISHED / "done.txt").unlink(missing_ok=True)
    if not told.only:
        shutil.rmtree(KEPT, ignore_errors=True)
    shutil.copytree(UNFINISHED, KEPT, dirs_exist_ok=True)
    shutil.rmtree(UNFINISHED)
    print(f"Pictures: {KEPT}. Next: python -m docs.build")
    return 0


if __name__ == "__main__":
    sys.exit(main())
