"""Make the pictures of the guides: the journeys of the browser tests are run, and what they saw is kept.

    python -m docs.guides

Pictures go to `build/pictures/guide/<language>`, out of Git; `python -m docs.build` puts them into the site. A guide is
a page of `docs/<language>/guide` that shows them, each on a line of its own: `![what is seen](pictures/user-step.png)`.
Chromium, playwright and the built scripts of the pages are needed, as for the tests. They show a village; with
PORTEE_TOWN_SIZE=S a town of 30,000 residents, which takes longer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.words import WORDS

__all__ = ["JOURNEYS", "main", "pictures_of", "shown", "with_pictures"]

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "pictures"
JOURNEYS = "tests/browser/test_journeys.py"
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


def main() -> int:
    """Run the journeys; when all went well, keep their pictures in the place of former ones."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"PORTEE_ARTEFACTS": folder, "PORTEE_REQUIRE_BROWSER": "1"}
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "--tb=short", JOURNEYS],
            cwd=ROOT,
            env={**os.environ, **told},
            check=False,
        )
        if run.returncode:
            print("The journeys did not reach their end, for the reason above: the pictures stay as they were.")
            return 1
        shutil.rmtree(KEPT, ignore_errors=True)
        shutil.copytree(folder, KEPT)
    print(f"Pictures: {KEPT}. Next: python -m docs.build")
    return 0


if __name__ == "__main__":
    sys.exit(main())
