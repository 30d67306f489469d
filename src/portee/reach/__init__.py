"""World × profile × window → reach: the one way to ask what is within reach."""

from portee.reach.options import Travel, Window
from portee.reach.reach import Reach, reach

__all__ = ["Reach", "Travel", "Window", "reach"]
