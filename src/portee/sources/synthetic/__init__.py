"""A synthetic territory written as ordinary open-data files, then read as if it came from outside."""
