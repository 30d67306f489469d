"""Experiments from files to files: a plan, an effect with its page, an uptake, and where to begin."""
