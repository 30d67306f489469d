"""The training booklet of a territory: what reach means, told and asked with the territory's own figures."""

from portee.services.booklet.classroom import Classroom, classroom_of
from portee.services.booklet.collect import collect
from portee.services.booklet.facts import Facts

__all__ = ["Classroom", "Facts", "classroom_of", "collect"]
