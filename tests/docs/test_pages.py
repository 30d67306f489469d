from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docs.build import loads_from_elsewhere
from docs.reference_cli import commands
from portee.reports.problems import problem_words

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FRENCH = sorted(path.relative_to(DOCS / "fr") for path in (DOCS / "fr").rglob("*.md"))
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
RECORD = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fences(page: Path) -> list[tuple[str, str]]:
    """Language and text of each block of code."""
    return re.findall(r"^ *```(\w*)\n(.*?)^ *```$", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def without_code(page: Path) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def nav_pages(entries: list[Any]) -> list[str]:
    pages: list[str] = []
    for entry in entries:
        for target in entry.values():
            pages += nav_pages(target) if isinstance(target, list) else [target]
    return pages


def test_every_page_exists_in_both_languages() -> None:
    assert sorted(path.relative_to(DOCS / "en") for path in (DOCS / "en").rglob("*.md")) == FRENCH


@pytest.mark.parametrize("page", FRENCH, ids=Path.as_posix)
def test_both_languages_have_the_same_parts(page: Path) -> None:
    french, english = DOCS / "fr" / page, DOCS / "en" / page
    levels = [[len(h) for h in re.findall(r"^(#+) ", without_code(p), flags=re.MULTILINE)] for p in (french, english)]
    assert levels[0] == levels[1]
    assert len(fences(french)) == len(fences(english))


def test_both_sites_offer_the_same_pages_and_forget_none() -> None:
    sites = [tomllib.loads((DOCS / f"zensical.{lang}.toml").read_text(encoding="utf-8")) for lang in ("fr", "en")]
    offered = [nav_pages(site["project"]["nav"]) for site in sites]
    assert offered[0] == offered[1]
    assert {page.as_posix() for page in FRENCH} <= set(offered[0])


def test_decisions_are_numbered_listed_and_whole() -> None:
    records = sorted(path for path in (DOCS / "adr").glob("*.md") if path.name != "index.md")
    numbers = [int(match.group(1)) for path in records if (match := RECORD.fullmatch(path.name))]
    assert numbers == list(range(1, len(records) + 1))
    index = (DOCS / "adr" / "index.md").read_text(encoding="utf-8")
    for number, path in zip(numbers, records, strict=True):
        title, status, *parts = re.findall(
            r"^(?:#+ |Status: ).*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert parts == ["## Context", "## Decision", "## Consequences"], path.name
        heading = title.removeprefix(f"# {number}. ")
        assert f"| {number} | [{heading}]({path.name}) | {status.removeprefix('Status: ')} |" in index


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    drawn = {
        "reference/cli.md",
        "reference/records.md",
        "reference/api/index.md",
        "explanation/indicators.md",
        "explanation/parameters.md",
        "design.md",
        "adr/index.md",
    }
    base = next((DOCS / lang for lang in ("fr", "en") if (DOCS / lang) in page.parents), None)
    for target in re.findall(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)", without_code(page)):
        place = (page.parent / target).resolve()
        # Pictures of guides are made by a run of the journeys: test_guides.py holds them to it.
        if base is not None and place.parent == base / "guide" / "pictures":
            continue
        if base is not None and place.is_relative_to(base) and place.relative_to(base).as_posix() in drawn:
            continue
        assert place.exists(), target


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_found_from_the_first_by_links(language: str) -> None:
    base = DOCS / language
    seen = {Path("index.md")}
    open_ = list(seen)
    while open_:
        page = open_.pop()
        for target in re.findall(r"\]\(([^)\s#:]+\.md)(?:#[^)]*)?\)", without_code(base / page)):
            place = (base / page.parent / target).resolve()
            if place.is_file() and place.is_relative_to(base) and (found := place.relative_to(base)) not in seen:
                seen.add(found)
                open_.append(found)
    assert set(FRENCH) - seen == set()


def shown_commands() -> list[tuple[str, list[str]]]:
    """Page and words of every `portee` command shown in a block of shell code."""
    shown = []
    for page in PAGES:
        blocks = [text for language, text in fences(page) if language in {"sh", "bat", "console"}]
        for line in "\n".join(blocks).replace("\\\n", " ").splitlines():
            for part in re.split(r"&&|\||;", line):
                words = shlex.split(part, comments=True) if "portee" in part else []
                if len(words) > 1 and words[0] == "portee" and not words[1].startswith("-"):
                    shown.append((name_of(page), words[1:]))
    return shown


@pytest.mark.parametrize("language", ["fr", "en"])
def test_messages_shown_are_those_that_are_told(language: str) -> None:
    page = (DOCS / language / "how-to" / "troubleshooting.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE)
    told = "\n".join(problem_words() if language == "en" else problem_words().values())
    parts = [part.strip() for message in shown for part in re.split(r"…|'[^']*'|«[^»]*»|[\d.-]{2,}|[()]", message)]
    assert len(shown) > 10
    assert [part for part in parts if part not in told] == []


def test_commands_shown_exist_with_their_options() -> None:
    program = dict(commands())
    shown = shown_commands()
    assert ("README.md", ["demo"]) in shown
    for page, words in shown:
        place = f"{page}: portee {' '.join(words)}"
        # Commands of a group have two words, those of a group in a group three.
        name = next((name for k in (3, 2, 1) if (name := " ".join(["portee", *words[:k]])) in program), None)
        assert name is not None, place
        parameters = program[name].params
        known = {option for p in parameters for option in (*p.opts, *p.secondary_opts)} | {"--help"}
        used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= known, place
        needed = [set(p.opts) for p in parameters if p.required and p.param_type_name == "option"]
        assert all(options & used for options in needed), place


def test_a_page_that_loads_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<script defer src="https://example.org/a.js"></script>', encoding="utf-8")
    (tmp_path / "b.html").write_text(
        '<a href="https://example.org">b</a><script src="b.js"></script>', encoding="utf-8"
    )
    (tmp_path / "c.html").write_text("<link rel=stylesheet href=https://example.org/c.css>", encoding="utf-8")
    assert loads_from_elsewhere(tmp_path) == ["a.html", "c.html"]
