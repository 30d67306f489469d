"""What a diagnosis is told as: a table, a page, a sheet of paper, JSON, sentences."""
