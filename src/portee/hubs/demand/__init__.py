"""Demand of a hub: who would take which of its services, when, and how sure that is."""
