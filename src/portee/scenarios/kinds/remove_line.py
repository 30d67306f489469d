"""A line taken away."""

from __future__ import annotations

from typing import Literal

import numpy as np

from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named, note_removed
from portee.scenarios.works import Works

__all__ = ["RemoveLine"]


class RemoveLine(Modification):
    """Remove a line. line: its id, short name or long name; of several routes of that name, all."""

    type: Literal["remove_line"]
    line: str

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        routes = lines_named(works, draft, self.line, tell)
        note_removed(works, draft, routes)
        draft.change(routes, lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
