"""How a program ends while threads that nobody waits for still compute."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

__all__ = ["end_program"]


def end_program(code: int) -> NoReturn:
    """End this process with an exit code, as `sys.exit` does; daemon threads end with it, wherever they are.

    Left to Python, such a thread is stopped when it next asks for the interpreter. Up to Python 3.13 that unwinds its
    stack, and in the midst of a library written in C++ (Arrow, the dispatcher of numba) it aborts the whole process or
    waits for ever: https://github.com/python/cpython/issues/87135. Whatever writes files must bear being cut off here.
    """
    if not any(thread.daemon for thread in threading.enumerate()):
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        # Whoever read it may have gone.
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
