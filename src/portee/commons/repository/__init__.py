"""The commons on disk: an ordinary Git repository, written by one at a time."""
