"""Portée: who can really reach work, training, childcare and services, from open data."""

__version__ = "0.1.0"
