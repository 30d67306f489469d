"""The house rules that no other tool checks."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import portee

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "portee"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")
COMMANDS = (
    "python -m pip install -c constraints.txt . && portee demo",
    'python -m pip install -c constraints.txt -e ".[test]" && python -m pytest',
)
PYTHONS = ("3.11.0", "3.11.14", "3.12.0", "3.12.12", "3.13.0", "3.13.9")
AGPL_SHA256 = "8486a10c4393cee1c25392769ddd3b2d6c242d6ec7928e1414efff7dfb2f07ef"
FRAGMENT = re.compile(r"(\d+|\+[a-z0-9-]+)\.(added|changed|fixed|removed)\.md")
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(root|opt|work|home|Users|mnt|media)/\w")


def tree() -> list[Path]:
    """Every file that belongs to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [p for p in ROOT.rglob("*") if not {"build", "site", "__pycache__"} & set(p.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def headings(page: str) -> list[int]:
    """Levels of a page's headings, code left out."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return [len(signs) for signs in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]


def code(page: str) -> list[str]:
    return re.findall(r"```.*?```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_readme_gives_the_two_commands(page: str) -> None:
    for command in COMMANDS:
        assert f"```sh\n{command}\n```" in code(page)


def test_readmes_say_the_same_in_both_languages() -> None:
    assert headings("README.md") == headings("README.en.md")
    assert code("README.md") == code("README.en.md")


def test_build_server_runs_what_the_readme_promises() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert '-c constraints.txt -e ".[test]"' in script
    assert re.search(r"python -m pytest[;\s]", script)
    assert "portee demo" in script


def test_licence_is_the_official_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == AGPL_SHA256


def test_version_is_one() -> None:
    assert portee.__version__ == PROJECT["project"]["version"]


def test_constraints_hold_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--" not in text


def test_a_package_has_one_version_on_every_python() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [canonicalize_name(Requirement(line).name) for line in lines if not line.startswith("#")]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("python", PYTHONS)
def test_constraints_pin_every_dependency_to_one_version(python: str, platform: str) -> None:
    environment = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": platform,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "platform_machine": "x86_64",
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform],
        "os_name": "nt" if platform == "win32" else "posix",
        "extra": "",
    }
    pinned: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.lstrip().startswith("#"):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate(environment):
                (specifier,) = pin.specifier
                assert specifier.operator == "=="
                assert canonicalize_name(pin.name) not in pinned
                pinned[canonicalize_name(pin.name)] = specifier.version
    wanted = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted += extra
    for text in wanted:
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        if name != "portee":
            assert name in pinned
            assert requirement.specifier.contains(pinned[name])


def test_every_room_is_a_layer_and_every_layer_a_room() -> None:
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "layers")
    layers = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    rooms = {p.name for p in SOURCE.iterdir() if (p / "__init__.py").is_file()}
    rooms |= {p.stem for p in SOURCE.glob("*.py") if not p.name.startswith("__")}
    assert layers == rooms


def test_no_room_is_empty() -> None:
    folders = {path.parent for path in SOURCE.rglob("__init__.py")} - {SOURCE}
    assert sorted(name_of(folder) for folder in folders if not any(p.parent == folder for p in MODULES)) == []


def test_kernels_import_numpy_and_numba_alone() -> None:
    for module in (SOURCE / "kernels").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                top = name.partition(".")[0]
                assert top in {"numpy", "numba"} | sys.stdlib_module_names or name.startswith(
                    ("portee.kernels", "portee.core")
                )


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_file_holds_one_idea(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400, "more than 400 lines are usually two ideas"
    assert module.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_what_it_is_and_what_it_offers(module: Path) -> None:
    content = ast.parse(module.read_text(encoding="utf-8"))
    assert len(ast.get_docstring(content) or "") > 10
    assigned = [t for node in content.body if isinstance(node, ast.Assign) for t in node.targets]
    assert any(isinstance(target, ast.Name) and target.id == "__all__" for target in assigned)


def test_packages_say_what_they_are() -> None:
    for path in SOURCE.rglob("__init__.py"):
        assert len(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") > 10, name_of(path)


def test_every_module_has_its_tests() -> None:
    expected = {
        p.relative_to(SOURCE).with_name(f"test_{p.name}").as_posix() for p in MODULES if p.name != "__main__.py"
    }
    present = {path.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert sorted(expected - present) == []


def test_every_test_file_of_a_room_mirrors_a_module_or_a_room() -> None:
    rooms = {path.relative_to(SOURCE).parts[0] for path in MODULES if path.parent != SOURCE}
    for test in (ROOT / "tests").rglob("test_*.py"):
        mirrored = test.relative_to(ROOT / "tests")
        if mirrored.parts[0] in rooms:
            # What a module shows in a browser is tested apart, in test_<module>_browser.py.
            name = mirrored.stem.removeprefix("test_").removesuffix("_browser")
            source = SOURCE / mirrored.with_name(f"{name}.py")
            assert source.is_file() or (source.parent / source.stem).is_dir() or source.parent.name == source.stem, (
                name_of(test)
            )


def test_no_path_of_one_machine() -> None:
    for path in tree():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert MACHINE_PATH.search(text) is None, name_of(path)


def test_data_files_can_be_read() -> None:
    for path in tree():
        if path.suffix in {".yaml", ".yml"}:
            assert yaml.safe_load(path.read_text(encoding="utf-8")) is not None, name_of(path)
        elif path.suffix == ".toml":
            assert tomllib.loads(path.read_text(encoding="utf-8")), name_of(path)
        elif path.suffix in {".json", ".geojson"}:
            assert json.loads(path.read_text(encoding="utf-8")) is not None, name_of(path)


def test_files_are_small_and_end_in_one_newline() -> None:
    for path in tree():
        content = path.read_bytes()
        assert len(content) < 2_000_000, name_of(path)
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".txt"} and content:
            assert content.endswith(b"\n"), name_of(path)
            assert not content.endswith(b"\n\n"), name_of(path)
            assert b"\r" not in content, name_of(path)


def test_change_notes_are_well_named() -> None:
    for path in (ROOT / "changelog.d").iterdir():
        assert path.name == "README.md" or FRAGMENT.fullmatch(path.name), path.name
        assert path.read_text(encoding="utf-8").strip(), path.name
