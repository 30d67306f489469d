"""A writer to run as a process of its own: it says each change once it is acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from portee.commons.repository.repository import Change, Commons


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    commons = Commons.open(root)
    say("ready")
    for number in range(count):
        path = f"need/{name}-{number}.md"
        commons.save(Change({path: f"{name} {number}\n".encode()}, f"{name} writes {number}", name))
        say(path)


if __name__ == "__main__":
    main()
