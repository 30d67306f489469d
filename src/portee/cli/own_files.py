"""Looks over a command before it runs: its results have a place to go to, and none takes the place of what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from portee.core.atomic import check_place
from portee.reports.own_files import refuse_overwriting

__all__ = ["look_over"]

WRITTEN = ("-o", "--output", "--page", "--map")
"""Options of any command whose value is a file or a folder to write."""
WRITTEN_BY = {"booklet": ("--out",), "hub": ("--cells",)}
"""Options that only some commands write to."""
HELP = ("-h", "--help")
LARGEST = 2_000_000
"""Bytes of a file written by hand that is looked at for the files that it names."""
_NAMES = re.compile(r"[^\s'\"\[\]{},]+")


def look_over(given: Sequence[str]) -> None:
    """Refuse, before anything is computed, a command whose results could not be written, or would destroy its inputs.

    Args:
        given: the words of the command, without the name of the program.

    Raises:
        OutputError: there is no folder to write a result to.
        ParameterError: a result would be written over a file that the command names, or that a YAML file of its own
            names.
    """
    if any(word in HELP for word in given):
        return
    written, others = _divided(given)
    for path in written:
        check_place(path)
    kept = [path for path in written if _is_file(path)]
    if kept:
        read = [path for path in map(Path, others) if _is_file(path)]
        refuse_overwriting(kept, [*read, *(named for path in read for named in _named(path, kept))])


def _divided(given: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Places that the words of a command write to, and its other words."""
    options = (*WRITTEN, *WRITTEN_BY.get(next(iter(given), ""), ()))
    written, others = [], []
    words = iter(given)
    for word in words:
        option, sign, value = word.partition("=")
        if option in options:
            written.append(Path(value if sign else next(words, "")))
        else:
            others.append(value if sign and word.startswith("-") else word)
    return [path for path in written if path.name], others


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a zero byte
        return False


def _named(path: Path, kept: Sequence[Path]) -> Iterator[Path]:
    """Files that a YAML file names, relative to itself, among those that are to be kept."""
    if path.suffix.lower() not in (".yaml", ".yml") or path.stat().st_size > LARGEST:
        return
    names = set(_NAMES.findall(path.read_text(encoding="utf-8", errors="replace")))
    places = {place.resolve() for place in kept}
    for name in sorted(names):
        if any(name.endswith(place.name) for place in kept) and (path.parent / name).resolve() in places:
            yield path.parent / name
