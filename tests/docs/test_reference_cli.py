from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.reference_cli import cli_page, commands
from docs.words import LANGUAGES

ROOT = Path(__file__).parents[2]
ROUTING = {
    "--mode",
    "--date",
    "--depart",
    "--arrive",
    "--window",
    "--percentile",
    "--max-time",
    "--max-walk",
    "--walk-speed",
}
ROUTING |= {"--max-rides", "--max-transfer", "--threads"}
CONTRACT = {
    "portee demo": {"--out", "--size", "--no-open"},
    "portee build": {"--osm", "--gtfs", "--elevation", "--strict"},
    "portee info": set(),
    "portee matrix": {"--origins", "--destinations", "-o", "--all-pairs", "--scheduler"} | ROUTING,
    "portee access": {"--origins", "--opportunities", "--weight", "--cutoff", "-o", "--by-hour"} | ROUTING,
    "portee trip": {"--from", "--to"} | ROUTING - {"--percentile", "--threads"},
    "portee isochrone": {"--from", "--cutoff", "-o"} | ROUTING - {"--percentile", "--threads"},
    "portee map": {"-o"},
    "portee diagnose": {"--profile", "--home", "--jobs", "--childcare", "--offers", "--date", "--budget", "-o"},
    "portee vacancy": {"--workplace", "--start", "--end", "--days", "--wage", "--territory", "--profiles", "--offers"}
    | {"--date", "--group", "-o"},
    "portee profile-access": {"--territory", "--profiles", "--opportunities", "--weight", "--offers", "--date", "-o"}
    | {"--low-emission", "--energy-shock", "--no-evening-after", "--group", "--wide", "--merge-m", "--max-time"},
}


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    return dict(commands())


@pytest.mark.parametrize("name", CONTRACT)
def test_promised_commands_have_their_promised_options(program: dict[str, Any], name: str) -> None:
    options = {option for parameter in program[name].params for option in parameter.opts}
    assert options >= CONTRACT[name]


def test_everything_has_its_help(program: dict[str, Any]) -> None:
    for name, command in program.items():
        assert (command.help or "").strip(), name
        for parameter in command.params:
            assert parameter.hidden or (parameter.help or "").strip(), f"{name} {parameter.name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_in_the_reference(program: dict[str, Any], language: str) -> None:
    page = cli_page(language)
    for name, command in program.items():
        _, _, section = page.partition(f"\n## {name}\n")
        section = section.partition("\n## ")[0]
        assert section, name
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" and not parameter.hidden else []:
                assert f"`{option}`" in section, f"{name} {option}"


WRITTEN = re.compile(r"`portee ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)|^portee ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)", re.M)
SAID = re.compile(r"(?:with|:|See|Voyez) portee ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)")


def test_every_command_that_is_written_about_is_one_of_the_program(program: dict[str, Any]) -> None:
    """In pages, and in errors that name a command."""
    begun = {tuple(name.split()[1:])[:depth] for name in program for depth in range(1, len(name.split()))}
    whole = {tuple(name.split()[1:]) for name in program}
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/??/**/*.md")]
    messages = (ROOT / "src/portee/reports/problem_words").glob("*.yaml")
    for pattern, files in ((WRITTEN, pages), (SAID, messages)):
        for path in files:
            for found in pattern.finditer(path.read_text(encoding="utf-8")):
                words = tuple(next(group for group in found.groups() if group).split())
                named = next((words[:depth] for depth in (3, 2, 1) if words[:depth] in begun), ())
                groups = named and named not in whole and len(named) < len(words)
                assert named, f"{path.relative_to(ROOT)}: {found[0]}"
                assert not groups, f"{path.relative_to(ROOT)}: {found[0]}"
