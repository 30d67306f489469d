"""Read a commons as pages show it: kept in memory for each commit, filtered, compared, and carried over."""
