"""Kinds of residents: what they have, when they work, whom they bring along, and where they live."""
