"""The static site of a release: pages that open offline, need no script and print."""
