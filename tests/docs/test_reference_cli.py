from __future__ import annotations

from typing import Any

import pytest

from docs.reference_cli import cli_page, commands
from docs.words import LANGUAGES

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
