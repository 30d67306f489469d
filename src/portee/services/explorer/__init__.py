"""What is within reach of one place, as fast as a slider moves: prepared once per territory, asked for any place."""

from portee.services.explorer.answer import Answer, KindAnswer, WayAnswer
from portee.services.explorer.explorer import Explorer
from portee.services.explorer.question import DIRECTIONS, LONGEST_MIN, Question
from portee.services.explorer.targets import Targets, targets_of

__all__ = [
    "DIRECTIONS", "LONGEST_MIN", "Answer", "Explorer", "KindAnswer", "Question", "Targets", "WayAnswer", "targets_of",
]  # fmt: skip
