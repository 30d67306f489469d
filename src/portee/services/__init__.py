"""Use cases, one per file: what the command line and the Python interface ask of the engine and the reports."""
