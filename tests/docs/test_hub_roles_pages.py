"""The pages for a planner, an operator and an association: their files are read and their commands run, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from portee.cli.main import main
from portee.sources.synthetic import SyntheticTerritory
from tests.docs.test_pages import DOCS, fences

PAGES = ("hub-planner.md", "hub-operator.md", "hub-association.md")
SAVED = {"hub-operator.md": ["my-hub.yaml"], "hub-association.md": ["round.yaml", "desk.yaml"]}
"""Names under which the pages say to save their files of YAML, in order; what comes after is a part of one."""


def shown(name: str, lang: str) -> list[tuple[str, str]]:
    return fences(DOCS / lang / "how-to" / name)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_show_the_same_commands_and_files(name: str) -> None:
    assert shown(name, "fr") == shown(name, "en")


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_run_one_after_the_other(
    name: str, xs_network: Path, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "portee-demo" / "data").mkdir(parents=True)
    (tmp_path / "portee-demo" / "network").symlink_to(xs_network)
    (tmp_path / "portee-demo" / "data" / "residents_200m.gpkg").symlink_to(xs_territory.cells)
    blocks = shown(name, "en")
    for file, text in zip(SAVED.get(name, []), [text for kind, text in blocks if kind == "yaml"], strict=False):
        (tmp_path / file).write_text(text, encoding="utf-8")
    for kind, text in blocks:
        if kind == "csv":
            (tmp_path / "parcels.csv").write_text(text, encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", "".join(text for kind, text in blocks if kind == "sh")).splitlines()
    run = [line for line in lines if not line.startswith("portee demo")]
    assert len(run) >= 3
    for line in run:
        words = shlex.split(line)[1:]
        assert main([*words, "--lang", "en"]) == 0, line
        for option in ("-o", "--page"):
            if option in words:
                assert (tmp_path / words[words.index(option) + 1]).exists(), line


def test_whoever_has_no_smartphone_is_served_by_the_desk_and_left_out_by_the_app(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = [text for kind, text in shown("hub-association.md", "en") if kind == "yaml"][1]
    shares = []
    for text in (desk, desk.replace("[desk, phone]", "[app]").replace("[cash, voucher]", "[bank_card]")):
        file = tmp_path / "desk.yaml"
        file.write_text(text, encoding="utf-8")
        assert main(["hub", "compare", str(file), "--lang", "en"]) == 0
        told = capsys.readouterr().out
        rows = [
            re.findall(r"([\d.]+)%", line) for line in told.splitlines() if "able to use" in line or "… without" in line
        ]
        shares.append([float(row[-1]) for row in rows])
    (all_by_desk, offline_by_desk), (all_by_app, offline_by_app) = shares
    assert all_by_desk == offline_by_desk > 0
    assert offline_by_app == 0
    assert all_by_app < all_by_desk
