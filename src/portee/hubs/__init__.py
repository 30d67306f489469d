"""Mobility hubs: where they stand."""
