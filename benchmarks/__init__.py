"""What is measured, on what, against what: `python -m benchmarks --help`."""
