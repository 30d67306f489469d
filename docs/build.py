"""Build the documentation: hand-written pages, pages drawn from the code, then a strict run of zensical.

    python -m docs.build [--pages-only]

The guides have pictures once `python -m docs.guides` has made them. Pages are put together in
`build/docs/<language>/pages`; the sites are written to `site/<language>`. Any warning (a link to a missing page, an
unknown anchor) fails the build, and so does a page that would load a script, a style or an image from another site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from docs.french_pages import set_in_french
from docs.guides import pictures_of, with_pictures
from docs.indicator_page import indicators_page
from docs.parameter_page import parameters_page
from docs.record_page import records_page
from docs.reference_api import api_pages
from docs.reference_cli import cli_page
from docs.words import LANGUAGES

__all__ = ["assemble", "build", "loads_from_elsewhere", "main"]

ROOT = Path(__file__).parents[1]
LOADS = re.compile(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?https?:|<link[^>]*rel=\"?stylesheet[^>]*https?:")
CHOICE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portée</title>
</head>
<body>
<p><a href="fr/index.html" lang="fr">Documentation en français</a></p>
<p><a href="en/index.html" lang="en">Documentation in English</a></p>
</body>
</html>
"""


def assemble(language: str, target: Path) -> Path:
    """Put all pages of one language together with the site's settings; return the settings file."""
    shutil.rmtree(target, ignore_errors=True)
    docs, pages = ROOT / "docs", target / "pages"
    shutil.copytree(docs / language, pages)
    shutil.copytree(docs / "adr", pages / "adr")
    shutil.copy(docs / "design.md", pages / "design.md")
    pictures = pictures_of(language)
    for page in sorted((pages / "guide").glob("*.md")):
        page.write_text(with_pictures(page.read_text(encoding="utf-8"), pictures, language), encoding="utf-8")
    if pictures.is_dir():
        shutil.copytree(pictures, pages / "guide" / "pictures")
    drawn = {
        "reference/cli.md": cli_page(language),
        "explanation/indicators.md": indicators_page(language),
        "explanation/parameters.md": parameters_page(language),
        "reference/records.md": records_page(language),
        **{f"reference/api/{name}": text for name, text in api_pages(language).items()},
    }
    for name, text in drawn.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, encoding="utf-8")
    if language == "fr":
        for page in _french(pages):
            page.write_text(set_in_french(page.read_text(encoding="utf-8")), encoding="utf-8")
    return Path(shutil.copy(docs / f"zensical.{language}.toml", target / "zensical.toml"))


def _french(pages: Path) -> Iterator[Path]:
    """Pages of the French site that are in French: decisions, the design and the reference of Python are not."""
    for page in sorted(pages.rglob("*.md")):
        place = page.relative_to(pages).as_posix()
        if not place.startswith(("adr/", "reference/api/", "design.md")):
            yield page


def build(site: Path) -> None:
    """Assemble every language and write its site; raises when zensical warns of anything."""
    shutil.rmtree(site, ignore_errors=True)
    for language in LANGUAGES:
        target = ROOT / "build" / "docs" / language
        settings = assemble(language, target)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(settings)]
        subprocess.run(command, check=True, cwd=target)
        shutil.copytree(target / "site", site / language)
    (site / "index.html").write_text(CHOICE, encoding="utf-8")


def loads_from_elsewhere(site: Path) -> list[str]:
    """Pages that load something from another site when they are opened."""
    pages = sorted(site.rglob("*.html"))
    return [str(page.relative_to(site)) for page in pages if LOADS.search(page.read_text(encoding="utf-8"))]


def main(arguments: list[str]) -> int:
    """Build the site, or only put the pages together."""
    if "--pages-only" in arguments:
        for language in LANGUAGES:
            assemble(language, ROOT / "build" / "docs" / language)
        return 0
    try:
        build(ROOT / "site")
    except subprocess.CalledProcessError as error:
        print(f"The documentation has faults, listed above (zensical ended with {error.returncode}).")
        return 1
    if faults := loads_from_elsewhere(ROOT / "site"):
        print("These pages load something from another site:", *faults, sep="\n  ")
        return 1
    print(f"Documentation: {ROOT / 'site' / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
