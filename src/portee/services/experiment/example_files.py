"""The files of the example: a protocol, its measures, an uptake and places."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from portee.commons.experiments.example import Staging, make_example
from portee.core.atomic import atomic_folder
from portee.core.errors import OutputError

__all__ = ["FILES", "STAGINGS", "write_example"]

FILES = ("protocol.yaml", "measures.csv", "uptake.csv", "places.csv")

STAGINGS: tuple[str, ...] = get_args(Staging)


def write_example(folder: Path, staging: Staging = "together", seed: int = 1) -> None:
    """Write the files of an example into a new folder. The same arguments give the same bytes.

    Raises:
        OutputError: the folder is there, or cannot be written; nothing half-written is left.
    """
    if folder.exists():
        raise OutputError("This exists: it will not be overwritten.", where=str(folder), mend="Give another name.")
    made = make_example(staging, seed)
    texts = (made.protocol, made.measures, made.uptake, made.places)
    with atomic_folder(folder) as partial:
        for name, text in zip(FILES, texts, strict=True):
            (partial / name).write_text(text, encoding="utf-8", newline="\n")
