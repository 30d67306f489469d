from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys, threading, time
from portee.core.ending import end_program

def compute():
    while True:
        sum(range(1000))

atexit.register(print, "kept")
if sys.argv[1] == "busy":
    threading.Thread(target=compute, daemon=True).start()
elif sys.argv[1] == "waited for":
    threading.Thread(target=lambda: (time.sleep(0.2), print("done"))).start()
print("told", end=" ")
end_program(int(sys.argv[2]))
"""


@pytest.mark.parametrize("code", [0, 2])
@pytest.mark.parametrize(
    ("threads", "said"), [("none", "told kept"), ("busy", "told kept"), ("waited for", "told done kept")]
)
def test_all_that_was_said_is_there_and_the_code_is_given_back(threads: str, said: str, code: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, threads, str(code)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (code, said.split(), "")


def test_whoever_reads_may_have_gone() -> None:
    script = PROGRAM.replace('print("told", end=" ")', "sys.stdout.close(); atexit.unregister(print)")
    ran = subprocess.run([sys.executable, "-c", script, "busy", "3"], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (3, b"")
