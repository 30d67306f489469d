"""What a commons holds: one frozen shape per type of record, one file per type."""
