"""Figures of a base that were computed before, kept on disk: a second scenario on it searches it no more.

One file per question, named by a hash of all that can change an answer: the files of the network, where people and
places are and what they count for, every option, and the code. What cannot be read, or is not what it says, is as
good as not there, and what cannot be written is not kept: a result never depends on the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

import portee
from portee.core.atomic import atomic_file
from portee.core.errors import NetworkError, OutputError
from portee.kernels.jit import cache_root
from portee.network.network import Network
from portee.network.store import MANIFEST, key_of, read_manifest
from portee.reach.options import Travel, Window
from portee.services.measures import Asked
from portee.territory.places import Places

__all__ = ["KeptFigures", "base_key", "keep_figures", "kept_figures", "kept_folder"]

FORMAT = 1
ENDING = ".figures"
MOST_BYTES = 500_000_000
"""What all files may take together; beyond it, those that were not read for longest go."""

ROOMS = ("core", "kernels", "network", "territory", "reach", "indicators", "services", "world.py")
"""The code and the tables that decide figures."""


@dataclass(frozen=True, eq=False)
class KeptFigures:
    """Figures of all origins: float64 (n, c), the names of the columns, and the remarks that go with them."""

    figures: npt.NDArray[np.float64]
    columns: tuple[str, ...]
    notes: tuple[str, ...]


def kept_folder() -> Path:
    """Where figures are kept, beside the compiled kernels; `PORTEE_CACHE_DIR` moves both."""
    return cache_root() / "base-results"


@cache
def _code() -> str:
    """Hash of the code and tables that decide figures, and of what they rest on."""
    home, digest = Path(portee.__file__).parent, hashlib.sha256()
    for room in ROOMS:
        whole = home / room
        files = [whole] if whole.is_file() else sorted(f for f in whole.rglob("*") if f.suffix in (".py", ".yaml"))
        for file in files:
            digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    below = [(name, version(name)) for name in ("numpy", "numba", "scipy", "polars")]
    return key_of(digest.hexdigest(), portee.__version__, platform.python_version(), platform.machine(), below)


def _network_told(network: Network) -> list[object] | None:
    """What tells the files of a network apart; None for one in memory, or whose folder was built again meanwhile.

    Sizes and dates of the files, and not their content alone, which takes longer to read than many a comparison.
    """
    if network.folder is None or not network.key:
        return None
    try:
        if read_manifest(network.folder)["key"] != network.key:
            return None
        manifest = hashlib.sha256((network.folder / MANIFEST).read_bytes()).hexdigest()
        files = sorted(
            (section.name, file.name, file.stat().st_size, file.stat().st_mtime_ns)
            for section in os.scandir(network.folder) if section.is_dir()
            for file in os.scandir(section.path)
        )  # fmt: skip
    except (OSError, KeyError, NetworkError):
        return None
    return [manifest, files]


def _hashed(*columns: npt.NDArray[np.float64]) -> str:
    digest = hashlib.sha256()
    for column in columns:
        digest.update(str(len(column)).encode() + np.ascontiguousarray(column, np.float64).tobytes())
    return digest.hexdigest()


def base_key(
    network: Network, origins: Places, targets: Places, asked: Asked, travel: Travel, window: Window | None,
    percentiles: Sequence[float],
) -> str | None:  # fmt: skip
    """Hash of all that decides the figures of a base; None where its network cannot be told from others.

    Args:
        targets: the places as they are searched, with the columns that `asked` counts.
    """
    told = _network_told(network)
    if told is None:
        return None
    there = _hashed(targets.lon, targets.lat, *(targets.weight(name) for name in asked.columns))
    # Names of the origins' columns: some are refused.
    here = _hashed(origins.lon, origins.lat), sorted(origins.attributes.columns)
    ranks = tuple(float(p) for p in percentiles)
    return key_of(FORMAT, _code(), told, here, there, repr(asked), repr(travel), repr(window), ranks)


def kept_figures(folder: Path, key: str) -> KeptFigures | None:
    """The figures kept for a key; None where there are none, or the file is not whole."""
    file = folder / f"{key}{ENDING}"
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        told = json.loads(head)
        if told["format"] != FORMAT or told["key"] != key or told["sha256"] != _seal(told, body):
            return None
        columns, notes = tuple(map(str, told["columns"])), tuple(map(str, told["notes"]))
        figures = np.frombuffer(body, np.float64).reshape(-1, len(columns))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    with suppress(OSError):
        os.utime(file)
    return KeptFigures(figures, columns, notes)


def keep_figures(folder: Path, key: str, found: KeptFigures) -> None:
    """Keep figures for a key; nothing is kept, and nothing raised, where the folder cannot be written."""
    body = np.ascontiguousarray(found.figures, np.float64).tobytes()
    told: dict[str, object] = {"format": FORMAT, "key": key, "columns": found.columns, "notes": found.notes}
    told = json.loads(json.dumps(told))
    head = json.dumps({**told, "sha256": _seal(told, body)}).encode()
    with suppress(OSError, OutputError):
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_file(folder / f"{key}{ENDING}") as partial:
            partial.write_bytes(head + b"\n" + body)
        _make_room(folder)


def _seal(told: dict[str, object], body: bytes) -> str:
    """Hash of the figures and of all that is said of them."""
    said = {name: value for name, value in told.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode() + b"\n" + body).hexdigest()


def _make_room(folder: Path) -> None:
    files = [(file.stat().st_mtime_ns, file.stat().st_size, file) for file in folder.glob(f"*{ENDING}")]
    files.sort(reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > MOST_BYTES:
            file.unlink(missing_ok=True)
