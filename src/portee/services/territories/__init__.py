"""Territories like mine: a register of neighbourhoods, likeness with reasons, groups, letters, replicability."""
