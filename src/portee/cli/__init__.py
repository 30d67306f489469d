"""The command line: parse, call a service, tell what came of it."""
