"""What must hold for a commons to be well: record by record, then between records."""
