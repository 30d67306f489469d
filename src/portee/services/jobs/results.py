"""Results of long work, kept by what they follow from: the same question on the same data is answered at once."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import portee
from portee.core.atomic import atomic_folder, output_error
from portee.core.provenance import sha256_of
from portee.network.store import read_manifest
from portee.services.jobs.kinds import JobKind
from portee.services.workspace.manifest import KINDS, MANIFEST

__all__ = ["RESULT", "KeepsResults", "forget_result", "keeping", "kept_result", "key_of_work", "result_file"]

RESULT = "result.json"
_KEY = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}(\.[a-z0-9]{1,10}){1,2}")


class KeepsResults(Protocol):
    """A workspace, as far as results follow from it and are kept in it."""

    @property
    def folder(self) -> Path: ...
    @property
    def network(self) -> Path: ...
    @property
    def offers(self) -> Path | str | None: ...
    @property
    def boundary(self) -> Path | None: ...
    @property
    def results(self) -> Path: ...

    def places(self, kind: str) -> Path | None:
        """The file of one kind of places; None for none."""


def key_of_work(workspace: KeepsResults, kind: JobKind, asked: Mapping[str, Any]) -> str:
    """Hash of all that a result follows from: question, network, files of places, offers, version of Portée."""
    files = [*(workspace.places(name) for name in KINDS), workspace.boundary]
    offers = workspace.offers
    if isinstance(offers, Path):
        files.append(offers)
    manifest = workspace.folder / MANIFEST
    from_ = {
        "kind": [kind.name, kind.version], "asked": asked, "portee": portee.__version__,
        "network": read_manifest(workspace.network).get("key"),
        "workspace": sha256_of(manifest)[0] if manifest.is_file() else "",
        "files": [[file.name, sha256_of(file)[0]] for file in files if file is not None],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(from_, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def kept_result(workspace: KeepsResults, key: str) -> Mapping[str, Any] | None:
    """A result that was kept, None where there is none or it was damaged."""
    if not _KEY.fullmatch(key):
        return None
    try:
        found = json.loads((workspace.results / key / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def result_file(workspace: KeepsResults, key: str, name: str) -> Path | None:
    """A file of a result; None where there is none. Names with anything but letters, digits, - and _ are none."""
    if not (_KEY.fullmatch(key) and _NAME.fullmatch(name)):
        return None
    path = workspace.results / key / name
    return path if path.is_file() and not path.is_symlink() else None


def forget_result(workspace: KeepsResults, key: str) -> None:
    """Let go of a result that was damaged, so that it is worked out again. Raises OutputError."""
    if not _KEY.fullmatch(key):
        return
    try:
        shutil.rmtree(workspace.results / key)
    except FileNotFoundError:
        pass
    except OSError as problem:
        raise output_error(problem, workspace.results) from problem


@contextmanager
def keeping(workspace: KeepsResults, key: str) -> Iterator[Path]:
    """A folder for the files of a result; it appears whole when the block ends well, or not at all."""
    try:
        workspace.results.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, workspace.results) from problem
    with atomic_folder(workspace.results / key) as folder:
        yield folder
