"""Bad days and projects of a workspace, while its site runs: scenario files that are added, replaced and taken away.

A file is held against the territory by the reader of the command line before anything is written. workspace.yaml is
replaced whole or not at all, and what people wrote in it by hand, comments included, stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from portee.core.atomic import atomic_file
from portee.core.declared import parse_declared
from portee.core.errors import ManyProblems, ParameterError, PorteeError, StoreError
from portee.core.plain_yaml import plain_text
from portee.scenarios.scenario import Scenario, read_scenario
from portee.scenarios.shipped import shipped_scenarios
from portee.services.portrait.bad_days import STRIKE
from portee.services.portrait.years import years_of
from portee.services.scenario_fit import look_at
from portee.services.workspace.manifest import MANIFEST, WorkspaceFile, read_manifest, write_manifest
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["MOST_FILES", "SORTS", "as_told_now", "checked", "drop_scenario", "files_of", "keep_scenario"]

SORTS = ("bad_days", "projects")
"""Lists of workspace.yaml."""
MOST_FILES = 20
"""Of each list, as workspace.yaml allows."""
LONGEST_NAME = 60
PATIENCE_S = 10.0
"""How long somebody else may be changing workspace.yaml."""


def files_of(workspace: Workspace, sort: str) -> Mapping[str, Path]:
    """Scenario files of a list by their names, in its order."""
    return {path.stem: path for path in (workspace.bad_days if sort == "bad_days" else workspace.projects)}


def as_told_now(workspace: Workspace) -> Workspace:
    """The workspace with both lists as workspace.yaml tells them now; as it was opened where that cannot be read."""
    try:
        now = read_manifest(workspace.folder)
    except PorteeError:
        return workspace
    lists = {"bad_days": now.bad_days, "projects": now.projects}
    return replace(workspace, manifest=workspace.manifest.model_copy(update=lists))


def checked(workspace: Workspace, sort: str, name: str, text: str, world: World) -> tuple[str, Scenario]:
    """What a file would be called in a list, and what it says; nothing is written.

    Args:
        sort: "bad_days" or "projects". name: "" for that of the scenario. text: of the file.
        world: the territory, with places and offers.

    Raises:
        ParameterError: no name is left of the name, the file changes nothing or tells no date where it must, it is for
            another territory. ManyProblems: it is wrong or does not fit.
    """
    looked = look_at(text, world)
    if looked.elsewhere:
        raise ParameterError(
            "This scenario was written for another territory: nothing that it names is known here.",
            mend="Open it where it was written, or name lines, stops and places of this territory.",
        )
    if looked.problems:
        raise ManyProblems(list(looked.problems))
    scenario = looked.scenario
    assert scenario is not None, "it has no problem"
    called = _called(name or scenario.name)
    if not called:
        raise ParameterError("This name has no letter that a file can have.", mend="Write it with a to z and 0 to 9.")
    parts = scenario.content.modifications
    if not parts:
        raise ParameterError("This scenario changes nothing.", mend="Add a modification.")
    if sort == "projects":
        others = [path for other, path in files_of(workspace, sort).items() if other != called]
        years_of(parts)
        # All projects are counted together: together they must not tell too many years.
        years_of((*parts, *(part for path in others for part in read_scenario(path).content.modifications)))
    elif called in {STRIKE, *(replay.id for replay in shipped_scenarios())}:
        raise ParameterError(f"'{called}' is a bad day that comes with Portée.", mend="Choose another name.")
    return called, scenario


def keep_scenario(
    workspace: Workspace, sort: str, name: str, text: str, world: World, *, instead: bool = False
) -> tuple[Workspace, str]:  # fmt: skip
    """Add a scenario file to a list; the same text under the same name once more changes nothing.

    Args:
        sort, name, text, world: as `checked`. instead: whether it replaces the one that has its name.

    Returns:
        the workspace as it then is, and the name of the file.

    Raises:
        ParameterError: as `checked`; there is one of that name, or the list is full. ManyProblems: as `checked`.
        OutputError: nothing was written. StoreError: somebody else is changing workspace.yaml.
    """
    called, _ = checked(workspace, sort, name, text, world)
    with _alone(workspace):
        now = as_told_now(workspace)
        there = files_of(now, sort)
        if called in there and _says(there[called], text):
            # The same form sent twice.
            return now, called
        if called in there and not instead:
            raise ParameterError(f"There is a file '{called}' already.", mend="Choose another name, or replace it.")
        if called not in there and len(there) >= MOST_FILES:
            raise ParameterError(f"There are {MOST_FILES} files already.", mend="Take one away first.")
        path = _folder(now, sort) / f"{called}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(path) as partial:
            partial.write_text(text, encoding="utf-8")
        files = [path if name == called else one for name, one in there.items()]
        return _listed(now, sort, files if called in there else [*files, path]), called


def drop_scenario(workspace: Workspace, sort: str, name: str) -> Workspace:
    """Take a file off a list; one that `keep_scenario` wrote is removed, one that people put there stays.

    Raises:
        ParameterError: the list has none of that name. OutputError, StoreError: as `keep_scenario`.
    """
    with _alone(workspace):
        now = as_told_now(workspace)
        there = files_of(now, sort)
        if name not in there:
            raise ParameterError(f"There is no file '{name[:40]}'.", mend="See the list.")
        found = _listed(now, sort, [path for one, path in there.items() if one != name])
        if there[name].parent == _folder(now, sort):
            there[name].unlink(missing_ok=True)
        return found


def _folder(workspace: Workspace, sort: str) -> Path:
    return workspace.folder / "scenarios" / sort.replace("_", "-")


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _called(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-")


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    try:
        with FileLock(workspace.private / "workspace.lock", timeout=PATIENCE_S):
            yield
    except Timeout:
        raise StoreError("Somebody else is changing workspace.yaml.", mend="Try again.") from None


def _listed(workspace: Workspace, sort: str, files: list[Path]) -> Workspace:
    """Write a list of workspace.yaml; the rest of its text stays as it is written."""
    folder = workspace.folder
    told = read_manifest(folder)
    names = [path.relative_to(folder).as_posix() for path in files]
    wanted = told.model_copy(update={sort: tuple(names)})
    text = _with_list((folder / MANIFEST).read_text(encoding="utf-8"), sort, names)
    if _reads_as(text, wanted):
        with atomic_file(folder / MANIFEST) as partial:
            partial.write_text(text, encoding="utf-8")
    else:
        # Written in a form of YAML that lines alone do not tell.
        write_manifest(folder, wanted)
    return replace(workspace, manifest=workspace.manifest.model_copy(update={sort: tuple(names)}))


def _with_list(text: str, sort: str, names: list[str]) -> str:
    """The text with another list under a key of its first level, which goes until a line that begins another."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.startswith(f"{sort}:") or (inside and line[:1] in (" ", "\t", "-"))
        if not inside:
            kept.append(line)
    if names:
        if kept and not kept[-1].endswith("\n"):
            kept.append("\n")
        kept.append(plain_text({sort: names}))
    return "".join(kept)


def _reads_as(text: str, wanted: WorkspaceFile) -> bool:
    try:
        return parse_declared(text, WorkspaceFile, MANIFEST) == wanted
    except PorteeError:
        return False
