"""What everything stands on: errors, provenance, progress, clock times, and writing without half-written files."""
