"""Mobility hubs: where they stand, what they cost, who pays and who gains."""
