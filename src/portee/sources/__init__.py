"""One reader per open format: domain objects out, with their provenance."""
