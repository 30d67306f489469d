"""Which of several candidate places to open: one model per file, arrays in, places with a bound out."""
