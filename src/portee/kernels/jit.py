"""The one door to numba: every kernel is compiled here, with a cache that cannot go stale.

Numba's own file cache looks at the file of the compiled function alone; when a helper in another file changes, it
serves old machine code. Here the cache folder's name holds a hash of all kernel sources, so a change anywhere
opens a new folder. `PORTEE_CACHE_DIR` moves the folder; `NUMBA_DISABLE_JIT=1` runs the kernels as plain Python.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba import config

__all__ = ["cache_folder", "cache_root", "inlined", "kernel"]

F = TypeVar("F", bound=Callable[..., Any])


def _sources_hash() -> str:
    digest = hashlib.sha256(f"{numba.__version__} {sys.version_info[:2]}".encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def cache_root() -> Path:
    """Folder of all that is kept between runs, and can be made again."""
    root = os.environ.get("PORTEE_CACHE_DIR")
    if root is None:
        root = str(Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "portee")
    return Path(root)


def cache_folder() -> Path:
    """Folder of compiled kernels for exactly these sources."""
    return cache_root() / f"kernels-{_FINGERPRINT}"


_FINGERPRINT = _sources_hash()


def kernel(function: F) -> F:
    """Compile a function over arrays: no Python objects, no global lock, cached on disk."""
    usual = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        return cast(F, numba.njit(cache=True, nogil=True, boundscheck=False)(function))
    except RuntimeError:  # no folder can be written: compile in memory, once per process
        return cast(F, numba.njit(nogil=True, boundscheck=False)(function))
    finally:
        config.CACHE_DIR = usual


def inlined(function: F) -> F:
    """Compile a small function into the body of each kernel that calls it.

    A call in machine code would copy every array descriptor of its tuples; in a hot loop that costs more than the work.
    """
    return cast(F, numba.njit(nogil=True, boundscheck=False, forceinline=True)(function))
