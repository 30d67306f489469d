"""A workspace: one folder with everything that a territory's site needs, made, opened, backed up and restored."""
