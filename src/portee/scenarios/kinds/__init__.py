"""Every kind of modification, one in each file."""
