"""Experiments: how large one must be, what it changed and how surely, and how a practice spreads."""
