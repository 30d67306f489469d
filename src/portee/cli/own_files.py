"""Looks over a command before it runs: no result takes the place of a file that it is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from portee.reports.own_files import refuse_overwriting

__all__ = ["keep_inputs"]

WRITTEN = ("-o", "--output", "--page", "--cells")
"""Options of any command whose value is a file to write."""
LARGEST = 2_000_000
"""Bytes of a file written by hand that is looked at for the files that it names."""
_NAMES = re.compile(r"[^\s'\"\[\]{},]+")


def keep_inputs(given: Sequence[str]) -> None:
    """Refuse a command that would write over a file that it names, or that a YAML file of its own names.

    Args:
        given: the words of the command, without the name of the program.

    Raises:
        ParameterError: naming the file.
    """
    written, others = [], []
    words = iter(given)
    for word in words:
        option, sign, value = word.partition("=")
        if option in WRITTEN:
            written.append(value if sign else next(words, ""))
        else:
            others.append(value if sign and word.startswith("-") else word)
    kept = [path for path in map(Path, written) if path.name and _is_file(path)]
    if kept:
        read = [path for path in map(Path, others) if _is_file(path)]
        refuse_overwriting(kept, [*read, *(named for path in read for named in _named(path, kept))])


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
