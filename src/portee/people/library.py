"""Profiles by name or from a file: those that come with Portée, and those that people write."""

from __future__ import annotations

import difflib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from portee.core.declared import parse_declared, read_declared
from portee.core.errors import ParameterError, SourceError, Where
from portee.people.profile import Profile

__all__ = ["find_profile", "profile_to_yaml", "read_profile", "shipped_profiles"]

NOT_PROFILES = frozenset({"mix.yaml"})
"""Files of the folder that hold something else."""

LINE_WIDTH = 120


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles that come with Portée, in the order of their ids. Raises SourceError when a file was damaged."""
    found = []
    for file in files("portee.people").joinpath("shipped").iterdir():
        if file.name.endswith(".yaml") and file.name not in NOT_PROFILES:
            profile = parse_declared(file.read_text(encoding="utf-8"), Profile, file.name)
            if f"{profile.id}.yaml" != file.name:
                raise SourceError(
                    f"The profile '{profile.id}' is in the file of another.",
                    where=Where(file.name, field="id"), mend="Name the file after the id.",
                )  # fmt: skip
            found.append(profile)
    return tuple(sorted(found, key=lambda profile: profile.id))


def read_profile(path: Path | str) -> Profile:
    """A profile from a YAML file. Raises SourceError, telling file, line and field, when it is not one."""
    return read_declared(path, Profile)


def find_profile(name_or_path: Path | str) -> Profile:
    """A shipped profile by its id, or one from a file.

    Hyphens, underscores, spaces and capitals of an id do not matter. A name that ends in .yaml or .yml, holds a
    slash, or is a Path is a file.

    Raises:
        ParameterError: there is no shipped profile of that name; the nearest one and all ids are told.
        SourceError: the file cannot be read as a profile.
    """
    text = str(name_or_path).strip()
    if isinstance(name_or_path, Path) or re.search(r"[/\\]|\.ya?ml$", text, re.IGNORECASE):
        return read_profile(name_or_path if isinstance(name_or_path, Path) else text)
    by_name = {_plain(profile.id): profile for profile in shipped_profiles()}
    if (found := by_name.get(_plain(text))) is not None:
        return found
    ids = [profile.id for profile in by_name.values()]
    near = difflib.get_close_matches(_plain(text)[:80], list(by_name), n=1)
    guess = f"Did you mean '{by_name[near[0]].id}'? " if near else ""
    raise ParameterError(
        f"There is no profile '{text[:60]}'.",
        mend=f"{guess}Profiles: {', '.join(ids)}; or give the path of a YAML file.",
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


class _Dumper(yaml.SafeDumper):
    """YAML that `portee.core.declared` reads back as the same values."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the same text twice is written twice, not anchored
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # Text that begins like a number is quoted: 1e5 is text in YAML 1.1 and a number in declared files.
    style = '"' if re.match(r"[-+.]*\d", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def profile_to_yaml(profile: Profile) -> str:
    """The text of a file that `read_profile` reads as the same profile; what is at its default is left out."""
    told = profile.model_dump(mode="json", exclude_defaults=True)
    return yaml.dump(told, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH)
