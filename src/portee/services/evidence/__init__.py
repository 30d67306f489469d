"""Evidence of a commons that can be computed again: recipes, their inputs found by content, and what differs."""
