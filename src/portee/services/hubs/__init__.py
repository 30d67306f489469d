"""Mobility hubs of a territory: candidates, what is measured between them and residents, and where they stand."""
